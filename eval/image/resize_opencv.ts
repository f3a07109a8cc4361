/** OpenCV's `resize` of 8-bit pictures with INTER_LINEAR, equal to its own kernels in every bit. */
import type { Pairs } from './linear.ts';
import { pairsOf } from './linear.ts';
import type { Raster, Size } from './raster.ts';
import { channelsOf, roundHalfEven } from './raster.ts';

/** A resized copy of a picture of 1 or 3 channels. */
export function resizeLinear(source: Raster, { width, height }: Size): Raster {
  const channels = channelsOf(source);
  if (width === source.width && height === source.height) return { width, height, data: source.data.slice() };
  const columns = fixedPoint(pairsOf(source.width, width, 'columns'), channels);
  const { needed, pairs } = compacted(pairsOf(source.height, height, 'rows'), source.height);
  const stretched = (channels === 1 ? stretchGrey : stretchColour)(source.data, source.width * channels, needed, columns);
  return { width, height, data: mix(stretched, width * channels, fixedPoint(pairs, width * channels)) };
}

/** The source rows that pairs name, and the pairs by place among these: a picture that shrinks much needs few of its rows. */
function compacted({ first, second, share }: Pairs, size: number): { needed: number[]; pairs: Pairs } {
  const needed: number[] = [];
  const placeOf = new Int32Array(size).fill(-1);
  const placed = (row: number): number => {
    if (placeOf[row] === -1) placeOf[row] = needed.push(row) - 1;
    return placeOf[row] as number;
  };
  return { pairs: { first: first.map(placed), second: second.map(placed), share }, needed };
}

/** Where the two neighbours are, and their weights in units of 2^-11, rounded half to even; a pair's need not add up to 2048. */
interface FixedPairs {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly firstWeight: Int32Array;
  readonly secondWeight: Int32Array;
}

/** @param step from one index to the next, in places */
function fixedPoint({ first, second, share }: Pairs, step: number): FixedPairs {
  return {
    first: first.map((index) => index * step),
    second: second.map((index) => index * step),
    firstWeight: Int32Array.from(share, (s) => roundHalfEven(Math.fround(Math.fround(1 - s) * 2048))),
    secondWeight: Int32Array.from(share, (s) => roundHalfEven(s * 2048)),
  };
}

// Each loop below goes over a whole picture and calls nothing: V8 compiles it well on its own, and badly inside of a
// function that calls it for every row. OpenCV drops the last 4 bits of stretched sums when it mixes rows; here that is
// done once, not at every use, and leaves 15 bits.

function stretchGrey(data: Uint8Array, stride: number, rows: readonly number[], columns: FixedPairs): Uint16Array {
  const { first, second, firstWeight, secondWeight } = columns;
  const into = new Uint16Array(rows.length * first.length);
  let to = 0;
  for (const row of rows) {
    const start = row * stride;
    for (let x = 0; x < first.length; x++) {
      const left = Math.imul(data[start + (first[x] as number)] as number, firstWeight[x] as number);
      into[to++] = (left + Math.imul(data[start + (second[x] as number)] as number, secondWeight[x] as number)) >> 4;
    }
  }
  return into;
}

function stretchColour(data: Uint8Array, stride: number, rows: readonly number[], columns: FixedPairs): Uint16Array {
  const { first, second, firstWeight, secondWeight } = columns;
  const into = new Uint16Array(rows.length * first.length * 3);
  let to = 0;
  for (const row of rows) {
    const start = row * stride;
    for (let x = 0; x < first.length; x++) {
      const left = (start + (first[x] as number)) | 0;
      const right = (start + (second[x] as number)) | 0;
      const leftWeight = firstWeight[x] as number;
      const rightWeight = secondWeight[x] as number;
      into[to] = (Math.imul(data[left] as number, leftWeight) + Math.imul(data[right] as number, rightWeight)) >> 4;
      into[to + 1] = (Math.imul(data[left + 1] as number, leftWeight) + Math.imul(data[right + 1] as number, rightWeight)) >> 4;
      into[to + 2] = (Math.imul(data[left + 2] as number, leftWeight) + Math.imul(data[right + 2] as number, rightWeight)) >> 4;
      to = (to + 3) | 0;
    }
  }
  return into;
}

/** Pairs of stretched rows to rows of the picture. */
function mix(stretched: Uint16Array, stride: number, { first, second, firstWeight, secondWeight }: FixedPairs): Uint8Array {
  const into = new Uint8Array(first.length * stride);
  let to = 0;
  for (let y = 0; y < first.length; y++) {
    let upper = first[y] as number;
    let lower = second[y] as number;
    const upperWeight = firstWeight[y] as number;
    const lowerWeight = secondWeight[y] as number;
    for (const end = to + stride; to < end; to++) {
      const above = Math.imul(upperWeight, stretched[upper++] as number) >> 16;
      into[to] = (above + (Math.imul(lowerWeight, stretched[lower++] as number) >> 16) + 2) >> 2;
    }
  }
  return into;
}
