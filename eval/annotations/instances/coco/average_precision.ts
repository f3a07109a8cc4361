import { recallPoints } from './settings.ts';

/**
 * Mean over 101 recalls of the highest precision that is reached at that recall or a higher one; 0 beyond the last.
 * Precision falls between two right detections, so the points of right detections are enough.
 */
export function cocoAveragePrecision(recalls: Float64Array, precisions: Float64Array, count: number): number {
  let sum = 0;
  let best = 0;
  let from = count;
  for (let point = recallPoints.length - 1; point >= 0; point--) {
    const recall = recallPoints[point] as number;
    while (from > 0 && (recalls[from - 1] as number) >= recall) {
      from--;
      if ((precisions[from] as number) > best) best = precisions[from] as number;
    }
    sum += best;
  }
  return sum / recallPoints.length;
}
