/** Whether one of two masks was made of the other: a contour that follows the other one at a constant distance, which nobody draws. */
import { cornersOf } from './corners.ts';
import { decodeRuns } from './encode.ts';
import { area, boundingBox, difference } from './overlap.ts';
import { isCoarse, isMoved, type Pixels } from './resampled.ts';
import type { Runs } from './run_length.ts';

/** Smaller objects are within a pixel of each other by chance. Sides of both boxes, in pixels. */
const smallestTraced = 32;

/** Pixels that masks are made larger or smaller by: a tenth of the object, within these bounds. */
const widest = { least: 6, most: 24 };

/**
 * Whether two masks are the same but for a pixel along nearly all of the contour, or one is the other made larger or smaller by some pixels on all sides:
 * outlines, dilated and eroded masks are so. Or one is the other moved by some pixels, kept on a coarser grid, smoothed, or a polygon of it.
 * @returns null where either is too small to tell
 */
export function isTraced(a: Runs, b: Runs): boolean | null {
  const [boxA, boxB] = [boundingBox(a), boundingBox(b)];
  if (boxA === null || boxB === null || [...boxA.slice(2), ...boxB.slice(2)].some((side) => side < smallestTraced)) return null;
  const edges = ([x, y, width, height]: readonly [number, number, number, number]) => [x, y, x + width, y + height] as const;
  const ends = edges(boxB);
  const brush = Math.min(widest.most, Math.max(widest.least, Math.round(Math.min(...boxA.slice(2), ...boxB.slice(2)) / 10)));
  const far = edges(boxA).filter((edge, i) => Math.abs(edge - (ends[i] as number)) > brush).length;
  if (far > 2) return false;
  const [first, second] = [pixelsOf(a, boxA), pixelsOf(b, boxB)];
  // Two rectangles can be so by chance.
  const hasShape = ![a, b].some((runs) => isRectangle(runs) || isRectangle(complement(runs)));
  if (hasShape && (isMoved(first, second) || isCoarse(first, second) || isCoarse(second, first))) return true;
  if (hasShape && (isOn(first, second) || isOn(second, first))) return true;
  if (far > 0) return false;
  const ofFirst = offsets(first, second, brush);
  const ofSecond = ofFirst && offsets(second, first, brush);
  if (ofFirst === null || ofSecond === null) return false;
  return (isAlong(ofFirst) && isAlong(ofSecond)) || isEven(ofFirst, brush) || isEven(ofSecond, brush);
}

function isRectangle(runs: Runs): boolean {
  const box = boundingBox(runs);
  return box === null || area(runs) === box[2] * box[3];
}

function complement(runs: Runs): Runs {
  const { height, width } = runs;
  return difference({ height, width, counts: Uint32Array.of(0, height * width) }, runs);
}

/** A mask with its contour, which several looks go along. */
interface Drawn extends Pixels {
  /** Positions of its pixels. */
  readonly contour: readonly number[];
}

/** Smallest and largest distance of a contour from another one, below 0 inside, and the share of it that is no more than a pixel away. */
interface Offsets {
  readonly low: number;
  readonly high: number;
  readonly near: number;
}

function isWithin({ low, high }: Offsets, pixels: number): boolean {
  return low >= -pixels && high <= pixels;
}

/** Outlines of few points cut corners, by two pixels in places. */
const mostly = 0.9;

function isAlong(offsets: Offsets): boolean {
  return isWithin(offsets, 2) && offsets.near >= mostly;
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

function isOn(own: Drawn, other: Pixels): boolean {
  const { contour } = own;
  const shareAt = (positions: readonly number[], pixels: number): number =>
    positions.filter((at) => isNear(other, at, pixels)).length / Math.max(1, positions.length);
  if (shareAt(contour, 0) >= onContour) return true;
  if (shareAt(contour, 1) >= polygon.between) return false;
  const corners = cornersOf(own, polygon.tolerance);
  return corners.length >= polygon.fewest && shareAt(corners, 1) >= polygon.onContour;
}

function isRow(mask: Uint8Array, at: number): boolean {
  return mask[at - 1] !== 0 && mask[at] !== 0 && mask[at + 1] !== 0;
}

/** Positions of the foreground's pixels that have background beside them, of eight neighbours. */
function contourOf(own: Pixels): number[] {
  const { mask, width, height, box } = own;
  const [left, top, across, down] = box;
  const contour: number[] = [];
  for (let y = top; y < top + down; y++) {
    for (let x = left; x < left + across; x++) {
      const at = y * width + x;
      if (mask[at] === 0) continue;
      const isInside = y > 0 && y < height - 1 && x > 0 && x < width - 1;
      const isFilled = isInside && isRow(mask, at) && isRow(mask, at - width) && isRow(mask, at + width);
      if (!isFilled && stepsToOther(own, at, 1) !== null) contour.push(at);
    }
  }
  return contour;
}

/** Whether the contour of a mask is so many pixels from a place, inside or outside. */
function isNear(mask: Pixels, at: number, pixels: number): boolean {
  const steps = stepsToOther(mask, at, pixels + 1);
  return steps !== null && (mask.mask[at] !== 0 || steps <= pixels);
}

function pixelsOf(runs: Runs, box: Pixels['box']): Drawn {
  const pixels = { height: runs.height, width: runs.width, mask: decodeRuns(runs), box };
  return { ...pixels, contour: contourOf(pixels) };
}

/** Of the pixels along the contour of one mask, the distances from the contour of another; null: some are farther than any that is looked for. */
function offsets(own: Drawn, other: Pixels, brush: number): Offsets | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [near, all] = [0, 0];
  for (const at of own.contour) {
    const isInside = other.mask[at] !== 0;
    const steps = stepsToOther(other, at, brush + thin + 1);
    if (steps === null) return null;
    const distance = isInside ? 1 - steps : steps;
    low = Math.min(low, distance);
    high = Math.max(high, distance);
    all++;
    if (distance >= -1 && distance <= 1) near++;
  }
  return all === 0 ? null : { low, high, near: near / all };
}

/** Steps of eight neighbours from a pixel to the nearest one that is not as it is; null: more than `most`. The picture's edges are no contour. */
function stepsToOther({ mask, height, width }: Pixels, at: number, most: number): number | null {
  const own = mask[at] === 0;
  const [x, y] = [at % width, Math.floor(at / width)];
  for (let steps = 1; steps <= most; steps++) {
    const [left, right] = [Math.max(0, x - steps), Math.min(width - 1, x + steps)];
    const [top, bottom] = [Math.max(0, y - steps), Math.min(height - 1, y + steps)];
    for (let row = top; row <= bottom; row++) {
      // Rows above and below as a whole, of those between only the ends.
      const stride = row === y - steps || row === y + steps ? 1 : Math.max(1, right - left);
      for (let column = left; column <= right; column += stride) if ((mask[row * width + column] === 0) !== own) return steps;
    }
  }
  return null;
}
