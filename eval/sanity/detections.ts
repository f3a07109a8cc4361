/** Objects and detections of a corpus as sanity checks look at them: a few of each picture, in columns. */
import type { SampleRow } from '../contracts/samples.ts';

/** x, y, width, height in pixels of the upright picture. */
export type Box = readonly [x: number, y: number, width: number, height: number];

export interface Located {
  readonly box: Box;
  /** Class. */
  readonly part: string;
}

export interface Detected {
  readonly id: string;
  readonly height: number;
  readonly width: number;
  /** That are to be found. */
  readonly objects: readonly Located[];
  /** The best first. */
  readonly detections: readonly Located[];
}

/** Pictures with instances; none of other kinds of annotations. */
export function detectedIn(rows: readonly SampleRow[]): Detected[] {
  return rows.flatMap(({ id, boxes, observation }) => {
    if (boxes === undefined || observation?.kind !== 'instances') return [];
    const [height, width] = boxes.size;
    const located = ({ rows: own, boxes: values }: typeof boxes.truths, parts: readonly string[]): Located[] =>
      own.map((row, i) => ({ box: values.slice(4 * i, 4 * i + 4) as unknown as Box, part: parts[row] as string }));
    return [
      {
        id,
        height,
        width,
        objects: located(boxes.truths, observation.truths.parts),
        detections: located(boxes.detections, observation.detections.parts),
      },
    ];
  });
}

/** An object is found by a box that overlaps it by at least this, as at the lowest limit of COCO. */
const found = 0.5;

/** Whether two boxes have half of their union in common; boxes without area overlap nothing. */
export function overlaps([xa, ya, wa, ha]: Box, [xb, yb, wb, hb]: Box): boolean {
  const across = Math.min(xa + wa, xb + wb) - Math.max(xa, xb);
  const down = Math.min(ya + ha, yb + hb) - Math.max(ya, yb);
  if (!(across > 0 && down > 0)) return false;
  const common = across * down;
  return common >= found * (wa * ha + wb * hb - common);
}

/** Whether all four edges are within so many pixels of each other. */
export function isNear([xa, ya, wa, ha]: Box, [xb, yb, wb, hb]: Box, pixels: number): boolean {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= pixels;
  return near(xa, xb) && near(ya, yb) && near(xa + wa, xb + wb) && near(ya + ha, yb + hb);
}
