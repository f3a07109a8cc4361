/** Student's t knows no ends of a range: about a mean correlation of 0.99 it would reach beyond 1. */
import type { MetricDefinition } from '../contracts/metrics.ts';

interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** The interval of a number, cut at the ends of what the number can be. */
export function within(interval: Bounds, [least, most]: MetricDefinition['range']): Bounds {
  const cut = (value: number): number => Math.min(most ?? Infinity, Math.max(least ?? -Infinity, value));
  return { low: cut(interval.low), high: cut(interval.high) };
}

/** What a difference of two numbers from a range can be. */
export function rangeOfDifference([low, high]: MetricDefinition['range']): MetricDefinition['range'] {
  return low === null || high === null ? [null, null] : [low - high, high - low];
}
