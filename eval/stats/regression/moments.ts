/**
 * Centred moments. Values are centred before they are multiplied, so that a large common offset costs no digits, and scaled
 * by their largest size, so that squares neither overflow nor vanish.
 */
import { sum } from '../sum.ts';
import type { Numbers } from './pairs.ts';

/** `value = scale * part`; the largest part has size 1, and all are 0 where every value is 0. */
export interface Scaled {
  readonly scale: number;
  readonly parts: Float64Array;
}

/** Deviations from the mean, scaled. */
export interface Centred extends Scaled {
  readonly mean: number;
}

export function scaled(values: Float64Array): Scaled {
  const scale = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return { scale, parts: scale === 0 ? values : values.map((value) => value / scale) };
}

/** @param values at least one */
export function centred(values: Numbers): Centred {
  const mean = sum(values) / values.length;
  const deviations = Float64Array.from(values, (value) => value - mean);
  // The mean was rounded. What that left in the deviations is their own mean, which has few digits: equal values end at 0.
  const rest = sum(deviations) / values.length;
  return { mean: mean + rest, ...scaled(deviations.map((deviation) => deviation - rest)) };
}

/** Root of the sum of squares over `divisor`: the number of values, or one less for the deviation of a sample. */
export function quadraticMean({ scale, parts }: Scaled, divisor: number): number {
  return scale * Math.sqrt(sumOfProducts(parts, parts) / divisor);
}

export function sumOfProducts(a: Float64Array, b: Float64Array): number {
  return sum(a.map((value, i) => value * (b[i] as number)));
}
