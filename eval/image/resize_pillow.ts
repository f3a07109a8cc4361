/**
 * Pillow's resize of 8-bit pictures, equal to it in every bit. The kernel is widened by the scale when shrinking
 * (antialiasing), weights are whole numbers of 2^-22, and the picture between the horizontal and the vertical pass is
 * rounded to 8 bits. Borders cut the kernel off and renormalise it.
 */

import type { Raster, Size } from './raster.ts';
import { channelsOf } from './raster.ts';

/** A filter kernel: its value at a distance of x source pixels, zero from `support` on. */
interface Kernel {
  readonly support: number;
  at(x: number): number;
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI));

const kernels = {
  bilinear: { support: 1, at: (x) => Math.max(0, 1 - Math.abs(x)) },
  /** Keys' cubic convolution with a = -1/2. */
  bicubic: {
    support: 2,
    at: (x) => {
      const d = Math.abs(x);
      if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
      return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
    },
  },
  lanczos: { support: 3, at: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
} satisfies Record<string, Kernel>;

export type PillowFilter = keyof typeof kernels;

export interface PillowResize extends Size {
  readonly filter: PillowFilter;
  /** Extent of the source that is used, from the upper left corner, in source pixels; may end inside a pixel. Default: all. */
  readonly extent?: Size;
}

/** Fraction bits of weights: 32, less 8 for the values and 2 for sums that overshoot. */
const precision = 22;

/** For each target index: the first source index, how many follow, and their weights (`taps` places each). */
interface Weights {
  readonly taps: number;
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly weight: Int32Array;
}

/** A resized copy. 1 or 3 channels, each on its own. */
export function resizePillow(source: Raster, { width, height, filter, extent = source }: PillowResize): Raster {
  const channels = channelsOf(source);
  if (width === source.width && height === source.height && extent.width === width && extent.height === height) {
    return { width, height, data: source.data.slice() };
  }
  const across = weightsOf(source.width, extent.width, width, kernels[filter]);
  const down = weightsOf(source.height, extent.height, height, kernels[filter]);
  const needsAcross = width !== source.width || extent.width !== source.width;
  const needsDown = height !== source.height || extent.height !== source.height;
  const horizontal = (image: Raster): Raster => (needsAcross ? resizeRows(image, channels, width, across) : image);
  const vertical = (image: Raster): Raster => (needsDown ? resizeColumns(image, channels, height, down) : image);
  // Since version 12 Pillow shrinks very narrow pictures vertically first; it moves the rounding between the passes.
  const narrow = source.height > source.width * 100 && height < source.height;
  return narrow ? horizontal(vertical(source)) : vertical(horizontal(source));
}

function weightsOf(size: number, extent: number, target: number, kernel: Kernel): Weights {
  const scale = extent / target;
  const widening = Math.max(scale, 1);
  const support = kernel.support * widening;
  const taps = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(target);
  const count = new Int32Array(target);
  const weight = new Int32Array(target * taps);
  const real = new Float64Array(taps);
  for (let i = 0; i < target; i++) {
    const center = (i + 0.5) * scale;
    const low = Math.max(0, Math.trunc(center - support + 0.5));
    const n = Math.min(size, Math.trunc(center + support + 0.5)) - low;
    let sum = 0;
    for (let k = 0; k < n; k++) {
      real[k] = kernel.at((k + low - center + 0.5) * (1 / widening));
      sum += real[k] as number;
    }
    for (let k = 0; k < n; k++) {
      const share = sum === 0 ? (real[k] as number) : (real[k] as number) / sum;
      weight[i * taps + k] = Math.trunc(share * 2 ** precision + (share < 0 ? -0.5 : 0.5));
    }
    first[i] = low;
    count[i] = n;
  }
  return { taps, first, count, weight };
}

const half = 1 << (precision - 1);

function clip(sum: number): number {
  return Math.min(Math.max(sum >> precision, 0), 255);
}

// The loops below take all they touch as arguments or constants and keep sums in 32 bits: that is what compiles well.

function resizeRows({ width: fromWidth, height, data }: Raster, channels: 1 | 3, width: number, weights: Weights): Raster {
  const { taps, first, count, weight } = weights;
  const target = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    const row = y * fromWidth * channels;
    let to = y * width * channels;
    for (let x = 0; x < width; x++) {
      const start = x * taps;
      const end = start + (count[x] as number);
      let from = row + (first[x] as number) * channels;
      if (channels === 1) {
        let sum = half;
        for (let k = start; k < end; k++) sum = (sum + Math.imul(data[from++] as number, weight[k] as number)) | 0;
        target[to] = clip(sum);
      } else {
        let red = half;
        let green = half;
        let blue = half;
        for (let k = start; k < end; k++) {
          const w = weight[k] as number;
          red = (red + Math.imul(data[from] as number, w)) | 0;
          green = (green + Math.imul(data[from + 1] as number, w)) | 0;
          blue = (blue + Math.imul(data[from + 2] as number, w)) | 0;
          from = (from + 3) | 0;
        }
        target[to] = clip(red);
        target[to + 1] = clip(green);
        target[to + 2] = clip(blue);
      }
      to += channels;
    }
  }
  return { width, height, data: target };
}

function resizeColumns({ width, data }: Raster, channels: 1 | 3, height: number, { taps, first, count, weight }: Weights): Raster {
  const stride = width * channels;
  const threes = stride - (stride % 3);
  const target = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const start = y * taps;
    const end = start + (count[y] as number);
    const top = (first[y] as number) * stride;
    const to = y * stride;
    for (let x = 0; x < threes; x += 3) {
      let left = half;
      let middle = half;
      let right = half;
      let from = top + x;
      for (let k = start; k < end; k++) {
        const w = weight[k] as number;
        left = (left + Math.imul(data[from] as number, w)) | 0;
        middle = (middle + Math.imul(data[from + 1] as number, w)) | 0;
        right = (right + Math.imul(data[from + 2] as number, w)) | 0;
        from = (from + stride) | 0;
      }
      target[to + x] = clip(left);
      target[to + x + 1] = clip(middle);
      target[to + x + 2] = clip(right);
    }
    for (let x = threes; x < stride; x++) {
      let sum = half;
      for (let k = start, from = top + x; k < end; k++, from += stride) sum = (sum + Math.imul(data[from] as number, weight[k] as number)) | 0;
      target[to + x] = clip(sum);
    }
  }
  return { width, height, data: target };
}
