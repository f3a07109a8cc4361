/** Other readings of predicted boxes than the one that was taken: what a file may have meant by its four numbers. */
import { type Detected, firstOverlapping } from './detections.ts';

type Picture = Pick<Detected, 'height' | 'width'>;

export interface Reading {
  /** After "more objects are found": "with …". */
  readonly words: string;
  readonly read: Read;
}

/** Puts the box of four numbers to where it is wanted: an array for each of a million boxes would be garbage. */
type Read = (x: number, y: number, w: number, h: number, picture: Picture, into: Float64Array, at: number) => void;

function put(into: Float64Array, at: number, x: number, y: number, w: number, h: number): void {
  into[at] = x;
  into[at + 1] = y;
  into[at + 2] = w;
  into[at + 3] = h;
}

/** What the four numbers are. */
const layouts: readonly Reading[] = [
  { words: 'x and y swapped', read: (x, y, w, h, _, into, at) => put(into, at, y, x, h, w) },
  { words: 'width and height read as the far corner', read: (x, y, w, h, _, into, at) => put(into, at, x, y, w - x, h - y) },
  { words: 'width and height read as the far corner, and x and y swapped', read: (x, y, w, h, _, into, at) => put(into, at, y, x, h - y, w - x) },
  { words: 'the far corner read as width and height', read: (x, y, w, h, _, into, at) => put(into, at, x, y, w + x, h + y) },
  { words: 'x and y read as the centre', read: (x, y, w, h, _, into, at) => put(into, at, x - w / 2, y - h / 2, w, h) },
  { words: 'the centre read as the near corner', read: (x, y, w, h, _, into, at) => put(into, at, x + w / 2, y + h / 2, w, h) },
];

/** How the picture lay. */
const turns: readonly Reading[] = [
  { words: 'y counted from below', read: (x, y, w, h, { height }, into, at) => put(into, at, x, height - y - h, w, h) },
  { words: 'x counted from the right', read: (x, y, w, h, { width }, into, at) => put(into, at, width - x - w, y, w, h) },
  {
    words: 'the picture turned by 180 degrees',
    read: (x, y, w, h, { width, height }, into, at) => put(into, at, width - x - w, height - y - h, w, h),
  },
  { words: 'the picture turned to the right', read: (x, y, w, h, { width }, into, at) => put(into, at, width - y - h, x, h, w) },
  { words: 'the picture turned to the left', read: (x, y, w, h, { height }, into, at) => put(into, at, y, height - x - w, h, w) },
];

/** A unit of coordinates, in pixels of the picture along x and y, but for a factor that is the same for all pictures. */
interface Unit {
  readonly words: string;
  readonly of: (picture: Picture) => readonly [x: number, y: number];
  /** Pixels that were put around the picture. */
  readonly padding?: boolean;
  /** The centre of the box stays where it is. */
  readonly centred?: boolean;
}

const pixels: Unit['of'] = () => [1, 1];
const longerSides: Unit['of'] = ({ width, height }) => [Math.max(width, height), Math.max(width, height)];

const units: readonly Unit[] = [
  { words: 'coordinates', of: pixels },
  { words: 'coordinates in shares of each side', of: ({ width, height }) => [width, height] },
  { words: 'coordinates in shares of the longer side', of: longerSides },
  { words: 'coordinates on a padded square', of: longerSides, padding: true },
  { words: 'sizes of boxes', of: pixels, centred: true },
];

const padded: Reading = {
  words: 'the padding of a square taken off',
  read: (x, y, w, h, { width, height }, into, at) =>
    put(into, at, x - (Math.max(width, height) - width) / 2, y - (Math.max(width, height) - height) / 2, w, h),
};

/** Readings that leave the size of a unit as it is. */
export const unscaled: readonly Reading[] = [...layouts, ...turns, padded];

/** Readings in another unit, with the factor that pictures have in common. */
export function scaledReadings(pictures: readonly Detected[]): Reading[] {
  return inUnits(units, undefined, pictures);
}

/** The same in another layout. */
export function scaledLayouts(pictures: readonly Detected[]): Reading[] {
  const corners = units.filter(({ centred }) => centred !== true);
  return layouts.flatMap((layout) => inUnits(corners, layout, pictures));
}

/** Units that lie in pictures alike share their factor: it is of sizes alone. */
function inUnits(some: readonly Unit[], layout: Reading | undefined, pictures: readonly Detected[]): Reading[] {
  const factors = new Map<Unit['of'], number | null>();
  return some.flatMap((unit) => inUnit(unit, layout, pictures, factors));
}

