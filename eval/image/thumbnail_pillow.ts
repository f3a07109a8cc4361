/** Pillow's `thumbnail`: shrinks a picture into a square of a given edge, keeping its proportions; never enlarges. */

import { channelsOf, type Raster, type Size } from './raster.ts';
import { resizePillow } from './resize_pillow.ts';

/** Pictures this many times larger than the thumbnail are averaged over whole blocks before the filter runs. */
const reducingGap = 2;

/**
 * Shrinks with Lanczos until the longer edge is `edge` pixels.
 * @returns the picture itself when it is small enough
 */
export function thumbnailPillow(source: Raster, edge: number): Raster {
  if (source.width <= edge && source.height <= edge) return source;
  const size = thumbnailSize(source, edge);
  const across = Math.max(1, Math.trunc(source.width / size.width / reducingGap));
  const down = Math.max(1, Math.trunc(source.height / size.height / reducingGap));
  if (across === 1 && down === 1) return resizePillow(source, { ...size, filter: 'lanczos' });
  // The last block may be incomplete: the filter still sees the picture end where it really ends.
  const extent = { width: source.width / across, height: source.height / down };
  return resizePillow(reduce(source, across, down), { ...size, filter: 'lanczos', extent });
}

/**
 * The longer side becomes `edge`, the shorter the whole number whose proportions come nearest.
 * @example thumbnailSize({ width: 1601, height: 1000 }, 1600) // 1600 x 999
 */
export function thumbnailSize({ width, height }: Size, edge: number): Size {
  const aspect = width / height;
  if (aspect <= 1) return { width: nearestOf(edge * aspect, (n) => Math.abs(aspect - n / edge)), height: edge };
  return { width: edge, height: nearestOf(edge / aspect, (n) => (n === 0 ? 0 : Math.abs(aspect - edge / n))) };
}

function nearestOf(value: number, error: (n: number) => number): number {
  const [low, high] = [Math.floor(value), Math.ceil(value)];
  return Math.max(error(low) <= error(high) ? low : high, 1);
}

/** Mean over blocks of across x down pixels, in units of 2^-24; blocks at the right and lower border may be smaller. */
function reduce(source: Raster, across: number, down: number): Raster {
  const channels = channelsOf(source);
  const width = Math.ceil(source.width / across);
  const height = Math.ceil(source.height / down);
  const data = new Uint8Array(width * height * channels);
  let to = 0;
  for (let y = 0; y < height; y++) {
    const bottom = Math.min(source.height, (y + 1) * down);
    for (let x = 0; x < width; x++) {
      const right = Math.min(source.width, (x + 1) * across);
      const pixels = (right - x * across) * (bottom - y * down);
      const factor = Math.floor(2 ** 24 / pixels);
      for (let channel = 0; channel < channels; channel++) {
        let sum = pixels >> 1;
        for (let row = y * down; row < bottom; row++) {
          for (let column = x * across; column < right; column++) sum += source.data[(row * source.width + column) * channels + channel] as number;
        }
        data[to++] = Math.floor((sum * factor) / 2 ** 24);
      }
    }
  }
  return { width, height, data };
}
