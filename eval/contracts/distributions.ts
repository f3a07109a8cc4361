/** What a page draws of single samples, as numbers: parts of metrics.json. */
import * as z from 'zod';
import { count, finite, name, role, sampleId } from './common.ts';
import { measured } from './samples.ts';

/** How the samples of a corpus spread by a metric that criteria may judge. */
export const distribution = z.strictObject({
  corpus: name,
  metric: name,
  /** Whether a sample has another value than 0 and 1: of a metric that is 0 or 1 the mean says everything. */
  spread: z.boolean(),
  /** From the lower end of the first bin to the upper end of the last one: the metric's range; where it is open, that of the values. */
  low: finite,
  high: finite,
  /** How many samples of the candidate and of the baseline lie in each of the bins, which are equally wide. */
  bins: z.array(z.strictObject({ backend: name, role, samples: z.array(count).min(1) })),
  /**
   * Samples with a value of both backends, counted in a square grid over low to high; cells are numbered from 0, empty ones left
   * out. Null where there are few enough samples to draw each of them.
   */
  grid: z.strictObject({ cells: count, counts: z.array(z.strictObject({ baseline: count, candidate: count, n: count })) }).nullable(),
});
export type Distribution = z.infer<typeof distribution>;

/** Samples whose confidence is from `low` on and below `high`; the last bin has its upper end too. */
export const calibrationBin = z.strictObject({
  low: finite,
  high: finite,
  n: count,
  /** Means over these samples: of the confidence, and of what is held against it. */
  confidence: finite,
  reached: finite,
});
export type CalibrationBin = z.infer<typeof calibrationBin>;

/** Whether a backend that is surer is also right more often. */
export const calibration = z.strictObject({
  corpus: name,
  backend: name,
  role,
  /** The confidence is held against the mean of this metric; null: against the share of samples that pass. */
  metric: name.nullable(),
  /** Those with samples, from the lowest. */
  bins: z.array(calibrationBin).min(1),
});
export type Calibration = z.infer<typeof calibration>;

export const rankedSample = z.strictObject({
  /** Equal values share a rank. */
  rank: z.int().positive(),
  corpus: name,
  id: sampleId,
  slices: z.record(name, z.array(z.string())),
  /** Why the candidate failed; null where it did not. */
  failure: z.string().nullable(),
  /** The candidate's value of every metric that criteria may judge. */
  values: z.record(name, measured),
});
export type RankedSample = z.infer<typeof rankedSample>;

/** The candidate's worst samples over all corpora: those that it failed on, then the worst values; ties in the order of ids. */
export const ranking = z.strictObject({
  /** What ranks: the metric that makes a pass, else the first that samples have values of. */
  metric: name,
  /** At most twenty. */
  samples: z.array(rankedSample).min(1),
  /** Samples without a value that did not fail: they have no rank. */
  unranked: count,
});
export type Ranking = z.infer<typeof ranking>;
