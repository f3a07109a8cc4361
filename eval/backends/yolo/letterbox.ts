/** Ultralytics' letterbox: the picture shrunk or enlarged to fit, in the middle of a grey canvas of the model's size. */

import { unitPlanes } from '../../image/planes.ts';
import { type RgbImage, roundHalfEven, type Size } from '../../image/raster.ts';
import { resizeLinear } from '../../image/resize_opencv.ts';

/** Of the canvas where there is no picture. */
export const grey = 114;

/** Where a photo stands on the model's input. A point x of the photo is at left + ratio * x. */
export interface Letterbox {
  /** Input pixels for one photo pixel, the same both ways; not rounded, though the picture's new size is. */
  readonly ratio: number;
  readonly left: number;
  readonly top: number;
  /** Size of the picture on the input; 0 when a picture is so narrow that nothing remains. */
  readonly width: number;
  readonly height: number;
  /** The model's input size. */
  readonly canvas: Size;
}

/**
 * With an odd remainder the wider border is right and below.
 * @param stride the canvas is cut to the smallest one around the picture whose borders are as wide modulo the stride
 */
export function fit(photo: Size, full: Size, stride?: number): Letterbox {
  const ratio = Math.min(full.height / photo.height, full.width / photo.width);
  const width = roundHalfEven(photo.width * ratio);
  const height = roundHalfEven(photo.height * ratio);
  const canvas =
    stride === undefined
      ? { width: full.width, height: full.height }
      : { width: width + ((full.width - width) % stride), height: height + ((full.height - height) % stride) };
  const left = roundHalfEven((canvas.width - width) / 2 - 0.1);
  const top = roundHalfEven((canvas.height - height) / 2 - 0.1);
  return { ratio, left, top, width, height, canvas };
}

/**
 * The model's input: red, green and blue planes, 0 to 1. OpenCV's bilinear resize, no antialiasing.
 * @param input is overwritten and returned: one for all pictures, or the garbage collector runs every few of them
 */
export function letterboxed(
  photo: RgbImage,
  { left, top, width, height, canvas }: Letterbox,
  input: Float32Array = new Float32Array(3 * canvas.width * canvas.height),
): Float32Array {
  const plane = canvas.width * canvas.height;
  for (const [channel, values] of unitPlanes(resizeLinear(photo, { width, height })).entries()) {
    let filled = channel * plane;
    for (let y = 0; y < height; y++) {
      const at = channel * plane + (top + y) * canvas.width + left;
      input.fill(grey / 255, filled, at).set(values.subarray(y * width, (y + 1) * width), at);
      filled = at + width;
    }
    input.fill(grey / 255, filled, (channel + 1) * plane);
  }
  return input;
}
