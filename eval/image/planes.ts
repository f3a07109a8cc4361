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
