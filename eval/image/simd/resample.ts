/** Pillow's two passes with the loops of kernels.wat. Only a part of the picture is in WebAssembly's memory at a time. */
import type { Raster } from '../raster.ts';
import { kernels, places, put, putOffsets } from './kernels.ts';

/** For each target index: the first source index, and `taps` weights in units of 2^-22, of which the last ones may be 0. */
export interface Weights {
  readonly taps: number;
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly weight: Int32Array;
}

/** Of source rows that are in memory together in the vertical pass, if one row is not more. */
const bandBytes = 2 ** 22;

/** Each row stretched or shrunk to `width` pixels. */
export function resampleRows({ width: fromWidth, height, data }: Raster, channels: 1 | 3, width: number, weights: Weights): Raster {
  const { taps, first, weight } = weights;
  const [from, to] = [fromWidth * channels, width * channels];
  // Taps of weight 0 reach beyond the row, by less than the weights that follow it take.
  const [row = 0, firsts = 0, factors = 0, out = 0] = places(from, first.byteLength, weight.byteLength, to);
  const bytes = new Uint8Array(kernels.memory.buffer);
  putOffsets(first, channels, firsts);
  put(weight, factors);
  const across = channels === 1 ? kernels.acrossGrey : kernels.acrossColour;
  const target = new Uint8Array(to * height);
  for (let y = 0; y < height; y++) {
    bytes.set(data.subarray(y * from, (y + 1) * from), row);
    across(row, firsts, factors, taps, width, out);
    target.set(bytes.subarray(out, out + to), y * to);
  }
  return { width, height, data: target };
}

/** Each column stretched or shrunk to `height` pixels. */
export function resampleColumns({ width, data }: Raster, channels: 1 | 3, height: number, { taps, first, count, weight }: Weights): Raster {
  const stride = width * channels;
  const bandRows = Math.min(Math.max(taps, Math.floor(bandBytes / stride)), data.length / stride);
  const [band = 0, factors = 0, out = 0] = places(bandRows * stride, weight.byteLength, stride);
  const bytes = new Uint8Array(kernels.memory.buffer);
  put(weight, factors);
  const target = new Uint8Array(stride * height);
  let top = 0;
  let bottom = 0;
  for (let y = 0; y < height; y++) {
    const [begin, end] = [first[y] as number, (first[y] as number) + (count[y] as number)];
    if (end > bottom) {
      [top, bottom] = [begin, begin + bandRows];
      bytes.set(data.subarray(top * stride, bottom * stride), band);
    }
    kernels.down(band + (begin - top) * stride, stride, factors + 4 * y * taps, end - begin, out);
    target.set(bytes.subarray(out, out + stride), y * stride);
  }
  return { width, height, data: target };
}
