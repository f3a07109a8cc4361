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

/**
 * Several sums at once, each as `sum` makes it.
 * @param items what is added up, by position in the values
 * @param sumOf to which of the sums each of them belongs, in the order of the items
 */
export function sumsOf(count: number, items: ArrayLike<number>, sumOf: ArrayLike<number>, values: ArrayLike<number>): Float64Array {
  const [totals, lost] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < items.length; i++) {
    const at = sumOf[i] as number;
    const [total, value] = [totals[at] as number, values[items[i] as number] as number];
    const next = total + value;
    (lost[at] as number) += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    totals[at] = next;
  }
  for (let at = 0; at < count; at++) (totals[at] as number) += lost[at] as number;
  return totals;
}

/** Sum of the values of some items, as `sum` makes it. */
export function sumAt(items: ArrayLike<number>, values: ArrayLike<number>): number {
  if (first.length < items.length) first = new Uint8Array(items.length);
  return sumsOf(1, items, first, values)[0] as number;
}

/** All items belong to the first sum: zeros, for as many as there were. */
let first = new Uint8Array();

/** Arithmetic mean; null for no values. */
export function mean(values: ArrayLike<number> & Iterable<number>): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}
