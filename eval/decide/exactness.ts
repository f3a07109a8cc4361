/**
 * Whether a number reaches its limit, where rounding could decide. Equality passes. Rates, counts and what is made of them are
 * compared as the fractions that they are. A mean of real values is compared as the double that the table holds: it is within a few
 * units in the last place of the exact mean, so where that is the limit itself, either answer is right. Numbers of other systems are the
 * decimals that their files state: 0.3 less 0.2 is 0.1.
 */
import { compare, decimal, minus, over, type Rational, toNumber } from '../stats/rational.ts';

export interface Compared {
  /** What is judged, as far as a double can hold it. */
  readonly value: number;
  /** The same as a fraction, where it is one. */
  readonly exact: Rational | null;
}

/** The difference or quotient of two numbers as a file states them; null where one is missing, or there is no quotient. */
export function ofDecimals(of: 'difference' | 'quotient', candidate: number | null, baseline: number | null): Rational | null {
  if (candidate === null || baseline === null || (of === 'quotient' && baseline === 0)) return null;
  return (of === 'quotient' ? over : minus)(decimal(candidate), decimal(baseline));
}

/**
 * Value minus limit: 0 where they are equal, and of the right sign where rounding hides it.
 * @param limit the decimal that stands in the criteria: 0.1 is 1/10
 */
export function distanceToLimit({ value, exact }: Compared, limit: number): number {
  // The difference of two unequal doubles is never 0 (gradual underflow), so its sign is the exact comparison.
  const distance = value - limit;
  if (exact === null) return distance;
  // A limit that a program wrote is the double that is nearest to the fraction: 0.3333333333333333 means 1/3.
  if (toNumber(exact) === limit) return 0;
  const sign = compare(exact, decimal(limit));
  return Math.sign(distance) === sign ? distance : sign * Number.MIN_VALUE;
}
