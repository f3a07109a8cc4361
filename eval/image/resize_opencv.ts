/** OpenCV's `resize` of 8-bit pictures with INTER_LINEAR, equal to its own kernels in every bit. */
import type { Pairs } from './linear.ts';
import { pairsOf } from './linear.ts';
import type { RgbImage, Size } from './raster.ts';
import { roundHalfEven } from './raster.ts';
import { kernels, places, put } from './simd/kernels.ts';

/** A resized copy of a picture. */
export function resizeLinear(source: RgbImage, { width, height }: Size): RgbImage {
  if (width === source.width && height === source.height) return { width, height, data: source.data.slice() };
  const columns = fixedPoint(pairsOf(source.width, width, 'columns'), 3);
  const { needed, pairs } = compacted(pairsOf(source.height, height, 'rows'), source.height);
  return { width, height, data: resampled(source, { width, height }, needed, columns, fixedPoint(pairs, 3 * width)) };
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

/** The needed rows stretched to the target's width in one pass of kernels.wat, and mixed in pairs in another. */
function resampled(
  { width: fromWidth, data }: RgbImage,
  { width, height }: Size,
  needed: readonly number[],
  across: FixedPairs,
  down: FixedPairs,
): Uint8Array {
  const [from, to] = [3 * fromWidth, 3 * width];
  const table = across.first.byteLength;
  const [row = 0, first = 0, second = 0, firstWeight = 0, secondWeight = 0, stretched = 0, out = 0] = places(
    from,
    table,
    table,
    table,
    table,
    2 * to * needed.length,
    to,
  );
  put(across.first, first);
  put(across.second, second);
  put(across.firstWeight, firstWeight);
  put(across.secondWeight, secondWeight);
  const bytes = new Uint8Array(kernels.memory.buffer);
  needed.forEach((y, place) => {
    bytes.set(data.subarray(y * from, (y + 1) * from), row);
    kernels.stretch(row, first, second, firstWeight, secondWeight, width, stretched + place * 2 * to);
  });
  const target = new Uint8Array(to * height);
  for (let y = 0; y < height; y++) {
    const [upper, lower] = [stretched + 2 * (down.first[y] as number), stretched + 2 * (down.second[y] as number)];
    kernels.mix(upper, lower, down.firstWeight[y] as number, down.secondWeight[y] as number, to, out);
    target.set(bytes.subarray(out, out + to), y * to);
  }
  return target;
}
