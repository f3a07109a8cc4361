/** Objects and detections of a corpus as sanity checks look at them: a few of each picture. */
import type { Row } from './evaluation.ts';

/** Boxes are columns: x, y, width, height in pixels of the upright picture, box after box. */
export interface Detected {
  readonly height: number;
  readonly width: number;
  /** That are to be found. */
  readonly objects: Float64Array;
  /** The best first. */
  readonly detections: Float64Array;
}

/** Of a picture with instances; undefined for other kinds of annotations. */
export function detectedIn({ boxes, observation }: Row): Detected | undefined {
  if (boxes === undefined || observation?.kind !== 'instances') return undefined;
  const [height, width] = boxes.size;
  return { height, width, objects: boxes.truths.boxes, detections: boxes.detections.boxes };
}

/** An object is found by a box that overlaps it by at least this, as at the lowest limit of COCO. */
const found = 0.5;

/** Position of the first of some boxes that has half of the union with a box in common, or -1; boxes without area overlap nothing. */
export function firstOverlapping(boxes: Float64Array, count: number, others: Float64Array, other: number): number {
  const x = others[4 * other] as number;
  const y = others[4 * other + 1] as number;
  const width = others[4 * other + 2] as number;
  const height = others[4 * other + 3] as number;
  for (let i = 0; i < count; i++) {
    const ownX = boxes[4 * i] as number;
    const ownWidth = boxes[4 * i + 2] as number;
    const across = Math.min(ownX + ownWidth, x + width) - Math.max(ownX, x);
    if (!(across > 0)) continue;
    const ownY = boxes[4 * i + 1] as number;
    const ownHeight = boxes[4 * i + 3] as number;
    const down = Math.min(ownY + ownHeight, y + height) - Math.max(ownY, y);
    if (!(down > 0)) continue;
    const common = across * down;
    if (common >= found * (ownWidth * ownHeight + width * height - common)) return i;
  }
  return -1;
}
