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
    const picture = sharp(bytes, { ...sharpOptions, failOn: 'error' })
      .autoOrient()
      .removeAlpha()
      .greyscale();
    const grid = await picture.resize(lookSide, lookSide, { fit: 'fill', kernel: 'cubic' }).raw().toBuffer({ resolveWithObject: true });
    const values = grid.data.filter((_, i) => i % grid.info.channels === 0);
    if (values.length !== lookSide * lookSide || Math.max(...values) - Math.min(...values) < flat) return undefined;
    return Buffer.from(values).toString('hex');
  } catch {
    return undefined;
  }
}
