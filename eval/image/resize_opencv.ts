/** OpenCV's `resize` of 8-bit pictures with INTER_LINEAR, equal to its own kernels in every bit. */
import { type Pairs, pairsOf } from './linear.ts';
import { type RgbImage, roundHalfEven, type Size } from './raster.ts';
import { kernels, places, put, putOffsets } from './simd/kernels.ts';

/** A resized copy of a picture. */
export function resizeLinear(source: RgbImage, { width, height }: Size): RgbImage {
  if (width === source.width && height === source.height) return { width, height, data: source.data.slice() };
  const columns = pairsOf(source.width, width, 'columns');
  const { needed, pairs } = compacted(pairsOf(source.height, height, 'rows'), source.height);
  return { width, height, data: resampled(source, { width, height }, needed, columns, pairs) };
}

/** The source rows that pairs name, and the pairs by place among these: a picture that shrinks much needs few of its rows. */
function compacted({ first, second, share }: Pairs, size: number): { needed: number[]; pairs: Pairs } {
  const needed: number[] = [];
  const locationOf = new Int32Array(size).fill(-1);
  const placed = (row: number): number => {
    if (locationOf[row] === -1) locationOf[row] = needed.push(row) - 1;
    return locationOf[row] as number;
  };
  return { pairs: { first: first.map(placed), second: second.map(placed), share }, needed };
}

/** A neighbour's weight in units of 2^-11, rounded half to even; a pair's need not add up to 2048. */
function weightOf(share: number): number {
  return roundHalfEven(share * 2048);
}

function weightOfOther(share: number): number {
  return weightOf(Math.fround(1 - share));
}

/** The needed rows stretched to the target's width in one pass of kernels.wat, and mixed in pairs in another. */
function resampled({ width: fromWidth, data }: RgbImage, { width, height }: Size, needed: readonly number[], across: Pairs, down: Pairs): Uint8Array {
  const [from, to, table] = [3 * fromWidth, 3 * width, 4 * width];
  const [row = 0, first = 0, weights = 0, stretched = 0, out = 0] = places(from, table, table, 2 * to * needed.length, to);
  // The second neighbour is the next pixel, or has no weight.
  putOffsets(across.first, 3, first);
  put(
    Int32Array.from(across.share, (s) => weightOfOther(s) | (weightOf(s) << 16)),
    weights,
  );
  const bytes = new Uint8Array(kernels.memory.buffer);
  needed.forEach((y, location) => {
    bytes.set(data.subarray(y * from, (y + 1) * from), row);
    kernels.stretch(row, first, weights, width, stretched + location * 2 * to);
  });
  const target = new Uint8Array(to * height);
  for (let y = 0; y < height; y++) {
    const [upper, lower, share] = [down.first[y] as number, down.second[y] as number, down.share[y] as number];
    kernels.mix(stretched + upper * 2 * to, stretched + lower * 2 * to, weightOfOther(share), weightOf(share), to, out);
    target.set(bytes.subarray(out, out + to), y * to);
  }
  return target;
}
