/**
 * OpenCV's `resize` with INTER_LINEAR, equal to its own kernels in every bit: half-pixel centres, no antialiasing. (With
 * IPP, which OpenCV uses on some machines for float32, single values differ by one unit in the last place.)
 */

import type { Plane, Raster, Size, Window } from './raster.ts';
import { channelsOf, roundHalfEven, wholeOf } from './raster.ts';

/** For each target index: the two source indices and the weight of the second. */
interface Pairs {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly share: Float32Array;
}

/**
 * @param border what happens where one of the two lies outside: `columns` gives all weight to the other, `rows` keeps
 * the weights and repeats the outermost row, which rounds differently
 */
function pairsOf(size: number, target: number, border: 'columns' | 'rows'): Pairs {
  const scale = 1 / (target / size);
  const [first, second, share] = [new Int32Array(target), new Int32Array(target), new Float32Array(target)];
  for (let i = 0; i < target; i++) {
    const position = Math.fround((i + 0.5) * scale - 0.5);
    const below = Math.floor(position);
    const outside = below < 0 || below >= size - 1;
    first[i] = Math.min(Math.max(below, 0), size - 1);
    second[i] = Math.min(Math.max(below + 1, 0), size - 1);
    share[i] = outside && border === 'columns' ? 0 : position - below;
  }
  return { first, second, share };
}

/** Weights in units of 2^-11, rounded half to even; those of a pair need not add up to 2048. */
function fixedPoint({ share, ...indices }: Pairs) {
  return {
    ...indices,
    firstWeight: Int32Array.from(share, (s) => roundHalfEven(Math.fround(Math.fround(1 - s) * 2048))),
    secondWeight: Int32Array.from(share, (s) => roundHalfEven(s * 2048)),
  };
}
type FixedPairs = ReturnType<typeof fixedPoint>;

/** A resized copy of an 8-bit picture of 1 or 3 channels. */
export function resizeLinear(source: Raster, { width, height }: Size): Raster {
  const channels = channelsOf(source);
  if (width === source.width && height === source.height) return { width, height, data: source.data.slice() };
  const columns = fixedPoint(pairsOf(source.width, width, 'columns'));
  const rows = fixedPoint(pairsOf(source.height, height, 'rows'));
  const stride = width * channels;
  const data = new Uint8Array(stride * height);
  const stretched = new RowPair(
    () => new Int32Array(stride),
    (row, into) => (channels === 1 ? stretchGrey : stretchColour)(source.data, row * source.width * channels, columns, into),
  );
  for (let y = 0; y < height; y++) {
    stretched.move(rows.first[y] as number, rows.second[y] as number);
    mixFixed(stretched.upper, rows.firstWeight[y] as number, stretched.lower, rows.secondWeight[y] as number, data, y * stride);
  }
  return { width, height, data };
}

/** Which part of a whole a plane holds: its upper left corner and the size of the whole. */
export interface Part {
  readonly x0: number;
  readonly y0: number;
  readonly whole: Size;
}

/**
 * A part of a resized plane: what lies in `window` of the plane enlarged or shrunk to `size`. float32 throughout.
 * @param part says that the source is a part only; it must hold what `neededPart` says
 * @returns a plane of the window's size
 */
export function resizePlane(source: Plane, size: Size, window = wholeOf(size), part: Part = { x0: 0, y0: 0, whole: source }): Plane {
  const columns = within(pairsOf(part.whole.width, size.width, 'columns'), window.x0, window.x1, part.x0);
  const rows = within(pairsOf(part.whole.height, size.height, 'rows'), window.y0, window.y1, part.y0);
  const width = columns.share.length;
  const height = rows.share.length;
  const data = new Float32Array(width * height);
  const stretched = new RowPair(
    () => new Float32Array(width),
    (row, into) => stretchReal(source.data, row * source.width, columns, into),
  );
  for (let y = 0; y < height; y++) {
    stretched.move(rows.first[y] as number, rows.second[y] as number);
    mixReal(stretched.upper, stretched.lower, rows.share[y] as number, data, y * width);
  }
  return { width, height, data };
}

