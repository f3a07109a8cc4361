/** Compensated summation: a mean over 100,000 samples is as exact as one over ten, and the order hardly matters. */

/**
 * Sum of finite numbers in the order given, with Neumaier's correction of Kahan's method (A. Neumaier, ZAMM 54, 1974).
 * The sum of nothing is 0.
 *
 * @example sum([1, 1e100, 1, -1e100]) // 2; plain addition gives 0
 */
export function sum(values: Iterable<number>): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    // The smaller of the two operands is the one that loses digits.
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** Arithmetic mean; null for no values. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}
