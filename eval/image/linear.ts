/** What OpenCV's bilinear resizes have in common: half-pixel centres, two neighbours for each target, no antialiasing. */

/** For each target index: the two source indices and the weight of the second. */
export interface Pairs {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly share: Float32Array;
}

/** Target indices from <= i < to; source indices are counted from `origin`. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly origin: number;
}

/**
 * @param size source pixels
 * @param target pixels that they become
 * @param border what happens where one of the two lies outside: `columns` gives all weight to the other, `rows` keeps
 * the weights and repeats the outermost row, which rounds differently
 */
export function pairsOf(size: number, target: number, border: 'columns' | 'rows', range: Range = { from: 0, to: target, origin: 0 }): Pairs {
  const { from, to, origin } = range;
  const scale = 1 / (target / size);
  const last = size - 1;
  const length = Math.max(to - from, 0);
  const [first, second, share] = [new Int32Array(length), new Int32Array(length), new Float32Array(length)];
  for (let i = 0; i < length; i++) {
    const position = Math.fround((from + i + 0.5) * scale - 0.5);
    const below = Math.floor(position);
    const outside = below < 0 || below >= last;
    first[i] = Math.min(Math.max(below, 0), last) - origin;
    second[i] = Math.min(Math.max(below + 1, 0), last) - origin;
    share[i] = outside && border === 'columns' ? 0 : position - below;
  }
  return { first, second, share };
}
