/** The corners of a mask: the points that a polygon of it needs. */
import type { Pixels } from './resampled.ts';

type Point = readonly [x: number, y: number];

/** Clockwise from the left. */
const steps: readonly Point[] = [
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
];

/** Positions of the foreground's pixels that have background, or nothing, on their left. */
function leftEnds(mask: Uint8Array, width: number, [left, top, across, down]: Pixels['box']): number[] {
  const ends: number[] = [];
  for (let row = top * width; row < (top + down) * width; row += width) {
    for (let at = row + left; at < row + left + across; at++) if (mask[at] !== 0 && (at === row || mask[at - 1] === 0)) ends.push(at);
  }
  return ends;
}

/** Pixels by position, along each contour around and within the foreground (Moore's neighbours, left again as it was entered first). */
function contoursOf({ mask, width, height, box }: Pixels): number[][] {
  const isForeground = (x: number, y: number): boolean => x >= 0 && x < width && y >= 0 && y < height && mask[y * width + x] !== 0;
  const seen = new Uint8Array(mask.length);
  const contours: number[][] = [];
  for (const start of leftEnds(mask, width, box)) {
    if (seen[start] !== 0) continue;
    const contour: number[] = [];
    // The first step taken a second time ends it: a pixel can be passed more than once.
    let first = -1;
    for (let [at, from] = [start, 0]; ; ) {
      const [x, y] = [at % width, Math.floor(at / width)];
      const turn = steps.findIndex((_, i) => {
        const [dx, dy] = steps[(from + 1 + i) % 8] as Point;
        return isForeground(x + dx, y + dy);
      });
      const next = (from + 1 + turn) % 8;
      if (turn < 0 || (at === start && next === first)) break;
      if (first < 0) first = next;
      if (seen[at] === 0) contour.push(at);
      seen[at] = 1;
      const [dx, dy] = steps[next] as Point;
      at += dy * width + dx;
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

function simplified(contour: readonly number[], width: number, tolerance: number): number[] {
  const points = [...contour, contour[0] as number].map((at): Point => [at % width, Math.floor(at / width)]);
  const last = points.length - 1;
  const opposite = farthest(points, 0, last).at;
  const corners = new Set([0, opposite]);
  const open: [number, number][] = [
    [0, opposite],
    [opposite, last],
  ];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const { at, distance } = farthest(points, ...range);
    if (distance <= tolerance) continue;
    corners.add(at);
    open.push([range[0], at], [at, range[1]]);
  }
  return [...corners].map((at) => contour[at] as number);
}

/** The point between two others that is farthest from the line through them, or from both where they are one. */
function farthest(points: readonly Point[], from: number, to: number): { readonly at: number; readonly distance: number } {
  const [[x1, y1], [x2, y2]] = [points[from] as Point, points[to] as Point];
  const length = Math.hypot(x2 - x1, y2 - y1);
  let [at, distance] = [from, 0];
  for (let i = from + 1; i < to; i++) {
    const [x, y] = points[i] as Point;
    const own = length === 0 ? Math.hypot(x - x1, y - y1) : Math.abs((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) / length;
    if (own > distance) [at, distance] = [i, own];
  }
  return { at, distance };
}
