/** One box on every picture, in pixels or in shares of it, and boxes that were drawn after others. */
import { boxAt } from '../annotations/instances/schema.ts';
import type { KeptBoxes } from '../contracts/samples.ts';
import { type Box, isNear } from './detections.ts';
import type { Row } from './evaluation.ts';

/** So many samples are held against all others: what is in more than half of them is met by one, whatever their order. */
const compared = 64;

interface Boxed {
  readonly id: string;
  readonly size: KeptBoxes['size'];
  readonly truths: readonly Box[];
  readonly detections: readonly Box[];
}

/**
 * Ids of samples that have a box which is the best one of some sample; the box of most samples is taken. Where the truth has that box, too,
 * it is the object that stays where it is: a camera that does not move.
 */
export function sameBestBox(rows: readonly Row[]): readonly string[] {
  const pictures = boxedIn(rows).filter(({ detections }) => detections.length > 0);
  return mostAlike(pictures, (one) => {
    const [best] = one.detections as readonly [Box];
    return (other) => {
      const isSame = (box: Box): boolean => isSameBox(best, one.size, box, other.size);
      return other.detections.some(isSame) && !other.truths.some(isSame);
    };
  });
}

/** Ids of samples whose true boxes are those of some sample, whatever their classes. */
export function sameTrueBoxes(rows: readonly Row[]): readonly string[] {
  const pictures = boxedIn(rows).filter(({ truths }) => truths.length > 0);
  return mostAlike(
    pictures,
    (one) => (other) =>
      other.truths.length === one.truths.length && one.truths.every((box, i) => isSameBox(box, one.size, other.truths[i] as Box, other.size)),
  );
}

function mostAlike(pictures: readonly Boxed[], isLike: (one: Boxed) => (other: Boxed) => boolean): readonly string[] {
  const step = Math.max(1, Math.floor(pictures.length / compared));
  let most: readonly Boxed[] = [];
  for (let i = 0; i < pictures.length; i += step) {
    const same = pictures.filter(isLike(pictures[i] as Boxed));
    if (same.length > most.length) most = same;
  }
  return most.map(({ id }) => id);
}

/** Edges within a pixel of each other, as they are or in shares of the pictures; of boxes of few pixels, within a twentieth of their sides. */
function isSameBox(a: Box, sizeA: KeptBoxes['size'], b: Box, sizeB: KeptBoxes['size']): boolean {
  const most = Math.min(a[2], a[3]) / 20;
  if (isNear(a, b, Math.min(1, most))) return true;
  const alongX = sizeA[1] / sizeB[1];
  // Most boxes lie elsewhere: then the other edges need not be calculated.
  if (Math.abs(a[0] - b[0] * alongX) > most) return false;
  const alongY = sizeA[0] / sizeB[0];
  return isNear(a, [b[0] * alongX, b[1] * alongY, b[2] * alongX, b[3] * alongY], Math.min(Math.max(1, alongX, alongY), most));
}

/** Objects with shorter sides are not looked at: there a pixel is within what annotators differ by. */
const tellingSide = 32;

/** Whether each object has a detection whose edges are all within a pixel; null where some object is too small to tell, or there is none. */
export function isTracedBoxes({ truths, detections }: KeptBoxes): boolean | null {
  const objects = boxesOf(truths);
  if (objects.length === 0 || detections.rows.length === 0 || objects.some(([, , w, h]) => Math.min(w, h) < tellingSide)) return null;
  const drawn = boxesOf(detections);
  return objects.every((box) => drawn.some((other) => isNear(box, other, 1)));
}

function boxedIn(rows: readonly Row[]): Boxed[] {
  return rows.flatMap(({ id, boxes }) =>
    boxes === undefined ? [] : [{ id, size: boxes.size, truths: boxesOf(boxes.truths), detections: boxesOf(boxes.detections) }],
  );
}

function boxesOf({ rows, boxes }: KeptBoxes['truths']): Box[] {
  return Array.from(rows, (_, i) => boxAt(boxes, i));
}
