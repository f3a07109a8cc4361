/**
 * Pillow's resize of 8-bit pictures, equal to it in every bit. The kernel is widened by the scale when shrinking
 * (antialiasing), weights are whole numbers of 2^-22, and the picture between the horizontal and the vertical pass is
 * rounded to 8 bits. Borders cut the kernel off and renormalise it.
 */

import { channelsOf, type Raster, type Size } from './raster.ts';
import { resampleColumns, resampleRows, type Weights } from './simd/resample.ts';

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
  const horizontal = (image: Raster): Raster => (needsAcross ? resampleRows(image, channels, width, across) : image);
  const vertical = (image: Raster): Raster => (needsDown ? resampleColumns(image, channels, height, down) : image);
  // Since version 12 Pillow shrinks very narrow pictures vertically first; it moves the rounding between the passes.
  const narrow = source.height > source.width * 100 && height < source.height;
  return narrow ? horizontal(vertical(source)) : vertical(horizontal(source));
}

function weightsOf(size: number, extent: number, target: number, kernel: Kernel): Weights {
  const scale = extent / target;
  const widening = Math.max(scale, 1);
  const support = kernel.support * widening;
  // The kernels take four at a time.
  const taps = (Math.ceil(support) * 2 + 1 + 3) & ~3;
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
