/** Objects and detections of a corpus as sanity checks look at them: a few of each picture, in columns. */
import { boxAt } from '../annotations/instances/schema.ts';
import type { Row } from './evaluation.ts';

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

/** Of a picture with instances; undefined for other kinds of annotations. */
export function detectedIn({ id, boxes, observation }: Row): Detected | undefined {
  if (boxes === undefined || observation?.kind !== 'instances') return undefined;
  const [height, width] = boxes.size;
  const { parts, truths, detections } = observation;
  const located = ({ rows: own, boxes: values }: typeof boxes.truths, { part }: { readonly part: Uint32Array }): Located[] =>
    Array.from(own, (row, i) => ({ box: boxAt(values, i), part: parts[part[row] as number] as string }));
  return { id, height, width, objects: located(boxes.truths, truths), detections: located(boxes.detections, detections) };
}

/** An object is found by a box that overlaps it by at least this, as at the lowest limit of COCO. */
const found = 0.5;

/** Whether two boxes have half of their union in common; boxes without area overlap nothing. Read by index: it is asked millions of times. */
export function overlaps(a: Box, b: Box): boolean {
  const across = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const down = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  if (!(across > 0 && down > 0)) return false;
  const common = across * down;
  return common >= found * (a[2] * a[3] + b[2] * b[3] - common);
}
