/** The interval of a mean of values that have a least and a largest one, for few groups that may hold no bad sample at all. */
import { longer } from '../io/typed_arrays.ts';
import type { GroupSums, Statistic } from './bootstrap.ts';
import { quantile } from './quantile.ts';
import type { Xoshiro128 } from './random.ts';

/**
 * Gaffke's bounds (N. Gaffke, Three test statistics for a nonparametric one-sided hypothesis on the mean of a nonnegative variable, 2005): the
 * sample and one value more, which is the worst (or the best) that there can be, with all weights equally likely. Of values that are 0 or
 * 1 they are the exact interval of Clopper and Pearson. That they hold for all bounded values is a conjecture without a known exception
 * (M. Phan, P. Thomas, E. Learned-Miller, Towards Practical Mean Bounds for Small Samples, ICML 2021). Related samples are one value, and the
 * one more is a group as large as the largest.
 *
 * The same bounds of a difference of paired means, and of their quotient: c / b is at least r where the mean of c - r b is at least 0. The one
 * pair more is the worst of the one with the best of the other.
 *
 * @returns the statistic with the worst pair, then with the best one: over one group more
 */
export function withEnds({ of, minus, over, within: [low, high] }: BoundedStatistic): [worst: Statistic, best: Statistic] {
  const ending = (own: number, other: number): Statistic => ({
    of: withOneMore(of, own),
    ...(minus && { minus: withOneMore(minus, other) }),
    ...(over && { over: withOneMore(over, other) }),
  });
  return [ending(low, high), ending(high, low)];
}

/** One of means of values that have a least and a largest one. */
export interface BoundedStatistic {
  readonly of: GroupSums;
  readonly minus?: GroupSums;
  readonly over?: GroupSums;
  readonly within: readonly [low: number, high: number];
}

function withOneMore({ numerators, denominators }: GroupSums, value: number): GroupSums {
  const size = denominators.reduce((most, one) => Math.max(most, one), 0);
  return { numerators: withLast(numerators, value * size), denominators: withLast(denominators, size) };
}

/** One number more. Spread as arguments, a hundred thousand numbers would end with a RangeError. */
function withLast(numbers: Float64Array, last: number): Float64Array {
  const all = longer(numbers, numbers.length + 1);
  all[numbers.length] = last;
  return all;
}

/** Weights that are equally likely, but for their sum, which a mean does not depend on: exponential numbers. */
export function weighAlike(weights: Float64Array, random: Xoshiro128): void {
  for (let i = 0; i < weights.length; i++) weights[i] = -Math.log((random.next() + 0.5) / 2 ** 32);
}

/** @param worst, @param best the two statistics with weights that are equally likely */
export function boundedInterval(worst: Float64Array, best: Float64Array, level: number): { readonly low: number; readonly high: number } {
  const tail = (1 - level) / 2;
  return { low: quantile(worst.toSorted(), tail) as number, high: quantile(best.toSorted(), 1 - tail) as number };
}
