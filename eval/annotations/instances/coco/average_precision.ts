import { recallPoints } from './settings.ts';

/**
 * Mean over 101 recalls of the highest precision that is reached at that recall or a higher one; 0 beyond the last.
 * Precision falls between two right detections, so the points of right detections are enough.
 * @param found objects found down to each right detection
 * @param wanted all objects
 */
export function cocoAveragePrecision(found: Float64Array, precisions: Float64Array, count: number, wanted: number): number {
  let sum = 0;
  let best = 0;
  let from = count;
  for (let point = recallPoints.length - 1; point >= 0; point--) {
    const recall = recallPoints[point] as number;
    // The product tells what the quotient is compared with, but for its rounding.
    const surely = (recall + 1e-9) * wanted;
    while (from > 0) {
      const reached = found[from - 1] as number;
      if (reached < surely && !(reached / wanted >= recall)) break;
      from--;
      if ((precisions[from] as number) > best) best = precisions[from] as number;
    }
    sum += best;
  }
  return sum / recallPoints.length;
}
