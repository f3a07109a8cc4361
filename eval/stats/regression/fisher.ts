/** Fisher's z = atanh(r), in which correlations are nearly normal with a deviation that depends on n only (Metron 1, 1921). */
import type { Measured } from '../../contracts/samples.ts';
import { sum } from '../sum.ts';
import { normalCritical } from './normal.ts';
import { because, type Result } from './undefined.ts';

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/**
 * Confidence interval of a correlation. A correlation of exactly -1 or 1 has none: z is infinite there, and an interval of
 * width 0 would claim certainty.
 *
 * @param n independent units, that is clips and not their frames; below 4 there is no interval
 * @param level between 0 and 1
 * @example correlationInterval(0.9266, 6, 0.95) // 0.464 to 0.992
 */
export function correlationInterval(r: number, n: number, level: number): Result<Bounds> {
  if (n < 4) return because('too-few-rows');
  if (!Number.isFinite(r)) return because('non-finite');
  if (Math.abs(r) >= 1) return because('zero-variance');
  const half = normalCritical(level) / Math.sqrt(n - 3);
  return { low: Math.tanh(Math.atanh(r) - half), high: Math.tanh(Math.atanh(r) + half) };
}

/** Mean of correlations on the scale of z, which weighs those near 1 more; undefined where one of them is -1 or 1. */
export function meanCorrelation(correlations: readonly number[]): Measured {
  if (correlations.length === 0) return because('too-few-rows');
  const z = sum(correlations.map(Math.atanh)) / correlations.length;
  return Number.isFinite(z) ? Math.tanh(z) : because('non-finite');
}
