/**
 * Rank correlations of rows that count as often as a resample drew the sample that they belong to. Rows are sorted once; a
 * resample walks them in that order. A row that was drawn twice is two rows that are tied in both columns.
 */
import type { Numbers } from './pairs.ts';
import { byValue, pairs, tiedRuns } from './ranks.ts';
import type { SampledRows } from './weighted_moments.ts';

/** Rows of a column in ascending order, and where its runs of equal values begin; the last entry is the number of rows. */
interface Order {
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
}

function orderOf(values: Numbers): Order {
  const rows = byValue(values);
  const runs = tiedRuns(rows.length, (i, j) => values[rows[i] as number] === values[rows[j] as number]);
  return { rows, starts: Uint32Array.from([...[...runs].map(([start]) => start), rows.length]) };
}

/** Spearman's: Pearson's of the average ranks among the drawn rows. NaN where a column of them has one value only, or there are none. */
export function weightedSpearman({ predicted, target, sampleOf }: SampledRows): (weights: Float64Array) => number {
  const columns = [orderOf(predicted), orderOf(target)] as const;
  const ranks = [new Float64Array(sampleOf.length), new Float64Array(sampleOf.length)] as const;
  return (weights) => {
    const drawn = rank(columns[0], ranks[0], sampleOf, weights);
    rank(columns[1], ranks[1], sampleOf, weights);
    const middle = (drawn + 1) / 2;
    let [pp, yy, py] = [0, 0, 0];
    for (let row = 0; row < sampleOf.length; row++) {
      const weight = weights[sampleOf[row] as number] as number;
      const p = (ranks[0][row] as number) - middle;
      const y = (ranks[1][row] as number) - middle;
      pp += weight * p * p;
      yy += weight * y * y;
      py += weight * p * y;
    }
    return Math.max(-1, Math.min(1, py / Math.sqrt(pp * yy)));
  };
}

/** Writes the average rank of each row; returns how many rows were drawn. */
function rank({ rows, starts }: Order, ranks: Float64Array, sampleOf: Int32Array, weights: Float64Array): number {
  let below = 0;
  for (let run = 0; run + 1 < starts.length; run++) {
    const [start, end] = [starts[run] as number, starts[run + 1] as number];
    let tied = 0;
    for (let i = start; i < end; i++) tied += weights[sampleOf[rows[i] as number] as number] as number;
    for (let i = start; i < end; i++) ranks[rows[i] as number] = below + (tied + 1) / 2;
    below += tied;
  }
  return below;
}

/**
 * Kendall's tau-b: rows are taken in by ascending target, and a binary indexed tree over the predictions (P. Fenwick, Software:
 * Practice and Experience 24, 1994) tells how many of those before have a lower and a higher one. All counts are whole numbers.
 * NaN where a column of the drawn rows has one value only, or there are none.
 */
export function weightedKendall({ predicted, target, sampleOf }: SampledRows): (weights: Float64Array) => number {
  const [byPrediction, byTarget] = [orderOf(predicted), orderOf(target)];
  const level = new Uint32Array(sampleOf.length);
  for (let run = 0; run + 1 < byPrediction.starts.length; run++) {
    for (let i = byPrediction.starts[run] as number; i < (byPrediction.starts[run + 1] as number); i++)
      level[byPrediction.rows[i] as number] = run + 1;
  }
  const tree = new Float64Array(byPrediction.starts.length);
  const upTo = (position: number): number => {
    let found = 0;
    for (let i = position; i > 0; i -= i & -i) found += tree[i] as number;
    return found;
  };
  return (weights) => {
    tree.fill(0);
    let taken = 0;
    let balance = 0;
    let tiedTargets = 0;
    const { rows, starts } = byTarget;
    for (let run = 0; run + 1 < starts.length; run++) {
      const [start, end] = [starts[run] as number, starts[run + 1] as number];
      let tied = 0;
      for (let i = start; i < end; i++) {
        const row = rows[i] as number;
        const weight = weights[sampleOf[row] as number] as number;
        if (weight === 0) continue;
        const [lower, upper] = [upTo((level[row] as number) - 1), upTo(level[row] as number)];
        balance += weight * (lower - (taken - upper));
        tied += weight;
      }
      for (let i = start; i < end; i++) {
        const row = rows[i] as number;
        const weight = weights[sampleOf[row] as number] as number;
        if (weight > 0) for (let j = level[row] as number; j < tree.length; j += j & -j) tree[j] = (tree[j] as number) + weight;
      }
      taken += tied;
      tiedTargets += pairs(tied);
    }
    const all = pairs(taken);
    return balance / Math.sqrt((all - tiedPairs(byPrediction, sampleOf, weights)) * (all - tiedTargets));
  };
}

function tiedPairs({ rows, starts }: Order, sampleOf: Int32Array, weights: Float64Array): number {
  let found = 0;
  for (let run = 0; run + 1 < starts.length; run++) {
    let tied = 0;
    for (let i = starts[run] as number; i < (starts[run + 1] as number); i++) tied += weights[sampleOf[rows[i] as number] as number] as number;
    found += pairs(tied);
  }
  return found;
}
