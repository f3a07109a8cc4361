import * as z from 'zod';
import { json, name, partSets } from '../../contracts/common.ts';

/** Any other annotation: a value that the metrics of its type understand. */
const typed = { type: name, value: json };
export const truth = z.strictObject({
  kind: z.literal('json'),
  ...typed,
  /** Names of the parts that the value has, by set: metrics of a user's own can have numbers of them. */
  parts: partSets.optional(),
});
export const prediction = truth.omit({ parts: true });
export const imported = typed;
export type JsonTruth = z.infer<typeof truth>;
export type JsonAnnotation = z.infer<typeof prediction>;

/** Both values, of a type that has metrics of whole slices; prediction null where the backend failed. */
export const observation = z.strictObject({ kind: z.literal('json'), type: name, truth: json, prediction: json });
export type JsonObservation = z.infer<typeof observation>;
