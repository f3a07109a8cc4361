/** external_metrics.json: numbers that came from outside. They become rows of the table like measured ones, with their origin. */
import * as z from 'zod';
import { count, digest, fileOf, finite, name } from './common.ts';

export const externalRow = z.strictObject({
  metric: name,
  /** Whom the number is about: what wants promotion, or what it is held against. */
  role: z.enum(['candidate', 'baseline']),
  /** Null: not measured, and `reason` says why. */
  value: finite.nullable(),
  reason: z.string().nullable(),
  /** What the number rests on: tasks, steps, runs. */
  n: count,
  /** Of a proportion: value is numerator / denominator, unrounded, and gets an interval. */
  counts: z.strictObject({ numerator: count, denominator: count }).nullable(),
  origin: z.enum(['artefact', 'override']),
  /** Which artefact, and how the number follows from it. */
  detail: z.string(),
  /** Of an override: who took responsibility, and why. */
  who: z.string().nullable(),
  why: z.string().nullable(),
});
export type ExternalRow = z.infer<typeof externalRow>;

export const externalMetrics = fileOf('evidence', {
  /** What criteria call it in `where: {corpus: …}`. */
  name,
  /** Over inputs and rows. */
  digest,
  /** What the evidence says it is about. A checkpoint digest must be the candidate's. */
  subject: z.strictObject({ candidate: name, checkpoint: digest.nullable(), baseline: name.nullable() }),
  inputs: z.array(z.strictObject({ role: z.string(), sha256: digest })),
  /** One row a metric and role. */
  rows: z.array(externalRow),
  /** What a reader should know (rows without a variant, ignored values). */
  remarks: z.array(z.string()),
});
export type ExternalMetrics = z.infer<typeof externalMetrics>;
