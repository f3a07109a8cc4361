import { type Kept, type Overlaps, OverlapsBuilder } from './overlaps.ts';
import type { Scene } from './scene.ts';

/**
 * Overlaps of boxes, as COCO's tools compute them: real numbers, no pixel added, nothing clipped; a box without area overlaps nothing.
 * @param truthBoxes x, y, width, height of each truth
 * @param detectionBoxes x, y, width, height of each detection
 */
export function boxOverlaps({ images, truths, detections }: Scene, truthBoxes: Float64Array, detectionBoxes: Float64Array, kept: Kept): Overlaps {
  const builder = new OverlapsBuilder(detections.count);
  const anyClass = kept.classes === 'all';
  for (let image = 0; image < images; image++) {
    const firstTruth = truths.start[image] as number;
    const endTruth = truths.start[image + 1] as number;
    for (let d = detections.start[image] as number; d < (detections.start[image + 1] as number); d++) {
      const part = detections.part[d];
      const left = detectionBoxes[4 * d] as number;
      const top = detectionBoxes[4 * d + 1] as number;
      const width = detectionBoxes[4 * d + 2] as number;
      const height = detectionBoxes[4 * d + 3] as number;
      for (let t = firstTruth; t < endTruth; t++) {
        if (!anyClass && truths.part[t] !== part) continue;
        const truthLeft = truthBoxes[4 * t] as number;
        const truthTop = truthBoxes[4 * t + 1] as number;
        // Most pairs are apart, and half of these are told by two numbers.
        if (truthLeft >= left + width || truthTop >= top + height) continue;
        const truthWidth = truthBoxes[4 * t + 2] as number;
        const truthHeight = truthBoxes[4 * t + 3] as number;
        const across = Math.min(left + width, truthLeft + truthWidth) - Math.max(left, truthLeft);
        const down = Math.min(top + height, truthTop + truthHeight) - Math.max(top, truthTop);
        if (!(across > 0 && down > 0)) continue;
        const common = across * down;
        const own = width * height;
        const overlap = common / (truths.crowd[t] === 1 ? own : own + truthWidth * truthHeight - common);
        if (overlap >= kept.floor) builder.add(t, overlap);
      }
      builder.endOf(d);
    }
  }
  return builder.finish();
}
