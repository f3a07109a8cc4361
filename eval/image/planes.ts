/** Pictures as models take them: a plane for each channel. */
import type { RgbImage } from './raster.ts';
import { kernels, places, put } from './simd/kernels.ts';

/** Red, green and blue planes of value / 255, rounded to float32. @returns views that the next call of this module's kernels overwrites */
export function unitPlanes({ width, height, data }: RgbImage): Float32Array[] {
  const pixels = width * height;
  const [from = 0, red = 0, green = 0, blue = 0] = places(data.length, 4 * pixels, 4 * pixels, 4 * pixels);
  put(data, from);
  kernels.planes(from, pixels, red, green, blue);
  return [red, green, blue].map((location) => new Float32Array(kernels.memory.buffer, location, pixels));
}

/** What becomes of a channel's value: divided by the divisor, less the channel's mean, divided by its deviation. */
export interface Normalization {
  readonly divisor: number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/**
 * Red, green and blue planes of normalised values, in double precision and then rounded to float32.
 * @param planes is overwritten and returned: one for all pictures, or the garbage collector runs every few of them
 */
export function normalizedPlanes(
  { width, height, data }: RgbImage,
  { divisor, mean, deviation }: Normalization,
  planes: Float32Array = new Float32Array(3 * width * height),
): Float32Array {
  const pixels = width * height;
  for (let channel = 0; channel < 3; channel++) {
    const table = Float32Array.from({ length: 256 }, (_, value) => (value / divisor - (mean[channel] as number)) / (deviation[channel] as number));
    fillPlane(planes.subarray(channel * pixels, (channel + 1) * pixels), data, channel, table);
  }
  return planes;
}

function fillPlane(plane: Float32Array, data: Uint8Array, channel: number, table: Float32Array): void {
  for (let i = 0, from = channel; i < plane.length; i++, from += 3) plane[i] = table[data[from] as number] as number;
}
