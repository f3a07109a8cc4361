import { type Kept, type Overlaps, OverlapsBuilder } from './overlaps.ts';
import type { Scene, Truths } from './scene.ts';

/**
 * Overlaps of boxes, as COCO's tools compute them: real numbers, no pixel added, nothing clipped; a box without area overlaps nothing.
 * @param truthBoxes x, y, width, height of each truth
 * @param detectionBoxes x, y, width, height of each detection
 */
export function boxOverlaps({ images, truths, detections }: Scene, truthBoxes: Float64Array, detectionBoxes: Float64Array, kept: Kept): Overlaps {
  const builder = new OverlapsBuilder(detections.count);
  const anyClass = kept.classes === 'all';
  for (let image = 0; image < images; image++) {
    const first = truths.start[image] as number;
    const end = truths.start[image + 1] as number;
    for (let d = detections.start[image] as number; d < (detections.start[image + 1] as number); d++) {
      addOverlaps(builder, detectionBoxes, d, truthBoxes, first, end, truths, anyClass ? undefined : detections.part[d], kept.floor);
      builder.endOf(d);
    }
  }
  return builder.finish();
}

/**
 * Those of one detection with the truths of its picture. A function of its own is compiled once and early; the loop in the midst of others was
 * compiled anew wherever it was left.
 * @param part the class that the truths must have; undefined: any
 */
function addOverlaps(
  builder: OverlapsBuilder,
  detectionBoxes: Float64Array,
  d: number,
  truthBoxes: Float64Array,
  first: number,
  end: number,
  truths: Truths,
  part: number | undefined,
  floor: number,
): void {
  const left = detectionBoxes[4 * d] as number;
  const top = detectionBoxes[4 * d + 1] as number;
  const width = detectionBoxes[4 * d + 2] as number;
  const height = detectionBoxes[4 * d + 3] as number;
  const right = left + width;
  const bottom = top + height;
  for (let t = first; t < end; t++) {
    if (part !== undefined && truths.part[t] !== part) continue;
    const truthLeft = truthBoxes[4 * t] as number;
    const truthTop = truthBoxes[4 * t + 1] as number;
    const truthWidth = truthBoxes[4 * t + 2] as number;
    const truthHeight = truthBoxes[4 * t + 3] as number;
    const truthRight = truthLeft + truthWidth;
    const truthBottom = truthTop + truthHeight;
    // Most pairs are apart, which needs no number of theirs.
    if (truthLeft >= right || truthTop >= bottom || left >= truthRight || top >= truthBottom) continue;
    const across = Math.min(right, truthRight) - Math.max(left, truthLeft);
    const down = Math.min(bottom, truthBottom) - Math.max(top, truthTop);
    if (!(across > 0 && down > 0)) continue;
    const common = across * down;
    const own = width * height;
    const overlap = common / (truths.crowd[t] === 1 ? own : own + truthWidth * truthHeight - common);
    if (overlap >= floor) builder.add(t, overlap);
  }
}
