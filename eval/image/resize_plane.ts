/**
 * OpenCV's `resize` of float32 planes with INTER_LINEAR, equal to its own kernels in every bit. (With IPP, which OpenCV
 * uses on some machines, single values differ by one unit in the last place.)
 */
import { type Pairs, pairsOf } from './linear.ts';
import { type GreyImage, type Plane, type Size, type Window, wholeOf } from './raster.ts';
import { kernels, places, put, putOffsets } from './simd/kernels.ts';

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
export function resizePlane(source: Plane, size: Size, window = wholeOf(size), part = partOf(source)): Plane {
  const into = new Float32Array(sizeOf(window));
  resample(source, size, window, part, kernels.mixPlane, new Uint8Array(into.buffer));
  return { ...extentOf(window), data: into };
}

/** Where `resizePlane` gives a value greater than 0: 1 there, else 0. */
export function positiveOf(source: Plane, size: Size, window = wholeOf(size), part = partOf(source)): GreyImage {
  const into = new Uint8Array(sizeOf(window));
  resample(source, size, window, part, kernels.signsPlane, into);
  return { ...extentOf(window), data: into };
}

/** The pixels of a plane that a window of the plane resized to `size` is made of. */
export function neededPart(whole: Size, size: Size, window: Window): Window {
  const [x0, x1] = neededRange(whole.width, size.width, window.x0, window.x1);
  const [y0, y1] = neededRange(whole.height, size.height, window.y0, window.y1);
  return { x0, y0, x1, y1 };
}

function neededRange(size: number, target: number, from: number, to: number): [from: number, to: number] {
  if (from >= to) return [0, 0];
  const pairAt = (i: number): Pairs => pairsOf(size, target, 'columns', { from: i, to: i + 1, origin: 0 });
  return [pairAt(from).first[0] as number, (pairAt(to - 1).second[0] as number) + 1];
}

function extentOf({ x0, y0, x1, y1 }: Window): Size {
  return { width: x1 - x0, height: y1 - y0 };
}

function sizeOf(window: Window): number {
  const { width, height } = extentOf(window);
  return width * height;
}

function partOf(whole: Size): Part {
  return { x0: 0, y0: 0, whole };
}

/** The rows that the window's rows lie between are stretched to its width, then mixed in pairs by one of two kernels. */
function resample(source: Plane, size: Size, window: Window, part: Part, mix: typeof kernels.mixPlane, into: Uint8Array): void {
  const { width, height } = extentOf(window);
  if (width <= 0 || height <= 0) return;
  const columns = pairsOf(part.whole.width, size.width, 'columns', { from: window.x0, to: window.x1, origin: part.x0 });
  const { y0, y1 } = neededPart(part.whole, size, window);
  const rows = pairsOf(part.whole.height, size.height, 'rows', { from: window.y0, to: window.y1, origin: y0 });
  const needed = source.data.subarray((y0 - part.y0) * source.width, (y1 - part.y0) * source.width);
  const [table, line, stride] = [4 * width, 4 * source.width, into.length / height];
  const [from = 0, first = 0, second = 0, share = 0, stretched = 0, out = 0] = places(
    needed.byteLength,
    table,
    table,
    table,
    table * (y1 - y0),
    table,
  );
  put(needed, from);
  putOffsets(columns.first, 4, first);
  putOffsets(columns.second, 4, second);
  put(columns.share, share);
  for (let y = 0; y < y1 - y0; y++) kernels.stretchPlane(from + y * line, first, second, share, width, stretched + y * table);
  const made = new Uint8Array(kernels.memory.buffer, out, stride);
  for (let y = 0; y < height; y++) {
    mix(stretched + (rows.first[y] as number) * table, stretched + (rows.second[y] as number) * table, rows.share[y] as number, width, out);
    into.set(made, y * stride);
  }
}
