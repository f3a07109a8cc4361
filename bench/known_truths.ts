/** Populations whose numbers are known, for simulations of how often an interval misses them. */
import type { GroupSums, ResampledNumber, Statistic } from '../eval/stats/bootstrap.ts';
import { type SampledRows, weightedMoments } from '../eval/stats/regression/weighted_moments.ts';
import { weightedSpearman } from '../eval/stats/regression/weighted_ranks.ts';

export type Unit = () => number;

export interface Case {
  readonly name: string;
  readonly truth: number;
  /** A number of n fresh samples, as tabulate asks for its interval. */
  readonly draw: (n: number, unit: Unit) => Statistic;
}

function normal(unit: Unit): number {
  return Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
}

/** Beta(a, b) of whole parameters: the a-th smallest of a + b - 1 numbers. */
function beta(a: number, b: number, unit: Unit): number {
  return Array.from({ length: a + b - 1 }, unit).sort((x, y) => x - y)[a - 1] as number;
}

/** One mask in 12 is missed, the others overlap well: bounded and skewed like IoU. */
const missed = 1 / 12;
const overlap = (unit: Unit): number => (unit() < missed ? 0 : beta(12, 2, unit));
const meanOverlap = (1 - missed) * (12 / 14);

function sumsOf(values: readonly number[]): GroupSums {
  return { numerators: Float64Array.from(values), denominators: new Float64Array(values.length).fill(1) };
}

const drawn = <T>(n: number, one: () => T): T[] => Array.from({ length: n }, one);
const rate = (share: number): Case => ({
  name: `rate ${share}`,
  truth: share,
  draw: (n, unit) => ({ of: sumsOf(drawn(n, () => (unit() < share ? 1 : 0))), within: [0, 1] }),
});

/** Pairs of which a share is better and a share worse, and all others pass twice. */
const rateDifference = (better: number, worse: number): Case => ({
  name: `difference of rates, ${100 * better}% better and ${100 * worse}% worse`,
  truth: better - worse,
  draw: (n, unit) => {
    const pairs = drawn(n, unit);
    const [of, minus] = [pairs.map((x) => (x >= better && x < better + worse ? 0 : 1)), pairs.map((x) => (x < better ? 0 : 1))];
    return { of: sumsOf(of), minus: sumsOf(minus), within: [0, 1] };
  },
});

type Correlating = (rows: SampledRows) => (weights: Float64Array) => number;
const pearson: Correlating = (rows) => {
  const moments = weightedMoments(rows);
  return (weights) => {
    const { covariance, predictionVariance, targetVariance } = moments(weights);
    return covariance / Math.sqrt(predictionVariance * targetVariance);
  };
};

function correlationOf(correlating: Correlating, predicted: readonly number[], target: readonly number[]): ResampledNumber {
  const correlate = correlating({ predicted, target, sampleOf: Int32Array.from(target.keys()), samples: target.length });
  return { resampled: { evaluate: (weights) => Float64Array.of(correlate(weights)) }, position: 0 };
}

/** A second column that correlates with the first by `rho`, both normal. */
const beside = (column: readonly number[], rho: number, unit: Unit): number[] => column.map((x) => rho * x + Math.sqrt(1 - rho * rho) * normal(unit));

const correlation = (name: string, correlating: Correlating, rho: number, truth: number): Case => ({
  name: `${name} ${rho}`,
  truth,
  draw: (n, unit) => {
    const target = drawn(n, () => normal(unit));
    return { of: correlationOf(correlating, beside(target, rho, unit), target), isCorrelation: true };
  },
});
/** Spearman's of two normal columns (K. Pearson, 1907). */
const rankTruth = (rho: number): number => (6 / Math.PI) * Math.asin(rho / 2);

/** Two predictions that are equally good. */
const difference = (name: string, correlating: Correlating, rho: number): Case => ({
  name: `difference of ${name} ${rho}`,
  truth: 0,
  draw: (n, unit) => {
    const target = drawn(n, () => normal(unit));
    const [of, minus] = [1, 2].map(() => correlationOf(correlating, beside(target, rho, unit), target)) as [ResampledNumber, ResampledNumber];
    return { of, minus, isCorrelation: true };
  },
});

/** Columns with tails as heavy as Student's with five degrees of freedom: a few rows of each pull both. */
const heavy = (rho: number): Case => ({
  name: `PLCC ${rho}, heavy tails`,
  truth: rho,
  draw: (n, unit) => {
    const target = drawn(n, () => normal(unit));
    const predicted = beside(target, rho, unit);
    const widths = drawn(n, () => Math.sqrt(5 / drawn(5, () => normal(unit) ** 2).reduce((sum, square) => sum + square, 0)));
    const widened = (column: readonly number[]): number[] => column.map((value, i) => value * (widths[i] as number));
    return { of: correlationOf(pearson, widened(predicted), widened(target)), isCorrelation: true };
  },
});

export const knownTruths: readonly Case[] = [
  { name: 'mean mask IoU', truth: meanOverlap, draw: (n, unit) => ({ of: sumsOf(drawn(n, () => overlap(unit))), within: [0, 1] }) },
  {
    name: 'difference of mask IoU',
    truth: 0,
    draw: (n, unit) => ({ of: sumsOf(drawn(n, () => overlap(unit))), minus: sumsOf(drawn(n, () => overlap(unit))), within: [0, 1] }),
  },
  {
    name: 'quotient of mask IoU',
    truth: 1,
    draw: (n, unit) => ({ of: sumsOf(drawn(n, () => overlap(unit))), over: sumsOf(drawn(n, () => overlap(unit))), within: [0, 1] }),
  },
  rate(0.7),
  rate(0.9),
  rateDifference(0.02, 0.02),
  rateDifference(0, 0.05),
  ...[0.5, 0.9].map((rho) => correlation('PLCC', pearson, rho, rho)),
  heavy(0.5),
  ...[0.5, 0.9].map((rho) => correlation('SROCC', weightedSpearman, rho, rankTruth(rho))),
  difference('PLCC', pearson, 0.9),
  difference('SROCC', weightedSpearman, 0.9),
];
