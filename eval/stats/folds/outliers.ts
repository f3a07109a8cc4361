/** Three rules for folds that stand apart. They disagree in doubtful cases, so a report shows all three. */
import type { Measured } from '../../contracts/samples.ts';
import { ascending, quantile } from '../quantile.ts';
import { centred, quadraticMean } from '../regression/moments.ts';
import { because, isUndefined, type Result } from '../regression/undefined.ts';
import { studentTQuantile } from './student_t.ts';
import { definedFolds } from './values.ts';

export interface Outliers {
  readonly modifiedZ: Result<ModifiedZ>;
  readonly grubbs: Result<Grubbs>;
  readonly tukey: Tukey;
}

/** 0.6745 (value - median) / MAD (B. Iglewicz and D. Hoaglin, How to Detect and Handle Outliers, 1993). */
export interface ModifiedZ {
  readonly median: number;
  /** Median absolute deviation from the median. */
  readonly mad: number;
  /** One a fold. */
  readonly statistics: readonly number[];
  readonly critical: number;
  /** Positions of folds beyond the critical value on either side. */
  readonly flagged: readonly number[];
}

/** Largest deviation from the mean, in standard deviations (F. Grubbs, Technometrics 11, 1969); it tests that one fold only. */
export interface Grubbs {
  readonly position: number;
  readonly statistic: number;
  readonly critical: number;
  /** The position, or nothing. */
  readonly flagged: readonly number[];
}

/** Quartiles and 1.5 times their distance (J. Tukey, Exploratory Data Analysis, 1977). */
export interface Tukey {
  readonly low: number;
  readonly high: number;
  /** Positions of folds outside the fences. */
  readonly flagged: readonly number[];
}

/** The conventional limits of the three rules: part of their definitions, and no limit that a verdict rests on. */
const modifiedZLimit = 3.5;
const grubbsSignificance = 0.05;
const fenceLength = 1.5;

export function outliers(values: readonly Measured[]): Result<Outliers> {
  const numbers = definedFolds(values, 1);
  return isUndefined(numbers) ? numbers : { modifiedZ: modifiedZ(numbers), grubbs: grubbs(numbers), tukey: tukey(numbers) };
}

function modifiedZ(values: readonly number[]): Result<ModifiedZ> {
  const median = quantileOf(values, 0.5);
  const deviations = values.map((value) => value - median);
  const mad = quantileOf(deviations.map(Math.abs), 0.5);
  if (mad === 0) return because('zero-variance');
  // 0.6745 MAD estimates the deviation of a normal distribution: three quarters of it lie below this many deviations.
  const statistics = deviations.map((deviation) => (0.6745 * deviation) / mad);
  return { median, mad, statistics, critical: modifiedZLimit, flagged: positions(statistics, (z) => Math.abs(z) > modifiedZLimit) };
}

function grubbs(values: readonly number[]): Result<Grubbs> {
  const n = values.length;
  if (n < 3) return because('too-few-rows');
  const deviations = centred(values);
  if (deviations.scale === 0) return because('zero-variance');
  const position = deviations.parts.findIndex((part) => Math.abs(part) === 1);
  const statistic = deviations.scale / quadraticMean(deviations, n - 1);
  const t = studentTQuantile(1 - grubbsSignificance / (2 * n), n - 2);
  const critical = ((n - 1) / Math.sqrt(n)) * Math.sqrt((t * t) / (n - 2 + t * t));
  return { position, statistic, critical, flagged: statistic > critical ? [position] : [] };
}

function tukey(values: readonly number[]): Tukey {
  const [lower, upper] = [quantileOf(values, 0.25), quantileOf(values, 0.75)];
  const reach = fenceLength * (upper - lower);
  const [low, high] = [lower - reach, upper + reach];
  return { low, high, flagged: positions(values, (value) => value < low || value > high) };
}

function quantileOf(values: readonly number[], q: number): number {
  return quantile(ascending(values), q) as number;
}

function positions(values: readonly number[], isWanted: (value: number) => boolean): number[] {
  return [...values.keys()].filter((i) => isWanted(values[i] as number));
}