function inUnit(unit: Unit, layout: Reading | undefined, pictures: readonly Detected[], factors: Map<Unit['of'], number | null>): Reading[] {
  const { of, padding, centred } = unit;
  const inPixels = (factor: number): Read => {
    const scaled: Read = (x, y, w, h, picture, into, at) => {
      const along = of(picture);
      const byX = along[0] * factor;
      const byY = along[1] * factor;
      if (centred === true) put(into, at, x + (w - w * byX) / 2, y + (h - h * byY) / 2, w * byX, h * byY);
      else if (padding === true) padded.read(x * byX, y * byY, w * byX, h * byY, picture, into, at);
      else put(into, at, x * byX, y * byY, w * byX, h * byY);
    };
    if (layout === undefined) return scaled;
    return (x, y, w, h, picture, into, at) => {
      layout.read(x, y, w, h, picture, into, at);
      scaled(into[at] as number, into[at + 1] as number, into[at + 2] as number, into[at + 3] as number, picture, into, at);
    };
  };
  const factor = factors.get(of) ?? commonFactor(pictures, inPixels(1));
  factors.set(of, factor);
  if (factor === null) return [];
  const words = [...(layout === undefined ? [] : [layout.words]), `${unit.words} times ${factor.toPrecision(3)}`].join(' and ');
  return [{ words, read: inPixels(factor) }];
}

/** Reads all boxes of a picture. */
function readAll(read: Read, picture: Detected, into: Float64Array): void {
  const { detections } = picture;
  for (let at = 0; at < detections.length; at += 4) {
    read(detections[at] as number, detections[at + 1] as number, detections[at + 2] as number, detections[at + 3] as number, picture, into, at);
  }
}

/** For the boxes of any of the pictures. */
function roomFor(pictures: readonly Detected[]): Float64Array {
  return new Float64Array(pictures.reduce((most, { detections }) => Math.max(most, detections.length), 0));
}

/** Factors within this share of each other are one. */
const tolerance = 0.1;

/** What all pictures have in common, so many tell: each has some dozen pairs of an object and a detection. */
const telling = 100;

/** By how much lengths of objects exceed those of detections, as most pairs of an object and a detection have it; null without a pair. */
function commonFactor(pictures: readonly Detected[], read: Read): number | null {
  const step = Math.max(1, Math.floor(pictures.length / telling));
  const some = pictures.filter((_, i) => i % step === 0);
  const found = new Float64Array(some.reduce((sum, { detections, objects }) => sum + (detections.length * objects.length) / 16, 0));
  const boxes = roomFor(some);
  let count = 0;
  for (const picture of some) {
    const { detections, objects } = picture;
    readAll(read, picture, boxes);
    for (let at = 0; at < detections.length; at += 4) {
      const width = boxes[at + 2] as number;
      const height = boxes[at + 3] as number;
      const own = width * height;
      if (!(width > 0 && height > 0)) continue;
      for (let side = 2; side < objects.length; side += 4) {
        const area = (objects[side] as number) * (objects[side + 1] as number);
        if (area > 0) found[count++] = Math.log(area / own) / 2;
      }
    }
  }
  const factors = found.subarray(0, count).sort();
  let [best, from, until] = [0, 0, 0];
  for (let first = 0, last = 0; first < factors.length; first++) {
    while (last < factors.length && (factors[last] as number) - (factors[first] as number) <= tolerance) last++;
    if (last - first > best) [best, from, until] = [last - first, first, last];
  }
  return best === 0 ? null : Math.exp(factors[(from + until) >> 1] as number);
}

/**
 * Objects that some detection finds, whatever the classes are.
 * @param above a reading that cannot find more is not looked at to its end; what is returned is no more than that
 */
export function foundBy(pictures: readonly Detected[], { read }: Pick<Reading, 'read'>, above = -1): number {
  let possible = pictures.reduce((sum, { objects }) => sum + objects.length / 4, 0);
  const boxes = roomFor(pictures);
  for (const picture of pictures) {
    const { detections, objects } = picture;
    readAll(read, picture, boxes);
    for (let t = 0; t < objects.length / 4; t++) if (firstOverlapping(boxes, detections.length / 4, objects, t) < 0) possible--;
    if (possible <= above) break;
  }
  return possible;
}

export const asRead: Reading = { words: 'the boxes as they were read', read: (x, y, w, h, _, into, at) => put(into, at, x, y, w, h) };
