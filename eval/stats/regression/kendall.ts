import type { Measured } from '../../contracts/samples.ts';
import { correlationUndefined, type Numbers } from './pairs.ts';
import { pairs, tiedRuns } from './ranks.ts';
import { finite } from './undefined.ts';

/**
 * Kendall's tau-b (KROCC), -1 to 1: concordant minus discordant pairs of rows, over the geometric mean of the pairs that are
 * untied in either column. In n log n steps after W. Knight, JASA 61, 1966: sorted by prediction, then by target, a pair is
 * discordant exactly if sorting on by target swaps it.
 */
export function kendallTauB(predicted: Numbers, target: Numbers): Measured {
  const undefinedBecause = correlationUndefined(predicted, target);
  if (undefinedBecause !== null) return undefinedBecause;
  const p = (row: number): number => predicted[row] as number;
  const y = (row: number): number => target[row] as number;
  const rows = Uint32Array.from(predicted.keys()).sort((i, j) => p(i) - p(j) || y(i) - y(j));
  const column = Float64Array.from(rows, y);
  const tiedPredictions = tiedPairs(rows, (i, j) => p(i) === p(j));
  const tiedBoth = tiedPairs(rows, (i, j) => p(i) === p(j) && y(i) === y(j));
  const discordant = sortCountingSwaps(column);
  const tiedTargets = tiedPairs(column, (a, b) => a === b);
  const all = pairs(rows.length);
  const balance = all - tiedPredictions - tiedTargets + tiedBoth - 2 * discordant;
  // One root of the product: the same order is a correlation of exactly 1.
  return finite(balance / Math.sqrt((all - tiedPredictions) * (all - tiedTargets)));
}

/** Pairs within runs of equal items of a sorted sequence. */
function tiedPairs(sorted: Uint32Array | Float64Array, equal: (a: number, b: number) => boolean): number {
  let tied = 0;
  for (const [start, end] of tiedRuns(sorted.length, (i, j) => equal(sorted[i] as number, sorted[j] as number))) tied += pairs(end - start);
  return tied;
}

/** Merge sort in place; returns the number of pairs that stood in strictly descending order. */
function sortCountingSwaps(values: Float64Array): number {
  if (values.length < 2) return 0;
  const left = values.slice(0, values.length >> 1);
  const right = values.slice(values.length >> 1);
  let swaps = sortCountingSwaps(left) + sortCountingSwaps(right);
  for (let i = 0, j = 0; i + j < values.length; ) {
    if (j === right.length || (i < left.length && (left[i] as number) <= (right[j] as number))) {
      values[i + j] = left[i] as number;
      i++;
    } else {
      values[i + j] = right[j] as number;
      j++;
      swaps += left.length - i;
    }
  }
  return swaps;
}
