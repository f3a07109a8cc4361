import type { Measured } from '../../contracts/samples.ts';
import { ascending, quantile } from '../quantile.ts';
import { centred, quadraticMean } from '../regression/moments.ts';
import { because, isUndefined, type Result } from '../regression/undefined.ts';
import { studentTQuantile } from './student_t.ts';
import { definedFolds } from './values.ts';

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export interface SampleMoments {
  readonly n: number;
  /** Unweighted: each fold counts the same, however many rows it has. */
  readonly mean: number;
  /** Between the folds, as of a sample (n - 1); undefined for one fold, never 0. Not the spread between seeds. */
  readonly sd: Measured;
}

export interface FoldSummary extends SampleMoments {
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
  /** maximum - minimum */
  readonly spread: number;
  /** Student's t interval of the mean. */
  readonly interval: Result<Bounds>;
}

/**
 * One statistic's values over the folds.
 *
 * @param level of the interval, between 0 and 1
 * @example summarize([0.97, 0.95, 0.99], 0.95) // mean 0.97, sd 0.02, interval 0.920 to 1.020
 */
export function summarize(values: readonly Measured[], level: number): Result<FoldSummary> {
  const numbers = definedFolds(values, 1);
  if (isUndefined(numbers)) return numbers;
  const moments = sampleMoments(numbers);
  const sorted = ascending(numbers);
  const [minimum, median, maximum] = [0, 0.5, 1].map((q) => quantile(sorted, q)) as [number, number, number];
  return { ...moments, median, minimum, maximum, spread: maximum - minimum, interval: meanInterval(moments, level) };
}

/**
 * @param values at least one
 * @param rounding deviations up to this are none
 */
export function sampleMoments(values: readonly number[], rounding = 0): SampleMoments {
  const n = values.length;
  const deviations = centred(values);
  const sd = deviations.scale <= rounding ? 0 : quadraticMean(deviations, n - 1);
  return { n, mean: deviations.mean, sd: n < 2 ? because('too-few-rows') : sd };
}

/** mean +- t sd / sqrt(n), with n - 1 degrees of freedom. */
export function meanInterval({ n, mean, sd }: SampleMoments, level: number): Result<Bounds> {
  if (isUndefined(sd)) return sd;
  const half = (studentTQuantile((1 + level) / 2, n - 1) * sd) / Math.sqrt(n);
  return { low: mean - half, high: mean + half };
}
