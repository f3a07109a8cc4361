/** One box on every picture, in pixels or in shares of it, and boxes that were drawn after others. */
import type { KeptBoxes } from '../contracts/samples.ts';
import type { Row } from './evaluation.ts';

/** So many samples are held against all others: what is in more than half of them is met by one, whatever their order. */
const compared = 64;

interface Boxed extends KeptBoxes {
  readonly id: string;
}

/**
 * Ids of samples that have a box which is the best one of some sample; the box of most samples is taken. Where the truth has that box, too,
 * it is the object that stays where it is: a camera that does not move.
 */
export function sameBestBox(rows: readonly Row[]): readonly string[] {
  const pictures = boxedIn(rows).filter(({ detections }) => detections.rows.length > 0);
  return mostAlike(pictures, (one, other) => hasBox(one, other, other.detections) && !hasBox(one, other, other.truths));
}

function hasBox(one: Boxed, other: Boxed, { rows, boxes }: KeptBoxes['truths']): boolean {
  for (let i = 0; i < rows.length; i++) if (isSameBox(one.detections.boxes, 0, one.size, boxes, i, other.size)) return true;
  return false;
}

/** Ids of samples whose true boxes are those of some sample, whatever their classes. */
export function sameTrueBoxes(rows: readonly Row[]): readonly string[] {
  const pictures = boxedIn(rows).filter(({ truths }) => truths.rows.length > 0);
  return mostAlike(
    pictures,
    (one, other) =>
      other.truths.rows.length === one.truths.rows.length &&
      one.truths.rows.every((_, i) => isSameBox(one.truths.boxes, i, one.size, other.truths.boxes, i, other.size)),
  );
}

function mostAlike(pictures: readonly Boxed[], isLike: (one: Boxed, other: Boxed) => boolean): readonly string[] {
  const step = Math.max(1, Math.floor(pictures.length / compared));
  const some = pictures.filter((_, i) => i % step === 0).map((one) => ({ one, ids: [] as string[] }));
  for (const other of pictures) for (const { one, ids } of some) if (isLike(one, other)) ids.push(other.id);
  return some.reduce((most: readonly string[], { ids }) => (ids.length > most.length ? ids : most), []);
}

/** Edges within a pixel of each other, as they are or in shares of the pictures; of boxes of few pixels, within a twentieth of their sides. */
function isSameBox(a: Float64Array, i: number, sizeA: KeptBoxes['size'], b: Float64Array, j: number, sizeB: KeptBoxes['size']): boolean {
  const most = Math.min(a[4 * i + 2] as number, a[4 * i + 3] as number) / 20;
  if (edgesNear(a, i, b, j, 1, 1, Math.min(1, most))) return true;
  if (sizeA[0] === sizeB[0] && sizeA[1] === sizeB[1]) return false;
  const alongX = sizeA[1] / sizeB[1];
  const alongY = sizeA[0] / sizeB[0];
  return edgesNear(a, i, b, j, alongX, alongY, Math.min(Math.max(1, alongX, alongY), most));
}

/** Objects with shorter sides are not looked at: there a pixel is within what annotators differ by. */
const tellingSide = 32;

/** Whether each object has a detection whose edges are all within a pixel; null where some object is too small to tell, or there is none. */
export function isTracedBoxes({ truths, detections }: KeptBoxes): boolean | null {
  const isSmall = truths.boxes.some((side, at) => at % 4 > 1 && side < tellingSide);
  if (truths.rows.length === 0 || detections.rows.length === 0 || isSmall) return null;
  return truths.rows.every((_, i) => detections.rows.some((__, j) => edgesNear(truths.boxes, i, detections.boxes, j, 1, 1, 1)));
}

function boxedIn(rows: readonly Row[]): Boxed[] {
  return rows.flatMap(({ id, boxes }) => (boxes === undefined ? [] : [{ id, ...boxes }]));
}

/** Whether all four edges of a box are within so many pixels of those of another one that is scaled. Boxes are x, y, width, height, row after row. */
function edgesNear(a: Float64Array, i: number, b: Float64Array, j: number, byX: number, byY: number, pixels: number): boolean {
  const left = a[4 * i] as number;
  const top = a[4 * i + 1] as number;
  const otherLeft = (b[4 * j] as number) * byX;
  const otherTop = (b[4 * j + 1] as number) * byY;
  return (
    Math.abs(left - otherLeft) <= pixels &&
    Math.abs(top - otherTop) <= pixels &&
    Math.abs(left + (a[4 * i + 2] as number) - (otherLeft + (b[4 * j + 2] as number) * byX)) <= pixels &&
    Math.abs(top + (a[4 * i + 3] as number) - (otherTop + (b[4 * j + 3] as number) * byY)) <= pixels
  );
}
