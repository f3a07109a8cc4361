/** Precision against recall, as AP averages it. */

import { precisionEpsilon } from './coco/average_precision.ts';
import { recallPoints } from './coco/settings.ts';
import type { SingleMatch } from './single_match.ts';

/**
 * The highest precision that a class reaches at each of COCO's 101 recalls or at a higher one, 0 beyond its last recall: the mean of them is
 * its AP at the overlap of the match. Null for a class without objects.
 * @param wanted objects of the class
 */
export function precisionCurve({ ofClasses, found }: SingleMatch, wanted: number, part: number): number[] | null {
  if (wanted === 0) return null;
  const rows = ofClasses[part] as Uint32Array;
  let right = 0;
  for (let i = 0; i < rows.length; i++) if ((found[rows[i] as number] as number) >= 0) right++;
  const curve = new Array<number>(recallPoints.length).fill(0);
  let point = curve.length - 1;
  let best = 0;
  for (let i = rows.length - 1; i >= 0; i--) {
    if ((found[rows[i] as number] as number) < 0) continue;
    while (point >= 0 && (recallPoints[point] as number) > right / wanted) curve[point--] = best;
    best = Math.max(best, right-- / (i + 1 + precisionEpsilon));
  }
  return curve.fill(best, 0, point + 1);
}

/** The mean of the curves at each recall; null where no class has one. */
export function meanCurve(curves: readonly (readonly number[] | null)[]): number[] | null {
  const known = curves.filter((curve) => curve !== null);
  const [first] = known;
  return first === undefined ? null : first.map((_, i) => known.reduce((sum, curve) => sum + (curve[i] as number), 0) / known.length);
}
