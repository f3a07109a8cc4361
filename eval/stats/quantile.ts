/** Quantiles by linear interpolation between order statistics. */

/** Ascending copy. Plain `sort()` would compare numbers as text. */
export function ascending(values: Iterable<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/**
 * Quantile of values that stand in ascending order: definition 7 of Hyndman and Fan (The American Statistician 50, 1996),
 * the default of NumPy, R and spreadsheets. The position is (n - 1) q, and between two neighbours the value is linear.
 *
 * @param q from 0 (smallest) to 1 (largest)
 * @returns null for no values
 * @example quantile([1, 2, 3, 4], 0.5) // 2.5
 */
export function quantile(sorted: ArrayLike<number>, q: number): number | null {
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * q;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  const share = position - below;
  // Counted from the nearer end, so that the result is exact at both ends and never decreases in q.
  return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
}
