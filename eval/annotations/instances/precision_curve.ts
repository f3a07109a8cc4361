/** Precision against recall, as AP averages it. */

import { precisionEpsilon } from './coco/average_precision.ts';
import { recallPoints } from './coco/settings.ts';
import type { SingleMatch } from './single_match.ts';

/**
 * The highest precision that a class reaches at each of COCO's 101 recalls or at a higher one, 0 beyond its last recall: the mean of them is
 * its AP at the overlap of the match. Null for a class without objects.
 * @param wanted objects of the class
 */
export function precisionCurve({ byClass, found }: SingleMatch, wanted: number, part: number): number[] | null {
  if (wanted === 0) return null;
  const reached: { readonly recall: number; readonly precision: number }[] = [];
  const first = byClass.start[part] as number;
  const end = byClass.start[part + 1] as number;
  for (let i = first; i < end; i++) {
    if ((found[byClass.rows[i] as number] as number) < 0) continue;
    const right = reached.length + 1;
    reached.push({ recall: right / wanted, precision: right / (i - first + 1 + precisionEpsilon) });
  }
  const curve = new Array<number>(recallPoints.length).fill(0);
  let [point, best] = [curve.length - 1, 0];
  for (const { recall, precision } of reached.reverse()) {
    while (point >= 0 && (recallPoints[point] as number) > recall) curve[point--] = best;
    best = Math.max(best, precision);
  }
  return curve.fill(best, 0, point + 1);
}

/** The mean of the curves at each recall; null where no class has one. */
export function meanCurve(curves: readonly (readonly number[] | null)[]): number[] | null {
  const known = curves.filter((curve) => curve !== null);
  const [first] = known;
  return first === undefined ? null : first.map((_, i) => known.reduce((sum, curve) => sum + (curve[i] as number), 0) / known.length);
}
