import { recallPoints } from './settings.ts';

/** COCO divides by a little more than what was detected, which keeps 0 / 0 from being anything. */
export const precisionEpsilon = 2 ** -52;

/**
 * Right detections of a class in falling order of score, two numbers a run of neighbours: the position of the first, and that after the
 * last. Precision rises along a run, so that only its end can be the highest. A run with -1 less its beginning is one detection that is
 * neither right nor wrong.
 */
export type Runs = Int32Array;

/** What a curve is walked with, used again and again. */
export interface CurveRoom {
  /** Objects of which each recall is reached. */
  readonly needed: Int32Array;
  /** Of how many objects in all. */
  wanted: number;
  /** Down to the end of each run. */
  readonly found: Int32Array;
  readonly precisions: Float64Array;
  /** Of the last curve: the highest precision at each recall or a higher one. */
  readonly atRecalls: Float64Array;
}

/** @param runs how many the longest curve has */
export function roomFor(runs: number): CurveRoom {
  const [needed, atRecalls] = [new Int32Array(recallPoints.length), new Float64Array(recallPoints.length)];
  return { needed, wanted: 0, found: new Int32Array(runs), precisions: new Float64Array(runs), atRecalls };
}

/** For all curves of a class with so many objects. As the quotient is compared, so that rounding decides as it does there. */
export function setObjects(room: CurveRoom, wanted: number): void {
  const { needed } = room;
  if (room.wanted === wanted) return;
  room.wanted = wanted;
  for (let point = 0; point < recallPoints.length; point++) {
    const recall = recallPoints[point] as number;
    let objects = Math.max(0, Math.floor(recall * wanted) - 1);
    while (objects / wanted < recall) objects++;
    needed[point] = objects;
  }
}

/**
 * Mean over 101 recalls of the highest precision that is reached at that recall or a higher one; 0 beyond the last. Precision falls between
 * two right detections, so the right ones are enough.
 * @param before how often the detections before each position count; one position more than there are detections
 * @returns objects found, and the average precision
 */
export function averagePrecision(
  runs: Runs,
  before: Int32Array,
  { needed, found, precisions, atRecalls }: CurveRoom,
): { readonly found: number; readonly mean: number } {
  let right = 0;
  let apart = 0;
  let points = 0;
  for (let i = 0; i + 1 < runs.length; i += 2) {
    const from = runs[i] as number;
    const end = before[runs[i + 1] as number] as number;
    if (from < 0) {
      apart = (apart + end - (before[-1 - from] as number)) | 0;
      continue;
    }
    const weight = (end - (before[from] as number)) | 0;
    right = (right + weight) | 0;
    found[points] = right;
    precisions[points] = right / (end - apart + precisionEpsilon);
    // Without a branch: which pictures count is chance, and a run that does not is written over.
    points = (points + (-weight >>> 31)) | 0;
  }
  let sum = 0;
  let best = 0;
  if (points === 0) {
    atRecalls.fill(0);
    return { found: right, mean: 0 };
  }
  for (let point = needed.length - 1; point >= 0; point--) {
    const least = needed[point] as number;
    for (; points > 0 && (found[points - 1] as number) >= least; points--) {
      const precision = precisions[points - 1] as number;
      if (precision > best) best = precision;
    }
    atRecalls[point] = best;
    sum += best;
  }
  return { found: right, mean: sum / needed.length };
}
