/** What a mask looks like, whatever its picture's size: for questions that pixels of one size cannot answer. */
import { decodeRuns } from './encode.ts';
import { area, boundingBox } from './overlap.ts';
import type { Runs } from './run_length.ts';

export interface MaskGeometry {
  /** In pixels; null: the mask is empty. */
  readonly box: readonly [x: number, y: number, width: number, height: number] | null;
  /** In pixels. */
  readonly area: number;
  /** How many of the picture's four corners are foreground. */
  readonly corners: number;
}

export function geometryOf(runs: Runs): MaskGeometry {
  const { height, width } = runs;
  const last = height * width - 1;
  const corners = [...new Set([0, height - 1, last - height + 1, last])].filter((position) => isForeground(runs, position));
  return { box: boundingBox(runs), area: area(runs), corners: corners.length };
}

function isForeground({ counts }: Runs, position: number): boolean {
  let end = 0;
  for (let i = 0; i < counts.length; i++) {
    end += counts[i] as number;
    if (position < end) return i % 2 === 1;
  }
  return false;
}

/** Smaller objects are within a pixel of each other by chance. Sides of both boxes, in pixels. */
const smallestTraced = 32;

/**
 * Whether two masks are the same but for one pixel along the contour: each pixel of one alone touches the other. Nobody draws an outline
 * so after a model; an outline that was made of a mask is so.
 * @returns null where either is too small to tell
 */
export function isTraced(a: Runs, b: Runs): boolean | null {
  const sides = [a, b].flatMap((runs) => boundingBox(runs)?.slice(2) ?? [0]);
  if (sides.some((side) => side < smallestTraced)) return null;
  const [first, second] = [decodeRuns(a), decodeRuns(b)];
  return touches(first, second, a.width) && touches(second, first, a.width);
}

/** Every pixel of `inner` is one of `outer`, or one of its eight neighbours is. */
function touches(inner: Uint8Array, outer: Uint8Array, width: number): boolean {
  for (let at = 0; at < inner.length; at++) {
    if (inner[at] === 0 || outer[at] !== 0) continue;
    const column = at % width;
    let found = false;
    for (const row of [at - width, at, at + width]) {
      if (row < 0 || row >= inner.length) continue;
      found ||= outer[row] !== 0 || (column > 0 && outer[row - 1] !== 0) || (column < width - 1 && outer[row + 1] !== 0);
    }
    if (!found) return false;
  }
  return true;
}
