/** metrics.json: the table. Rows of different checkpoints join on their key. */
import * as z from 'zod';
import { backendIdentity } from './backend.ts';
import { chartRow } from './charts.ts';
import { count, digest, fileOf, finite, name, partName, role, sampleId } from './common.ts';
import { corpus } from './corpus.ts';
import { passLimit } from './criteria.ts';
import { calibration, distribution, ranking } from './distributions.ts';
import { externalMetrics } from './external_metrics.ts';
import { metricDefinition } from './metric_definition.ts';

export type { MetricDefinition } from './metric_definition.ts';
export { metricDefinition } from './metric_definition.ts';

/** Which samples a number is about; slice null means the whole corpus. */
export const where = z.strictObject({
  corpus: name,
  slice: z.strictObject({ dimension: name, value: z.string() }).nullable(),
  /** The dimension whose values a statistic was made across; the slice is then null. */
  across: name.optional(),
  /** A piece of each sample, a region or a class; left out: the whole sample. */
  part: partName.optional(),
});
export type Where = z.infer<typeof where>;

export const interval = z.strictObject({
  low: finite,
  high: finite,
  /** Confidence level, 0 to 1. */
  level: finite,
  method: z.string(),
  resamples: count,
  groups: count,
  /** Of Student's quantiles, where they are not groups - 1. */
  df: count.optional(),
});
export type Interval = z.infer<typeof interval>;

export type { Role } from './common.ts';

/** A rate as the whole numbers that it is made of, so that nothing is rounded when it is held against a limit. */
export const rateCounts = z.strictObject({ numerator: z.int(), denominator: z.int().positive() });
export type RateCounts = z.infer<typeof rateCounts>;

const summary = {
  /** The metric's own aggregate (mean for an overlap, rate for a pass rate); null when nothing was defined. */
  value: finite.nullable(),
  /** Where the value is a rate: value is numerator / denominator. */
  counts: rateCounts.optional(),
  /** Why a number of the whole slice is undefined although samples have one. */
  valueReason: z.string().optional(),
  /** Samples of the slice. n = defined + undefined; failed are among them. */
  n: count,
  defined: count,
  failed: count,
  undefined: count,
  /** Why samples are undefined: reason -> how many. */
  undefinedReasons: z.record(z.string(), count),
  mean: finite.nullable(),
  median: finite.nullable(),
  p10: finite.nullable(),
  p90: finite.nullable(),
  /** Null with a reason when there are too few groups for one. */
  interval: interval.nullable(),
  intervalReason: z.string().nullable(),
};

export const metricRow = z.strictObject({ backend: name, role, where, metric: name, ...summary });
export type MetricRow = z.infer<typeof metricRow>;

/** Candidate over baseline, of the same pairs. */
const ratio = z.strictObject({
  /** Null with a reason where a quotient says nothing: a baseline of 0, or a number below 0. */
  value: finite.nullable(),
  reason: z.string().nullable(),
  interval: interval.nullable(),
  intervalReason: z.string().nullable(),
});
export type Ratio = z.infer<typeof ratio>;

/** Candidate minus baseline, paired by sample. */
export const deltaRow = z.strictObject({
  where,
  metric: name,
  /** candidate.value - baseline.value over the samples where both are defined; null when there are none. */
  value: finite.nullable(),
  candidate: finite.nullable(),
  baseline: finite.nullable(),
  /** Where both are rates. */
  counts: z.strictObject({ candidate: rateCounts, baseline: rateCounts }).optional(),
  /** Pairs: samples defined for both. `unpaired` were defined for one only. */
  n: count,
  unpaired: count,
  improved: count,
  regressed: count,
  interval: interval.nullable(),
  intervalReason: z.string().nullable(),
  /** Where a criterion judges it. */
  ratio: ratio.optional(),
});
export type DeltaRow = z.infer<typeof deltaRow>;

const tInterval = z.strictObject({ low: finite, high: finite, level: finite });

