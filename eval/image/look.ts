/** A picture as a few numbers that survive a new encoding: 8 x 8 mean grey values, 128 hexadecimal digits. */
import sharp from 'sharp';
import { sharpOptions } from './decode.ts';

/** Along each side. */
export const lookSide = 8;

/** Grey values between the darkest and the brightest part, of 255. */
const flat = 32;

/**
 * Of the displayed picture. Equal bytes give equal digits; a copy in another format or quality, or in another size, nearly equal ones.
 * @returns undefined for a flat picture, which looks like any other one, and for bytes that cannot be decoded, which whoever needs the pixels tells
 */
export async function lookOf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    // All pixels first: loaders of JPEG and WebP shrink while they decode, each in its own way, and PNG does not.
    const { data, info } = await sharp(bytes, { ...sharpOptions, failOn: 'error' })
      .autoOrient()
      .removeAlpha()
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const values = cellMeans(data, info);
    if (Math.min(info.width, info.height) < lookSide || Math.max(...values) - Math.min(...values) < flat) return undefined;
    return Buffer.from(values).toString('hex');
  } catch {
    return undefined;
  }
}

/** Mean of each of 8 x 8 cells, rounded. */
function cellMeans(data: Uint8Array, { width, height, channels }: Record<'width' | 'height' | 'channels', number>): Uint8Array {
  const sums = new Float64Array(lookSide * lookSide);
  const counts = new Float64Array(lookSide * lookSide);
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor((y * lookSide) / height) * lookSide;
    for (let x = 0; x < width; x++, at += channels) {
      const cell = row + Math.floor((x * lookSide) / width);
      (sums[cell] as number) += data[at] as number;
      (counts[cell] as number)++;
    }
  }
  return Uint8Array.from(sums, (sum, cell) => Math.round(sum / (counts[cell] as number)));
}
