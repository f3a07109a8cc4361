import type { Measured } from '../../contracts/samples.ts';
import { sum } from '../sum.ts';
import { type Numbers, rowsFault } from './pairs.ts';
import { because, finite, type Result } from './undefined.ts';

/** Rows whose prediction is in [low, high); the last bin also holds its upper edge. Means are undefined in an empty bin. */
export interface CalibrationBin {
  readonly low: number;
  readonly high: number;
  readonly n: number;
  readonly meanPredicted: Measured;
  readonly meanTarget: Measured;
  /** meanPredicted - meanTarget: positive where predictions are too high. */
  readonly gap: Measured;
}

export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  /** Mean of the bins' absolute gaps, weighted by their rows. */
  readonly meanAbsoluteGap: Measured;
  /** Rows whose prediction is in no bin. They count in no mean, so a reader must be told. */
  readonly outside: number;
}

/**
 * Mean prediction against mean target within ranges of the prediction.
 *
 * @param edges ascending, at least two
 * @throws RangeError when the edges do not ascend
 */
export function calibration(predicted: Numbers, target: Numbers, edges: readonly number[]): Result<Calibration> {
  if (edges.length < 2 || !edges.slice(1).every((edge, i) => edge > (edges[i] as number))) {
    throw new RangeError(`edges of bins must ascend, and there must be two at least: ${edges.join(', ')}`);
  }
  const fault = rowsFault(predicted, target, 1);
  if (fault !== null) return fault;
  const members: number[][] = edges.slice(1).map(() => []);
  for (const [row, value] of predicted.entries()) members[binOf(value, edges)]?.push(row);
  const bins = members.map((rows, i) => binOver(rows, [edges[i] as number, edges[i + 1] as number]));
  const inside = sum(bins.map(({ n }) => n));
  const gaps = bins.map(({ n, gap }) => (typeof gap === 'number' ? n * Math.abs(gap) : 0));
  return { bins, meanAbsoluteGap: inside === 0 ? because('too-few-rows') : finite(sum(gaps) / inside), outside: predicted.length - inside };

  function binOver(rows: readonly number[], [low, high]: readonly [number, number]): CalibrationBin {
    const n = rows.length;
    const none = because('too-few-rows');
    if (n === 0) return { low, high, n, meanPredicted: none, meanTarget: none, gap: none };
    const over = (column: Numbers): number => sum(rows.map((row) => column[row] as number)) / n;
    const [meanPredicted, meanTarget] = [over(predicted), over(target)];
    return { low, high, n, meanPredicted: finite(meanPredicted), meanTarget: finite(meanTarget), gap: finite(meanPredicted - meanTarget) };
  }
}

/** Number of the bin that holds a value; -1 when none does. */
function binOf(value: number, edges: readonly number[]): number {
  const last = edges.length - 2;
  return value === edges[last + 1] ? last : edges.findLastIndex((low, i) => i <= last && low <= value && value < (edges[i + 1] as number));
}