/** One metric of one backend across the values of a dimension: each value's own number counts once, however many samples it has. */
export const acrossRow = z.strictObject({
  backend: name,
  role,
  corpus: name,
  dimension: name,
  metric: name,
  part: partName.optional(),
  /** In the dimension's order; `n` samples with a value. */
  values: z.array(
    z.strictObject({ value: z.string(), observed: finite.nullable(), counts: rateCounts.optional(), n: count, reason: z.string().nullable() }),
  ),
  /** Values of the dimension, and how many of them have a number. Statistics are null unless all have. */
  n: count,
  defined: count,
  mean: finite.nullable(),
  /** Divisor n - 1; null for one value. */
  sd: finite.nullable(),
  median: finite.nullable(),
  spread: finite.nullable(),
  worst: finite.nullable(),
  worstValue: z.string().nullable(),
  /** Student's t over the values, cut at the ends of the metric's range. */
  interval: tInterval.nullable(),
  /** Why statistics or interval are missing. */
  reason: z.string().nullable(),
  /** Of each value: the mean without it, and which outlier rules it breaks (modified-z, grubbs, tukey). */
  influence: z.array(z.strictObject({ value: z.string(), meanWithout: finite, outlier: z.array(z.string()) })),
});
export type AcrossRow = z.infer<typeof acrossRow>;

/** Two backends held against each other across the values of a dimension: `a` minus `b`, paired by value. */
export const comparisonRow = z.strictObject({
  a: name,
  b: name,
  corpus: name,
  dimension: name,
  metric: name,
  part: partName.optional(),
  n: count,
  /** Null with a reason unless both have a number for every value. */
  difference: finite.nullable(),
  sd: finite.nullable(),
  interval: tInterval.nullable(),
  /** Two-sided p values: exact sign flips, Wilcoxon's signed ranks, Student's t. */
  signFlip: finite.nullable(),
  wilcoxon: finite.nullable(),
  t: finite.nullable(),
  /** The sign-flip p after Holm's correction over all metrics that these two are compared by. */
  holm: finite.nullable(),
  /** Values where a is better, where b is, and where they are equal. */
  better: count,
  worse: count,
  equal: count,
  /** Which of the two is better where holm is at most alpha; null where the comparison does not tell them apart. */
  apart: z.enum(['a', 'b']).nullable(),
  /** 1 - the level of intervals. It decides nothing: criteria have limits of their own. */
  alpha: finite,
  /** The smallest sign-flip p that so many values can give. */
  smallestP: finite,
  reason: z.string().nullable(),
});
export type ComparisonRow = z.infer<typeof comparisonRow>;

/** What a sanity check measured, before any limit; null value: it could not be measured, and why. */
export const sanityMeasurement = z.strictObject({
  check: name,
  /** Empty when it is about the whole evaluation. */
  corpus: z.string(),
  backend: z.string(),
  metric: z.string(),
  value: finite.nullable(),
  /** Samples or rows it was measured on. */
  n: count,
  detail: z.string(),
  samples: z.array(sampleId),
});
export type SanityMeasurement = z.infer<typeof sanityMeasurement>;

/** Samples to look at first: by the candidate's value, or by its difference to the baseline; the worst first, at most five. */
export const worstRow = z.strictObject({
  where,
  metric: name,
  of: z.enum(['candidate', 'candidate - baseline']),
  samples: z.array(sampleId).min(1),
});
export type WorstRow = z.infer<typeof worstRow>;

export const metricsTable = fileOf('metrics', {
  evaluation: z.string(),
  backends: z.array(z.strictObject({ role, identity: backendIdentity })).min(1),
  /** Empty where everything is evidence. */
  corpora: z.array(corpus),
  /** Corpora that the evaluation has and the command line left out of this build. */
  leftOut: z.array(name).min(1).optional(),
  definitions: z.array(metricDefinition),
  /** The measuring part of the criteria: digest over pass limits, seed, resamples, level. */
  measure: digest,
  /** What counts as a pass, quoted from the criteria; null where they define none. */
  pass: passLimit.nullable(),
  /** Version of every program that had a part in the numbers. */
  tools: z.record(z.string(), z.string()),
  rows: z.array(metricRow),
  deltas: z.array(deltaRow),
  across: z.array(acrossRow),
  comparisons: z.array(comparisonRow),
  /** Where the rows on evidence came from. */
  evidence: z.array(externalMetrics),
  facts: z.array(sanityMeasurement),
  worst: z.array(worstRow),
  /** By corpus, then metric. */
  distributions: z.array(distribution),
  /** Where the criteria say what passes: by corpus, then backend; else by metric as well. Empty without confidences. */
  calibration: z.array(calibration),
  /** Null where no sample can be ranked. */
  ranking: ranking.nullable(),
  /** By corpus, then backend, without references; left out where no kind of annotation has any. */
  charts: z.array(chartRow).min(1).optional(),
  /** Of the rows of pairs.ndjson, which stand beside the table. */
  pairs: digest,
});
export type MetricsTable = z.infer<typeof metricsTable>;
