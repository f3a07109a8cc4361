/** leaderboard.json, and what a score is made of: models by their best run on one suite. */
import * as z from 'zod';
import { count, digest, fileOf, finite, name } from './common.ts';
import { where } from './metrics.ts';

/** One number that a score is made of. */
export const scoreTerm = z.strictObject({
  /** What weights call it: `mAP50`, `speed`. */
  name,
  metric: name,
  where,
  weight: finite.nonnegative(),
  /**
   * The value that counts 0 and the value that counts 1; linear between them, never beyond. Left out: the value itself. A
   * latency of which less is better has `zero` above `one`.
   */
  scale: z
    .strictObject({ zero: finite, one: finite })
    .refine(({ zero, one }) => zero !== one, 'expected zero and one to differ')
    .optional(),
});
export type ScoreTerm = z.infer<typeof scoreTerm>;

/** A score is the mean of its terms by weight, so that it stays between 0 and 1 where its terms do. */
export const scoring = z.strictObject({ terms: z.array(scoreTerm).min(1) });
export type Scoring = z.infer<typeof scoring>;

/** What two numbers must have in common to be ranked: the samples, how they were measured, and what the metrics mean. */
export const suite = z.strictObject({
  digest,
  corpora: z.record(name, digest),
  measure: digest,
  /** Version of every metric; another version is another convention. */
  metrics: z.record(name, z.int().positive()),
});
export type Suite = z.infer<typeof suite>;

/** The value is as measured, before any scale. */
const termValue = z.strictObject({ name, value: finite.nullable(), n: count });
export type TermValue = z.infer<typeof termValue>;

/** One evaluation of one model. */
const run = z.strictObject({
  model: name,
  /** Of report.json as a value. */
  report: digest,
  evaluation: z.string(),
  backend: digest,
  checkpoint: digest.nullable(),
  verdict: z.string(),
  score: finite.nullable(),
  terms: z.array(termValue),
});

export const leaderboard = fileOf('leaderboard', {
  suite,
  scoring,
  /** The best run of each model, the best first; equal scores share a rank, and the next rank is skipped. */
  entries: z.array(z.strictObject({ rank: z.int().positive(), runs: count, ...run.shape, score: finite })),
  /** Runs that have no place, and why. */
  left_out: z.array(z.strictObject({ ...run.shape, reason: z.string() })),
});
export type Leaderboard = z.infer<typeof leaderboard>;
