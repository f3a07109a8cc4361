import type { Numbers } from './pairs.ts';

/**
 * Runs of equal values in a sorted sequence, as [start, end) positions.
 *
 * @param equal whether the values at two positions are tied
 */
export function* tiedRuns(length: number, equal: (i: number, j: number) => boolean): Generator<readonly [start: number, end: number]> {
  for (let start = 0, end = 0; start < length; start = end) {
    while (end < length && equal(start, end)) end++;
    yield [start, end];
  }
}

/** How many pairs so many items have. */
export function pairs(count: number): number {
  return (count * (count - 1)) / 2;
}

/** Positions of the values, the least first. */
export function byValue(values: Numbers): Uint32Array {
  return Uint32Array.from(values.keys()).sort((i, j) => (values[i] as number) - (values[j] as number));
}

/**
 * Ranks from 1; tied values share the mean of the ranks that they take up together. Ordinal ranks would let the order of the
 * rows decide: a constant prediction over sorted targets then ranks perfectly.
 *
 * @param values finite
 * @example averageRanks([10, 20, 20, 30]) // [1, 2.5, 2.5, 4]
 */
export function averageRanks(values: Numbers): Float64Array {
  const sorted = byValue(values);
  const ranks = new Float64Array(values.length);
  for (const [start, end] of tiedRuns(sorted.length, (i, j) => values[sorted[i] as number] === values[sorted[j] as number])) {
    for (const row of sorted.subarray(start, end)) ranks[row] = (start + 1 + end) / 2;
  }
  return ranks;
}
