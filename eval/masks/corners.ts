/** The corners of a mask: the points that a polygon of it needs. */
import type { Pixels } from './resampled.ts';

/** To the eight neighbours, clockwise from the left. */
const stepX = [-1, -1, 0, 1, 1, 1, 0, -1] as const;
const stepY = [0, -1, -1, -1, 0, 1, 1, 1] as const;

/** Positions of the foreground's pixels that have background, or nothing, on their left. */
function leftEnds({ mask, width, box: [left, top, across, down] }: Pixels): number[] {
  const ends: number[] = [];
  for (let row = top * width; row < (top + down) * width; row += width) {
    for (let at = row + left; at < row + left + across; at++) if (mask[at] !== 0 && (at === row || mask[at - 1] === 0)) ends.push(at);
  }
  return ends;
}

/** The first of the eight neighbours after a direction that is foreground, as a direction; below 0: there is none. */
function turn({ mask, width, height }: Pixels, at: number, from: number): number {
  const x = at % width;
  const y = (at - x) / width;
  for (let i = 1; i <= 8; i++) {
    const next = (from + i) & 7;
    const column = x + (stepX[next] as number);
    const row = y + (stepY[next] as number);
    if (column >= 0 && column < width && row >= 0 && row < height && mask[row * width + column] !== 0) return next;
  }
  return -1;
}

/** Pixels by position, along each contour around and within the foreground (Moore's neighbours, left again as it was entered first). */
function contoursOf(pixels: Pixels): number[][] {
  const seen = new Uint8Array(pixels.mask.length);
  const contours: number[][] = [];
  for (const start of leftEnds(pixels)) {
    if (seen[start] !== 0) continue;
    const contour: number[] = [];
    // The first step taken a second time ends it: a pixel can be passed more than once.
    let first = -1;
    let from = 0;
    for (let at = start; ; ) {
      const next = turn(pixels, at, from);
      if (next < 0 || (at === start && next === first)) break;
      if (first < 0) first = next;
      if (seen[at] === 0) contour.push(at);
      seen[at] = 1;
      at += (stepY[next] as number) * pixels.width + (stepX[next] as number);
      // The neighbour before this one, which is background, seen from the new place.
      from = next % 2 === 0 ? (next + 6) % 8 : (next + 5) % 8;
    }
    if (contour.length > 0) contours.push(contour);
  }
  return contours;
}

/**
 * Positions of the corners of all contours (Douglas and Peucker), but for those along the edges of the picture.
 * @param tolerance pixels that a contour may be away from the line between two corners
 */
export function cornersOf(pixels: Pixels, tolerance: number): number[] {
  const { width, height } = pixels;
  const isInside = (at: number): boolean => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return Math.min(x, y, width - 1 - x, height - 1 - y) > 2;
  };
  return contoursOf(pixels).flatMap((contour) => simplified(contour, width, tolerance).filter(isInside));
}

/** Points of a closed line, the first one once more at its end. */
interface Line {
  readonly x: Int32Array;
  readonly y: Int32Array;
}

function simplified(contour: readonly number[], width: number, tolerance: number): number[] {
  const last = contour.length;
  const line: Line = { x: new Int32Array(last + 1), y: new Int32Array(last + 1) };
  for (let i = 0; i <= last; i++) {
    const at = contour[i % last] as number;
    line.x[i] = at % width;
    line.y[i] = Math.floor(at / width);
  }
  const opposite = farthest(line, 0, last).at;
  const corners = new Set([0, opposite]);
  const open: [number, number][] = [
    [0, opposite],
    [opposite, last],
  ];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const { at, distance } = farthest(line, ...range);
    if (distance <= tolerance) continue;
    corners.add(at);
    open.push([range[0], at], [at, range[1]]);
  }
  return [...corners].map((at) => contour[at] as number);
}

/** The point between two others that is farthest from the line through them, or from both where they are one. */
function farthest({ x, y }: Line, from: number, to: number): { readonly at: number; readonly distance: number } {
  const [x1, y1] = [x[from] as number, y[from] as number];
  const [across, down] = [(x[to] as number) - x1, (y[to] as number) - y1];
  const length = Math.hypot(across, down);
  let at = from;
  let most = 0;
  for (let i = from + 1; i < to; i++) {
    const dx = (x[i] as number) - x1;
    const dy = (y[i] as number) - y1;
    const own = length === 0 ? dx * dx + dy * dy : Math.abs(across * dy - dx * down);
    if (own > most) {
      most = own;
      at = i;
    }
  }
  return { at, distance: length === 0 ? Math.sqrt(most) : most / length };
}
