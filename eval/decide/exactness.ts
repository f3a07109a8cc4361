/**
 * Whether a number reaches its limit, where rounding could decide. Equality passes. Rates, counts and what is made of them are
 * compared as the fractions that they are. A mean of real values is compared as the double that the table holds: it is within a few
 * units in the last place of the exact mean, so where that is the limit itself, either answer is right.
 */
import type { Rational } from '../stats/rational.ts';
import { compare, decimal } from '../stats/rational.ts';

export interface Compared {
  /** What is judged, as far as a double can hold it. */
  readonly value: number;
  /** The same as a fraction, where it is one. */
  readonly exact: Rational | null;
}

/**
 * Value minus limit: 0 where they are equal, and of the right sign where rounding hides it.
 * @param limit the decimal that stands in the criteria: 0.1 is 1/10
 */
export function distanceToLimit({ value, exact }: Compared, limit: number): number {
  // The difference of two unequal doubles is never 0 (gradual underflow), so its sign is the exact comparison.
  const distance = value - limit;
  if (exact === null) return distance;
  const sign = compare(exact, decimal(limit));
  return Math.sign(distance) === sign ? distance : sign * Number.MIN_VALUE;
}
