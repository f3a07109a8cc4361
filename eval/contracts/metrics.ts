/** metrics.json: the table. Rows of different checkpoints join on their key. */
import { z } from 'zod';
import { backendIdentity } from './backend.ts';
import { count, digest, finite, name, sampleId, schemaVersion } from './common.ts';
import { corpus } from './corpus.ts';
import { measured } from './samples.ts';

/** Which samples a number is about; slice null means the whole corpus. */
export const where = z.strictObject({
  corpus: name,
  slice: z.strictObject({ dimension: name, value: z.string() }).nullable(),
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
});
export type Interval = z.infer<typeof interval>;

/** Candidate, baseline, or a further backend that is shown and not judged. */
export const role = z.enum(['candidate', 'baseline', 'reference']);
export type Role = z.infer<typeof role>;

const summary = {
  /** The metric's own aggregate (mean for an overlap, rate for a pass rate); null when nothing was defined. */
  value: finite.nullable(),
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

/** Candidate minus baseline, paired by sample. */
export const deltaRow = z.strictObject({
  where,
  metric: name,
  /** candidate.value - baseline.value over the samples where both are defined; null when there are none. */
  value: finite.nullable(),
  candidate: finite.nullable(),
  baseline: finite.nullable(),
  /** Pairs: samples defined for both. `unpaired` were defined for one only. */
  n: count,
  unpaired: count,
  improved: count,
  regressed: count,
  interval: interval.nullable(),
  intervalReason: z.string().nullable(),
});
export type DeltaRow = z.infer<typeof deltaRow>;

/** Definition of a metric as the report explains it. */
export const metricDefinition = z.strictObject({
  id: name,
  version: z.int().positive(),
  title: z.string(),
  summary: z.string(),
  unit: z.string(),
  range: z.tuple([finite.nullable(), finite.nullable()]),
  better: z.enum(['higher', 'lower']),
  /** Secondary metrics are shown apart and refused in criteria. */
  secondary: z.boolean(),
  undefinedWhen: z.string(),
});
export type MetricDefinition = z.infer<typeof metricDefinition>;

/** A measured fact that a sanity check judges; null value: could not be measured, and why. */
export const fact = z.strictObject({
  check: name,
  /** Empty when the fact is about the whole evaluation. */
  corpus: z.string(),
  backend: z.string(),
  metric: z.string(),
  value: finite.nullable(),
  /** Samples or rows it was measured on. */
  n: count,
  detail: z.string(),
  samples: z.array(sampleId),
});
export type Fact = z.infer<typeof fact>;

/** One sample next to both backends: what galleries and plots read. */
export const pairRow = z.strictObject({
  corpus: name,
  id: sampleId,
  group: z.string(),
  slices: z.record(name, z.array(z.string())),
  status: z.record(name, z.enum(['ok', 'failed'])),
  /** backend -> metric -> value */
  values: z.record(name, z.record(name, measured)),
});
export type PairRow = z.infer<typeof pairRow>;

export const metricsTable = z.strictObject({
  schemaVersion,
  kind: z.literal('metrics'),
  evaluation: z.string(),
  backends: z.array(z.strictObject({ role, identity: backendIdentity })).min(1),
  corpora: z.array(corpus).min(1),
  definitions: z.array(metricDefinition),
  /** The measuring part of the criteria: digest over pass limits, seed, resamples, level. */
  measure: digest,
  /** What counts as a pass, quoted from the criteria; null where they define none. */
  pass: z.strictObject({ metric: name, at: finite }).nullable(),
  /** Version of every program that had a part in the numbers. */
  tools: z.record(z.string(), z.string()),
  rows: z.array(metricRow),
  deltas: z.array(deltaRow),
  facts: z.array(fact),
  samples: z.array(pairRow),
});
export type MetricsTable = z.infer<typeof metricsTable>;
