/** Outlines and boxes in shares of a mask's width and height to runs, by the plain rule: a pixel counts when its centre is inside. */
import { encodeMask } from './encode.ts';
import { pixelCount, type Runs } from './run_length.ts';

/**
 * Mask of closed outlines x1, y1, x2, y2, … as shares of width and height. Each fills by the even-odd rule at the centre
 * ((column + 1/2) / width, (row + 1/2) / height) of a pixel, then they are united. An edge through a centre has it inside
 * where it is a left or an upper one. Not the rule of COCO's tools (polygons.ts), which round corners first.
 * @throws InputError EV1201 size
 */
export function outlinesToRuns(outlines: readonly (readonly number[])[], height: number, width: number): Runs {
  const mask = new Uint8Array(pixelCount(height, width));
  for (let row = 0; row < height; row++) {
    const pixels = mask.subarray(row * width, (row + 1) * width);
    for (const outline of outlines) fillRow(pixels, crossings(outline, (row + 0.5) / height));
  }
  return encodeMask(mask, height, width);
}

/** Where the outline's edges cross a horizontal line, from left to right. */
function crossings(outline: readonly number[], y: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < outline.length; i += 2) {
    const j = (i === 0 ? outline.length : i) - 2;
    const [xi, yi, xj, yj] = [outline[i], outline[i + 1], outline[j], outline[j + 1]] as [number, number, number, number];
    if (yi > y !== yj > y) found.push(((xj - xi) * (y - yi)) / (yj - yi) + xi);
  }
  return found.sort((a, b) => a - b);
}

/** Sets the pixels whose centres lie between the first and the second crossing, the third and the fourth, and so on. */
function fillRow(pixels: Uint8Array, edges: readonly number[]): void {
  const centre = (column: number): number => (column + 0.5) / pixels.length;
  let column = 0;
  for (let i = 0; i < edges.length; i += 2) {
    const [from, to] = [edges[i] as number, edges[i + 1] as number];
    while (column < pixels.length && centre(column) < from) column++;
    for (; column < pixels.length && centre(column) < to; column++) pixels[column] = 1;
  }
}

/** Left, top, width and height as shares. */
export interface ShareBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/**
 * Mask of every pixel that the box touches: it grows outward to whole pixels. What lies beyond the frame is cut off.
 * @throws InputError EV1201 size
 */
export function shareBoxToRuns({ x, y, w, h }: ShareBox, height: number, width: number): Runs {
  const mask = new Uint8Array(pixelCount(height, width));
  const inside = (share: number): number => Math.min(Math.max(share, 0), 1);
  const [left, right] = [Math.floor(inside(x) * width), Math.ceil(inside(x + w) * width)];
  const bottom = Math.ceil(inside(y + h) * height);
  for (let row = Math.floor(inside(y) * height); row < bottom; row++) mask.fill(1, row * width + left, row * width + right);
  return encodeMask(mask, height, width);
}
