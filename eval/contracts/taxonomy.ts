/** failure_classes.yaml: rules that map what people write about a sample to failure classes. Written by hand. */
import * as z from 'zod';
import { name } from './common.ts';

/** Much longer ones are no words, and too much for a pattern. */
const keyword = z
  .string()
  .max(200)
  .regex(/[^\s*]/, 'expected a word');

export const failureClass = z.strictObject({
  id: name,
  title: z.string().min(1),
  /** Any of them, as whole words; a trailing `*` lets the last word go on. */
  keywords: z.array(keyword).default([]),
  /** Any of them takes the keywords' hit back. */
  not_keywords: z.array(keyword).default([]),
  /** Any entry whose fields are all equal to those of the row's source. */
  source: z
    .array(z.record(z.string(), z.union([z.string(), z.null()])).refine((entry) => Object.keys(entry).length > 0, 'expected at least one field'))
    .default([]),
});
export type FailureClass = z.infer<typeof failureClass>;

export const taxonomyFile = z
  .strictObject({
    version: z.literal(1),
    /** The class of samples that no rule hits. */
    default: name,
    classes: z.array(failureClass).min(1),
  })
  .superRefine(
    (file, context) => {
      // It is called for every value, so that a wrong key does not hide an id that stands twice.
      const { classes, default: fallback } = Object(file) as Partial<typeof file>;
      const ids = Array.isArray(classes) ? classes.map((one) => name.safeParse(Object(one).id).data) : [];
      ids.forEach((id, i) => {
        if (id === undefined) return;
        const path = ['classes', i, 'id'];
        if (id === fallback) context.addIssue({ code: 'custom', path, message: `"${id}" is the default, which no rule may hit` });
        if (ids.indexOf(id) < i) context.addIssue({ code: 'custom', path, message: `a second class "${id}"` });
      });
    },
    { when: () => true },
  );
export type TaxonomyFile = z.infer<typeof taxonomyFile>;
