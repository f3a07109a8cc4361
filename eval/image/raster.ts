/** Pictures in memory: rows from top to bottom, pixels from left to right, the channels of a pixel together. */

/** 8-bit values, 1 or 3 channels; `data` has height * width * channels of them. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A raster of 3 channels: red, green, blue. */
export type RgbImage = Raster;

/** A raster of 1 channel. */
export type GreyImage = Raster;

/** Where libraries disagree about a file, a model is to be shown what it was trained on: rembg's reader is Pillow, that of Ultralytics OpenCV. */
export type PictureReader = 'pillow' | 'opencv';

/** One channel of real numbers, kept as float32. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Pixels x0 <= x < x1, y0 <= y < y1. */
export interface Window {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Number of channels of a raster. @throws RangeError when its data is of another length than 1 or 3 channels have */
export function channelsOf({ width, height, data }: Raster): 1 | 3 {
  const channels = data.length / (width * height);
  if (channels !== 1 && channels !== 3) throw new RangeError(`${data.length} values are no ${width} x ${height} raster of 1 or 3 channels`);
  return channels;
}

// From here on, neighbouring numbers of double precision are 1 apart: adding it rounds.
const wholeNumbers = 1.5 * 2 ** 52;

/** Nearest whole number, ties to the even one, as Python's `round` and the `rint` of C; below 2^51. */
export function roundHalfEven(value: number): number {
  return value + wholeNumbers - wholeNumbers;
}

/** The window that holds all of a raster or plane. */
export function wholeOf({ width, height }: Size): Window {
  return { x0: 0, y0: 0, x1: width, y1: height };
}
