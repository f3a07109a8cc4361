/** Whether one of two masks was made of the other: a contour that follows the other one at a constant distance, which nobody draws. */
import { type Drawn, distanceFrom, drawnOf, isBeside, isOnContour } from './contour.ts';
import { cornersOf } from './corners.ts';
import type { MaskGeometry } from './geometry.ts';
import { area, boundingBox, difference } from './overlap.ts';
import { isCoarse, isMoved } from './resampled.ts';
import type { Runs } from './run_length.ts';

/** Smaller objects are within a pixel of each other by chance. Sides of both boxes, in pixels. */
const smallestTraced = 32;

/** Pixels that masks are made larger or smaller by: a tenth of the object, within these bounds. */
const widest = { least: 6, most: 24 };

/** Whether a mask with this box is large enough to tell. */
export function isTelling(box: MaskGeometry['box']): box is NonNullable<MaskGeometry['box']> {
  return box !== null && Math.min(box[2], box[3]) >= smallestTraced;
}

/**
 * Whether two masks are the same but for a pixel along nearly all of the contour, or one is the other made larger or smaller by some pixels on all sides:
 * outlines, dilated and eroded masks are so. Or one is the other moved by some pixels, kept on a coarser grid, smoothed, or a polygon of it.
 * @returns null where either is too small to tell
 */
export function isTraced(a: Runs, b: Runs): boolean | null {
  const [boxA, boxB] = [boundingBox(a), boundingBox(b)];
  if (!isTelling(boxA) || !isTelling(boxB)) return null;
  const edges = ([x, y, width, height]: readonly [number, number, number, number]) => [x, y, x + width, y + height] as const;
  const ends = edges(boxB);
  const brush = Math.min(widest.most, Math.max(widest.least, Math.round(Math.min(...boxA.slice(2), ...boxB.slice(2)) / 10)));
  const far = edges(boxA).filter((edge, i) => Math.abs(edge - (ends[i] as number)) > brush).length;
  if (far > 2) return false;
  const [first, second] = [drawnOf(a, boxA), drawnOf(b, boxB)];
  // Two rectangles can be so by chance.
  const hasShape = ![a, b].some((runs) => isRectangle(runs) || isRectangle(complement(runs)));
  if (hasShape && (isMoved(first, second) || isCoarse(first, second) || isCoarse(second, first))) return true;
  if (hasShape && (isOn(first, second) || isOn(second, first))) return true;
  if (far > 0) return false;
  return isFollowed(first, second, brush);
}

function isRectangle(runs: Runs): boolean {
  const box = boundingBox(runs);
  return box === null || area(runs) === box[2] * box[3];
}

function complement(runs: Runs): Runs {
  const { height, width } = runs;
  return difference({ height, width, counts: Uint32Array.of(0, height * width) }, runs);
}

/** Smallest and largest distance of a contour from another one, below 0 inside, and the share of it that is no more than a pixel away. */
interface Offsets {
  readonly low: number;
  readonly high: number;
  readonly near: number;
}

function isWithin({ low, high }: Pick<Offsets, 'low' | 'high'>, pixels: number): boolean {
  return low >= -pixels && high <= pixels;
}

/** Outlines of few points cut corners, by two pixels in places. */
const along = 2;
const mostly = 0.9;

function isAlong(offsets: Offsets): boolean {
  return isWithin(offsets, along) && offsets.near >= mostly;
}

/** On one side of the other contour, everywhere about as far: along diagonals a round brush goes less far than a square one, and a cross half as far. */
function isEven({ low, high }: Offsets, brush: number): boolean {
  const [nearest, farthest] = low > 0 ? [low, high] : [-high, -low];
  return nearest > 0 && farthest <= brush && farthest - nearest <= Math.max(1, Math.ceil(farthest / 2));
}

/** Contours of dilated and eroded masks leave out what is thin, by so many pixels more. */
const thin = 2;

/**
 * Smoothed, opened, closed, or made smaller and larger again a contour stays where it is but at corners. Of pixels along the contours of 375 honest predictions a fifth lie exactly on that of the label,
 * 0.73 at most; of 47 that were smoothed so 0.61 and more in the middle.
 */
const onContour = 0.6;

/** A polygon of a mask has its corners on the contour, and leaves it in between; whoever draws well is as near in between. */
const polygon = { tolerance: 1.5, fewest: 5, onContour: 0.95, between: 0.92 };

function isOn(own: Drawn, other: Drawn): boolean {
  const { contour } = own;
  const shareOf = (positions: readonly number[], isThere: (at: number) => boolean): number =>
    positions.filter(isThere).length / Math.max(1, positions.length);
  if (shareOf(contour, (at) => isOnContour(other, at)) >= onContour) return true;
  if (shareOf(contour, (at) => isBeside(other, at)) >= polygon.between) return false;
  const corners = cornersOf(own, polygon.tolerance);
  return corners.length >= polygon.fewest && shareOf(corners, (at) => isBeside(other, at)) >= polygon.onContour;
}

/** Whether both contours are along each other, or one of them is everywhere about as far from the other. */
function isFollowed(first: Drawn, second: Drawn, brush: number): boolean {
  const [there, back] = [offsets(first, second, brush), offsets(second, first, brush)];
  if (there !== null && back !== null && isAlong(there) && isAlong(back)) return true;
  const isReached = (own: Drawn, other: Drawn): boolean => own.contour.every((at) => distanceFrom(other, at, brush + thin + 1) !== null);
  return (there !== null && isEven(there, brush) && isReached(second, first)) || (back !== null && isEven(back, brush) && isReached(first, second));
}

/**
 * Of the pixels along the contour of one mask, the distances from the contour of another.
 * @returns null where some are farther than any that is looked for, and as soon as the contour can be neither along the other one nor even: of honest masks few pixels are asked
 */
function offsets(own: Drawn, other: Drawn, brush: number): Offsets | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let near = 0;
  for (const at of own.contour) {
    const distance = distanceFrom(other, at, brush + thin + 1);
    if (distance === null) return null;
    low = Math.min(low, distance);
    high = Math.max(high, distance);
    if (low <= 0 && high >= 0 && !isWithin({ low, high }, along)) return null;
    if (distance >= -1 && distance <= 1) near++;
  }
  const all = own.contour.length;
  return all === 0 ? null : { low, high, near: near / all };
}
