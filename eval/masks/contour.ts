/** The contour of a mask, and how far other places are from it: in steps to one of eight neighbours. */
import { decodeRuns } from './encode.ts';
import type { Pixels } from './resampled.ts';
import type { Runs } from './run_length.ts';

/** A mask with its contour: the foreground's pixels that have background beside them. The picture's edges are no contour. */
export interface Drawn extends Pixels {
  /** Positions of its pixels; in the mask they are 2. */
  readonly contour: readonly number[];
}

const onContour = 2;

export function drawnOf(runs: Runs, box: Pixels['box']): Drawn {
  const contour = contourOf(runs);
  const mask = decodeRuns(runs);
  for (const at of contour) mask[at] = onContour;
  return { height: runs.height, width: runs.width, mask, box, contour };
}

/** Ends of runs in one column, from the top: first, after the last, and so on. */
type Ends = readonly number[];

/** From runs, so that the pixels within an object need no look: what is left of each column without the pixels that have foreground all around. */
function contourOf(runs: Runs): number[] {
  const { height, width } = runs;
  const columns = columnsOf(runs);
  const whole: Ends = [0, height];
  const shorter = columns.map((ends) => ends.map((end, i) => (end === 0 || end === height ? end : end + (i % 2 === 0 ? 1 : -1))));
  const contour: number[] = [];
  for (const [x, ends] of columns.entries()) {
    if (ends.length === 0) continue;
    const inside = common(common(shorter[x - 1] ?? whole, shorter[x] as Ends), shorter[x + 1] ?? whole);
    let at = 0;
    for (let i = 0; i < ends.length; i += 2) {
      for (let y = ends[i] as number; y < (ends[i + 1] as number); y++) {
        while (at < inside.length && (inside[at + 1] as number) <= y) at += 2;
        if (at < inside.length && (inside[at] as number) <= y) y = (inside[at + 1] as number) - 1;
        else contour.push(y * width + x);
      }
    }
  }
  return contour;
}

function columnsOf({ height, width, counts }: Runs): Ends[] {
  const columns: number[][] = Array.from({ length: width }, () => []);
  let start = 0;
  for (let i = 1; i < counts.length; i += 2) {
    start += counts[i - 1] as number;
    const end = start + (counts[i] as number);
    while (start < end) {
      const column = Math.floor(start / height);
      const next = Math.min(end, (column + 1) * height);
      const ends = columns[column] as number[];
      // Runs of nothing between two runs part no pixels.
      if (ends.at(-1) === start - column * height) ends.pop();
      else ends.push(start - column * height);
      ends.push(next - column * height);
      start = next;
    }
  }
  return columns;
}

/** What is in both; runs without a pixel are in neither. */
function common(a: Ends, b: Ends): number[] {
  const both: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [endA, endB] = [a[i + 1] as number, b[j + 1] as number];
    const [from, to] = [Math.max(a[i] as number, b[j] as number), Math.min(endA, endB)];
    if (from < to) both.push(from, to);
    if (endA <= endB) i += 2;
    else j += 2;
  }
  return both;
}

/** Whether a place is on the contour of a mask. */
export function isOnContour({ mask }: Drawn, at: number): boolean {
  return mask[at] === onContour;
}

/** Whether the contour of a mask is no more than a pixel from a place. */
export function isBeside({ mask, width, height }: Drawn, at: number): boolean {
  const [x, y] = [at % width, Math.floor(at / width)];
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) if (mask[row * width + column] === onContour) return true;
  }
  return false;
}

/** How far a place is from the contour of a mask, below 0 inside; null: farther than `most` steps to a pixel on the other side. */
export function distanceFrom(mask: Pixels, at: number, most: number): number | null {
  const steps = stepsToOther(mask, at, most);
  return steps !== null && mask.mask[at] !== 0 ? 1 - steps : steps;
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
