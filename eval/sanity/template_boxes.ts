/** One box on every picture, in pixels or in shares of it, and boxes that were drawn after others. */
import type { KeptBoxes } from '../contracts/samples.ts';
import type { Row } from './evaluation.ts';
import { Found } from './found.ts';

/** So many samples are held against all others: what is in more than half of them is met by one, whatever their order. */
const compared = 64;

interface Boxed {
  readonly row: Row;
  readonly kept: KeptBoxes;
}

type Boxes = KeptBoxes['truths'];

/**
 * Samples that have a box which is the best one of some sample; the box of most samples is taken. Where the truth has that box, too,
 * it is the object that stays where it is: a camera that does not move.
 */
export function sameBestBox(rows: Iterable<Row>): Found {
  const pictures = boxedIn(rows).filter(({ kept }) => kept.detections.rows.length > 0);
  return mostAlike(pictures, (one, other, pair) => hasBox(one, other.detections, pair) && !hasBox(one, other.truths, pair));
}

function hasBox({ detections: { boxes: own } }: KeptBoxes, { rows, boxes }: Boxes, pair: SizePair): boolean {
  const left = own[0] as number;
  for (let i = 0; i < rows.length; i++) {
    // On pictures of one size nearly all boxes differ here.
    if (pair.isOneSize && Math.abs(left - (boxes[4 * i] as number)) > 1) continue;
    if (isSameBox(own, 0, boxes, i, pair)) return true;
  }
  return false;
}

/** Samples whose true boxes are those of some sample, whatever their classes. */
export function sameTrueBoxes(rows: Iterable<Row>): Found {
  const pictures = boxedIn(rows).filter(({ kept }) => kept.truths.rows.length > 0);
  return mostAlike(pictures, ({ truths }, other, pair) => {
    const count = truths.rows.length;
    if (other.truths.rows.length !== count) return false;
    for (let i = 0; i < count; i++) if (!isSameBox(truths.boxes, i, other.truths.boxes, i, pair)) return false;
    return true;
  });
}

/** What is asked of every two pictures: there are hundreds of thousands of pairs, and millions of their boxes. */
interface SizePair {
  readonly isOneSize: boolean;
  /** By how much the first picture is larger. */
  readonly alongX: number;
  readonly alongY: number;
}

const oneSize: SizePair = { isOneSize: true, alongX: 1, alongY: 1 };

type IsLike = (one: KeptBoxes, other: KeptBoxes, pair: SizePair) => boolean;

interface Compared {
  readonly kept: KeptBoxes;
  readonly found: Found;
}

function mostAlike(pictures: readonly Boxed[], isLike: IsLike): Found {
  const step = Math.max(1, Math.floor(pictures.length / compared));
  const some = pictures.filter((_, i) => i % step === 0).map(({ kept }) => ({ kept, found: new Found() }));
  for (const picture of pictures) addTo(some, picture, isLike);
  return some.reduce((most, { found }) => (found.length > most.length ? found : most), new Found());
}

/** A function of its own, called for each picture: what is in two loops is compiled late. */
function addTo(some: readonly Compared[], { row, kept: other }: Boxed, isLike: IsLike): void {
  const height = other.size[0];
  const width = other.size[1];
  for (let i = 0; i < some.length; i++) {
    const { kept: one, found } = some[i] as Compared;
    const isOneSize = one.size[0] === height && one.size[1] === width;
    const pair = isOneSize ? oneSize : { isOneSize, alongX: one.size[1] / width, alongY: one.size[0] / height };
    if (isLike(one, other, pair)) found.add(row);
  }
}

/** Edges within a pixel of each other, as they are or in shares of the pictures; of boxes of few pixels, within a twentieth of their sides. */
function isSameBox(a: Float64Array, i: number, b: Float64Array, j: number, { isOneSize, alongX, alongY }: SizePair): boolean {
  const most = Math.min(a[4 * i + 2] as number, a[4 * i + 3] as number) / 20;
  if (edgesNear(a, i, b, j, 1, 1, Math.min(1, most))) return true;
  return !isOneSize && edgesNear(a, i, b, j, alongX, alongY, Math.min(Math.max(1, alongX, alongY), most));
}

/** Objects with shorter sides are not looked at: there a pixel is within what annotators differ by. */
const tellingSide = 32;

/** Whether each object has a detection whose edges are all within a pixel; null where some object is too small to tell, or there is none. */
export function isTracedBoxes({ truths, detections }: KeptBoxes): boolean | null {
  const isSmall = truths.boxes.some((side, at) => at % 4 > 1 && side < tellingSide);
  if (truths.rows.length === 0 || detections.rows.length === 0 || isSmall) return null;
  return truths.rows.every((_, i) => detections.rows.some((__, j) => edgesNear(truths.boxes, i, detections.boxes, j, 1, 1, 1)));
}

function boxedIn(rows: Iterable<Row>): Boxed[] {
  const boxed: Boxed[] = [];
  for (const row of rows) if (row.boxes !== undefined) boxed.push({ row, kept: row.boxes });
  return boxed;
}

/** Whether all four edges of a box are within so many pixels of those of another one that is scaled. Boxes are x, y, width, height, row after row. */
function edgesNear(a: Float64Array, i: number, b: Float64Array, j: number, byX: number, byY: number, pixels: number): boolean {
  const left = a[4 * i] as number;
  const otherLeft = (b[4 * j] as number) * byX;
  // Nearly all boxes differ here.
  if (!(Math.abs(left - otherLeft) <= pixels)) return false;
  const top = a[4 * i + 1] as number;
  const otherTop = (b[4 * j + 1] as number) * byY;
  return (
    Math.abs(top - otherTop) <= pixels &&
    Math.abs(left + (a[4 * i + 2] as number) - (otherLeft + (b[4 * j + 2] as number) * byX)) <= pixels &&
    Math.abs(top + (a[4 * i + 3] as number) - (otherTop + (b[4 * j + 3] as number) * byY)) <= pixels
  );
}
