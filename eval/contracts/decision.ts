/** decision.json: the verdict as data. Reports, gates and promotion only quote it. */
import * as z from 'zod';
import { count, digest, fileOf, finite, name, sampleId } from './common.ts';
import { level, sanityLevel } from './criteria.ts';
import { interval, where } from './metrics.ts';

export const status = z.enum(['pass', 'fail', 'inconclusive', 'insufficient', 'not_applicable']);

/** All but go count as no-go. `inconclusive`: nothing but too few samples stands against a go. */
export const verdict = z.enum(['go', 'no-go', 'inconclusive', 'void']);

/** What being one of several places costs a result. */
const correction = z.strictObject({
  method: z.literal('holm'),
  /** How many places were judged. */
  places: count,
  /** Two-sided, against the limit. */
  p: finite,
  adjusted: finite,
});
export type Correction = z.infer<typeof correction>;

/** One criterion at one place: a complete sentence in data. */
export const criterionResult = z.strictObject({
  /** criterion id, or `id/value` where the criterion runs over `each` value of a dimension. */
  id: z.string(),
  criterion: name,
  title: z.string(),
  status,
  /** What this result does to the verdict: the criterion's level, or less where missing evidence weighs less. */
  level,
  metric: z.string(),
  metricVersion: z.int().nullable(),
  statistic: z.string(),
  of: z.string(),
  where,
  comparator: z.enum(['>=', '<=']),
  limit: finite,
  /** Beyond this, on the better side of the limit, a value is too good to be trusted and fails. */
  tooGood: finite.optional(),
  holds: z.enum(['value', 'interval']),
  observed: finite.nullable(),
  /** The judged number: observed, or the bound of its interval on the worse side; null where nothing was judged. */
  judged: finite.nullable(),
  /** Signed distance to the limit, or to the nearer one of two: negative fails. */
  margin: finite.nullable(),
  /** margin over the metric's range (over the limit where the range is open): what orders criteria. */
  relativeMargin: finite.nullable(),
  /** The relative margins that the ends of the interval would have. */
  relativeInterval: z.strictObject({ low: finite, high: finite }).nullable(),
  candidate: finite.nullable(),
  baseline: finite.nullable(),
  interval: interval.nullable(),
  /**
   * What the observed number rests on, where the metric is defined: samples (for a difference: pairs); values of the
   * dimension, across one; tasks, steps or runs, of evidence.
   */
  n: count,
  minimumN: count,
  /** Where the criterion asks for one; the judged bound is that of the wider interval. */
  correction: correction.optional(),
  /** Where the result is inconclusive: how many more would decide, an estimate; null where no number that anybody collects would. */
  moreNeeded: count.nullable().optional(),
  /** The worst first; at most five. */
  worstSamples: z.array(sampleId),
  reason: z.string(),
});
export type CriterionResult = z.infer<typeof criterionResult>;

export const finding = z.strictObject({
  check: name,
  /** What this finding does to the verdict unless it is quiet. */
  level: sanityLevel,
  status: z.enum(['quiet', 'fired', 'not_measured']),
  corpus: z.string(),
  backend: z.string(),
  metric: z.string(),
  value: finite.nullable(),
  limit: finite,
  n: count,
  reason: z.string(),
  samples: z.array(sampleId),
});
export type Finding = z.infer<typeof finding>;

export const decision = fileOf('decision', {
  evaluation: z.string(),
  verdict,
  recommendation: z.enum(['go', 'no-go']),
  /** The id of a criterion result; `sanity:<check>` where a sanity finding decides; `nothing_measured` where no criterion was judged. */
  deciding: z.string(),
  /** One sentence a person can repeat. */
  why: z.string(),
  /** Ids of everything that stands against a go, the worst first: sanity findings, missing evidence, failed criteria. */
  failed: z.array(z.string()),
  criteria: z.array(criterionResult),
  sanity: z.array(finding),
  /** How many results there are of each kind. */
  tally: z.strictObject({
    /** Of criteria of level block, those left out that are not applicable. */
    blocking: z.strictObject({ checks: count, pass: count, fail: count, inconclusive: count.optional(), insufficient: count }),
    sanity: z.strictObject({ quiet: count, fired: count, not_measured: count }),
  }),
  digests: z.strictObject({
    candidate: digest,
    candidateCheckpoint: digest.nullable(),
    baseline: digest.nullable(),
    policy: digest,
    measure: digest,
    metrics: digest,
    corpora: z.record(name, digest),
    evidence: z.record(name, digest),
  }),
  policy: z.strictObject({ id: name, version: count, about: z.string(), tier: name.nullable(), notices: z.array(z.string()) }),
});
export type Decision = z.infer<typeof decision>;
