/** Bilinear without smoothing and without rounding, as PyTorch resizes pictures of real numbers. */
import { pairsOf } from './linear.ts';
import type { Normalization } from './planes.ts';
import type { RgbImage, Size } from './raster.ts';

/** Red, green and blue planes of a picture that is stretched and then normalised, calculated in double precision and rounded to float32. */
export function linearPlanes({ width, height, data }: RgbImage, size: Size, { divisor, mean, deviation }: Normalization): Float32Array {
  const across = pairsOf(width, size.width, 'rows');
  const down = pairsOf(height, size.height, 'rows');
  const planes = new Float32Array(3 * size.width * size.height);
  let at = 0;
  for (let channel = 0; channel < 3; channel++) {
    for (let y = 0; y < size.height; y++) {
      const upper = width * (down.first[y] as number);
      const lower = width * (down.second[y] as number);
      const shareDown = down.share[y] as number;
      for (let x = 0; x < size.width; x++) {
        const left = across.first[x] as number;
        const right = across.second[x] as number;
        const share = across.share[x] as number;
        const above = (1 - share) * (data[3 * (upper + left) + channel] as number) + share * (data[3 * (upper + right) + channel] as number);
        const below = (1 - share) * (data[3 * (lower + left) + channel] as number) + share * (data[3 * (lower + right) + channel] as number);
        const value = (1 - shareDown) * above + shareDown * below;
        planes[at++] = (value / divisor - (mean[channel] as number)) / (deviation[channel] as number);
      }
    }
  }
  return planes;
}