/** The pixels of a plane that a window of the plane resized to `size` is made of. */
export function neededPart(whole: Size, size: Size, window: Window): Window {
  const columns = within(pairsOf(whole.width, size.width, 'columns'), window.x0, window.x1, 0);
  const rows = within(pairsOf(whole.height, size.height, 'rows'), window.y0, window.y1, 0);
  return { x0: columns.first[0] ?? 0, y0: rows.first[0] ?? 0, x1: (columns.second.at(-1) ?? -1) + 1, y1: (rows.second.at(-1) ?? -1) + 1 };
}

/** Pairs of the targets from <= i < to, source indices counted from `origin`. */
function within({ first, second, share }: Pairs, from: number, to: number, origin: number): Pairs {
  const shift = (indices: Int32Array): Int32Array => indices.slice(from, to).map((i) => i - origin);
  return { first: shift(first), second: shift(second), share: share.slice(from, to) };
}

/** Two horizontally stretched source rows; going down, the lower one becomes the upper one without new work. */
class RowPair<T> {
  upper: T;
  lower: T;
  #upperRow = -1;
  #lowerRow = -1;
  readonly #stretch: (row: number, into: T) => void;

  constructor(allocate: () => T, stretch: (row: number, into: T) => void) {
    this.upper = allocate();
    this.lower = allocate();
    this.#stretch = stretch;
  }

  move(upperRow: number, lowerRow: number): void {
    if (upperRow === this.#lowerRow) {
      [this.upper, this.lower] = [this.lower, this.upper];
      [this.#upperRow, this.#lowerRow] = [this.#lowerRow, this.#upperRow];
    }
    if (upperRow !== this.#upperRow) this.#stretch(upperRow, this.upper);
    if (lowerRow !== this.#lowerRow) this.#stretch(lowerRow, this.lower);
    [this.#upperRow, this.#lowerRow] = [upperRow, lowerRow];
  }
}

function stretchGrey(data: Uint8Array, start: number, { first, second, firstWeight, secondWeight }: FixedPairs, into: Int32Array): void {
  for (let x = 0; x < into.length; x++) {
    into[x] =
      Math.imul(data[start + (first[x] as number)] as number, firstWeight[x] as number) +
      Math.imul(data[start + (second[x] as number)] as number, secondWeight[x] as number);
  }
}

function stretchColour(data: Uint8Array, start: number, { first, second, firstWeight, secondWeight }: FixedPairs, into: Int32Array): void {
  for (let x = 0, to = 0; to < into.length; x++, to += 3) {
    const left = start + 3 * (first[x] as number);
    const right = start + 3 * (second[x] as number);
    const leftWeight = firstWeight[x] as number;
    const rightWeight = secondWeight[x] as number;
    into[to] = Math.imul(data[left] as number, leftWeight) + Math.imul(data[right] as number, rightWeight);
    into[to + 1] = Math.imul(data[left + 1] as number, leftWeight) + Math.imul(data[right + 1] as number, rightWeight);
    into[to + 2] = Math.imul(data[left + 2] as number, leftWeight) + Math.imul(data[right + 2] as number, rightWeight);
  }
}

function mixFixed(upper: Int32Array, upperWeight: number, lower: Int32Array, lowerWeight: number, into: Uint8Array, at: number): void {
  for (let i = 0; i < upper.length; i++) {
    into[at + i] = ((Math.imul(upperWeight, (upper[i] as number) >> 4) >> 16) + (Math.imul(lowerWeight, (lower[i] as number) >> 4) >> 16) + 2) >> 2;
  }
}

function stretchReal(data: Float32Array, start: number, { first, second, share }: Pairs, into: Float32Array): void {
  const round = Math.fround;
  for (let x = 0; x < into.length; x++) {
    const s = share[x] as number;
    into[x] = round((data[start + (first[x] as number)] as number) * round(1 - s)) + round((data[start + (second[x] as number)] as number) * s);
  }
}

function mixReal(upper: Float32Array, lower: Float32Array, share: number, into: Float32Array, at: number): void {
  const round = Math.fround;
  const rest = round(1 - share);
  for (let i = 0; i < upper.length; i++) into[at + i] = round((upper[i] as number) * rest) + round((lower[i] as number) * share);
}
