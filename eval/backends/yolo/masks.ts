/**
 * From mask coefficients to pixels of the photo. A detection's logits are its coefficients times the prototypes, on a
 * coarse grid over the model's input; a pixel is inside where its logit is greater than 0. Three paths lead there, and
 * they give visibly different outlines:
 *
 * - `exact`: the grid is enlarged to the input, the letterbox's border cut off, the rest enlarged to the photo, and
 *   what lies outside of the box is dropped.
 * - `native`: Ultralytics' `retina_masks`: the border is cut off in whole grid cells, the rest enlarged to the photo
 *   once, and what lies outside of the box is dropped.
 * - `letterbox`: Ultralytics' default: the grid is set to 0 outside of the box, enlarged to the input and thresholded
 *   there; then the border is cut off and the binary mask brought to the photo's size, nearest neighbour. Its outline
 *   can lie some pixels outside of the box.
 */
import { roundHalfEven } from '../../image/raster.ts';
import type { Plane, Size, Window } from '../../image/raster.ts';
import { resizePlane } from '../../image/resize_opencv.ts';
import type { Detection } from './detections.ts';
import type { Letterbox } from './letterbox.ts';

export const maskPaths = ['exact', 'native', 'letterbox'] as const;
export type MaskPath = (typeof maskPaths)[number];

/** Mask prototypes: coefficients x height x width values. */
export interface Prototypes extends Size {
  readonly data: Float32Array;
}

/** What a detection says about a part of the photo: a pixel is inside where the plane is greater than 0. */
export interface InstanceMask {
  readonly window: Window;
  readonly plane: Plane;
}

export function instanceMask(detection: Detection, prototypes: Prototypes, letterbox: Letterbox, photo: Size, path: MaskPath): InstanceMask {
  const logits = logitsOf(detection, prototypes);
  switch (path) {
    case 'exact': {
      const window = boxOnPhoto(detection, letterbox, photo);
      return { window, plane: resizePlane(resizePlane(logits, letterbox.canvas, content(letterbox)), photo, window) };
    }
    case 'native': {
      const window = boxOnPhoto(detection, letterbox, photo);
      return { window, plane: resizePlane(cut(logits, contentCells(logits, photo)), photo, window) };
    }
    case 'letterbox': {
      const inside = resizePlane(onlyBox(logits, detection, letterbox), letterbox.canvas, content(letterbox));
      return { window: { x0: 0, y0: 0, x1: photo.width, y1: photo.height }, plane: nearest(inside, photo) };
    }
  }
}

function logitsOf({ coefficients }: Detection, { width, height, data }: Prototypes): Plane {
  const cells = width * height;
  const sums = new Float64Array(cells);
  for (let k = 0; k < coefficients.length; k++) addScaled(sums, data.subarray(k * cells, (k + 1) * cells), coefficients[k]!);
  return { width, height, data: Float32Array.from(sums) };
}

function addScaled(sums: Float64Array, values: Float32Array, factor: number): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += values[i]! * factor;
}

/** Pixels of the photo whose index i has x1 <= i < x2 (and rows likewise), with the box's real bounds. */
function boxOnPhoto({ x1, y1, x2, y2 }: Detection, { ratio, left, top }: Letterbox, photo: Size): Window {
  const column = (x: number): number => Math.min(Math.max(Math.ceil((x - left) / ratio), 0), photo.width);
  const row = (y: number): number => Math.min(Math.max(Math.ceil((y - top) / ratio), 0), photo.height);
  return { x0: column(x1), y0: row(y1), x1: column(x2), y1: row(y2) };
}

/** The picture on the model's input. */
function content({ left, top, width, height }: Letterbox): Window {
  return { x0: left, y0: top, x1: left + width, y1: top + height };
}

/** The picture on the grid, border cells rounded like the border's pixels. */
function contentCells(grid: Size, photo: Size): Window {
  const gain = Math.min(grid.height / photo.height, grid.width / photo.width);
  const [x, y] = [(grid.width - photo.width * gain) / 2, (grid.height - photo.height * gain) / 2];
  return {
    x0: roundHalfEven(x - 0.1),
    y0: roundHalfEven(y - 0.1),
    x1: grid.width - roundHalfEven(x + 0.1),
    y1: grid.height - roundHalfEven(y + 0.1),
  };
}

function cut({ width, data }: Plane, { x0, y0, x1, y1 }: Window): Plane {
  const part = { width: x1 - x0, height: y1 - y0, data: new Float32Array((x1 - x0) * (y1 - y0)) };
  for (let y = y0; y < y1; y++) part.data.set(data.subarray(y * width + x0, y * width + x1), (y - y0) * part.width);
  return part;
}

/** The logits with 0 in cells whose index lies outside of the box. */
function onlyBox({ width, height, data }: Plane, { x1, y1, x2, y2 }: Detection, { canvas }: Letterbox): Plane {
  const [across, down] = [width / canvas.width, height / canvas.height];
  const inside = (i: number): boolean => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x >= x1 * across && x < x2 * across && y >= y1 * down && y < y2 * down;
  };
  return { width, height, data: data.map((value, i) => (inside(i) ? value : 0)) };
}

/** The value of the source pixel that each target pixel's centre falls in. */
function nearest({ width, height, data }: Plane, target: Size): Plane {
  const columns = Int32Array.from({ length: target.width }, (_, x) => Math.floor(((x + 0.5) * width) / target.width));
  const values = new Float32Array(target.width * target.height);
  for (let y = 0, to = 0; y < target.height; y++) {
    const row = Math.floor(((y + 0.5) * height) / target.height) * width;
    for (let x = 0; x < target.width; x++) values[to++] = data[row + columns[x]!]!;
  }
  return { ...target, data: values };
}
