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
 *   there. What it leaves open: the border is cut off and the binary mask enlarged to the photo, inside where more than
 *   half of it is. Its outline can lie some pixels outside of the box.
 *
 * All enlarging is bilinear with half-pixel centres.
 */

import { type GreyImage, type Plane, roundHalfEven, type Size, type Window, wholeOf } from '../../image/raster.ts';
import { neededPart, positiveOf, resizePlane } from '../../image/resize_plane.ts';
import type { WindowMask } from '../../masks/runs.ts';
import type { Detection } from './detections.ts';
import type { Letterbox } from './letterbox.ts';

export const maskPaths = ['exact', 'native', 'letterbox'] as const;
export type MaskPath = (typeof maskPaths)[number];

/** Mask prototypes: coefficients x height x width values. */
export interface Prototypes extends Size {
  readonly data: Float32Array;
}

export function instanceMask(detection: Detection, prototypes: Prototypes, letterbox: Letterbox, photo: Size, path: MaskPath): WindowMask {
  const window = path === 'letterbox' ? wholeOf(photo) : boxOnPhoto(detection, letterbox, photo);
  if (window.x0 >= window.x1 || window.y0 >= window.y1) return { window, inside: blank({ width: 0, height: 0 }) };
  const insideOf = path === 'native' ? native : path === 'exact' ? exact : inLetterbox;
  return { window, inside: insideOf(detection, prototypes, letterbox, photo, window) };
}

// Each path goes back from the photo to the grid, and makes of every step only what the next one needs.

function exact(detection: Detection, prototypes: Prototypes, letterbox: Letterbox, photo: Size, window: Window): GreyImage {
  const shown = neededPart(letterbox, photo, window);
  const input = moved(shown, { x0: letterbox.left, y0: letterbox.top });
  const cells = neededPart(prototypes, letterbox.canvas, input);
  const logits = logitsOf(detection, prototypes, cells);
  return positiveOf(resizePlane(logits, letterbox.canvas, input, { ...cells, whole: prototypes }), photo, window, { ...shown, whole: letterbox });
}

function native(detection: Detection, prototypes: Prototypes, _letterbox: Letterbox, photo: Size, window: Window): GreyImage {
  const picture = pictureOnGrid(prototypes, photo);
  const whole = { width: picture.x1 - picture.x0, height: picture.y1 - picture.y0 };
  // A very narrow picture has no whole cell.
  if (whole.width === 0 || whole.height === 0) return blank({ width: window.x1 - window.x0, height: window.y1 - window.y0 });
  const shown = neededPart(whole, photo, window);
  return positiveOf(logitsOf(detection, prototypes, moved(shown, picture)), photo, window, { ...shown, whole });
}

function inLetterbox(detection: Detection, prototypes: Prototypes, letterbox: Letterbox, photo: Size): GreyImage {
  const picture = moved(wholeOf(letterbox), { x0: letterbox.left, y0: letterbox.top });
  const logits = onlyBox(logitsOf(detection, prototypes, wholeOf(prototypes)), detection, letterbox.canvas);
  const binary = positiveOf(logits, letterbox.canvas, picture);
  // 1 and -1, so that "more than half" is again "greater than 0".
  return positiveOf({ ...binary, data: Float32Array.from(binary.data, (inside) => 2 * inside - 1) }, photo);
}

/** Coefficients times prototypes in a window of the grid, summed in double precision. */
function logitsOf({ coefficients }: Detection, { width, height, data }: Prototypes, { x0, y0, x1, y1 }: Window): Plane {
  const part = { width: x1 - x0, height: y1 - y0 };
  const sums = new Float64Array(part.width * part.height);
  for (let k = 0; k < coefficients.length; k++) {
    for (let y = y0; y < y1; y++) {
      const from = (k * height + y) * width;
      addScaled(sums, (y - y0) * part.width, data, from + x0, from + x1, coefficients[k] as number);
    }
  }
  return { ...part, data: Float32Array.from(sums) };
}

function addScaled(sums: Float64Array, at: number, values: Float32Array, from: number, to: number, factor: number): void {
  for (let i = from, sum = at; i < to; i++, sum++) (sums[sum] as number) += (values[i] as number) * factor;
}

/** Pixels of the photo whose index i has x1 <= i < x2 (and rows likewise), with the box's real bounds. */
function boxOnPhoto({ x1, y1, x2, y2 }: Detection, { ratio, left, top }: Letterbox, photo: Size): Window {
  const column = (x: number): number => Math.min(Math.max(Math.ceil((x - left) / ratio), 0), photo.width);
  const row = (y: number): number => Math.min(Math.max(Math.ceil((y - top) / ratio), 0), photo.height);
  return { x0: column(x1), y0: row(y1), x1: column(x2), y1: row(y2) };
}

/** The picture on the grid, border cells rounded like the border's pixels. */
function pictureOnGrid(grid: Size, photo: Size): Window {
  const gain = Math.min(grid.height / photo.height, grid.width / photo.width);
  const [x, y] = [(grid.width - photo.width * gain) / 2, (grid.height - photo.height * gain) / 2];
  return {
    x0: roundHalfEven(x - 0.1),
    y0: roundHalfEven(y - 0.1),
    x1: grid.width - roundHalfEven(x + 0.1),
    y1: grid.height - roundHalfEven(y + 0.1),
  };
}

/** The logits with 0 in cells whose index lies outside of the box; real bounds. */
function onlyBox({ width, height, data }: Plane, { x1, y1, x2, y2 }: Detection, canvas: Size): Plane {
  const [across, down] = [width / canvas.width, height / canvas.height];
  const isInside = (x: number, y: number): boolean => x >= x1 * across && x < x2 * across && y >= y1 * down && y < y2 * down;
  return { width, height, data: data.map((logit, i) => (isInside(i % width, Math.floor(i / width)) ? logit : 0)) };
}

function blank({ width, height }: Size): GreyImage {
  return { width, height, data: new Uint8Array(width * height) };
}

function moved({ x0, y0, x1, y1 }: Window, by: Pick<Window, 'x0' | 'y0'>): Window {
  return { x0: x0 + by.x0, y0: y0 + by.y0, x1: x1 + by.x0, y1: y1 + by.y0 };
}
