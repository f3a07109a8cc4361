/**
 * OpenCV's `resize` of float32 planes with INTER_LINEAR, equal to its own kernels in every bit. (With IPP, which OpenCV
 * uses on some machines, single values differ by one unit in the last place.)
 */
import type { Pairs } from './linear.ts';
import { pairsOf } from './linear.ts';
import type { GreyImage, Plane, Size, Window } from './raster.ts';
import { wholeOf } from './raster.ts';

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
  const { stretched, rows } = stretchedRows(source, size, window, part);
  return { ...extentOf(window), data: mix(stretched, rows) };
}

/** Where `resizePlane` gives a value greater than 0: 1 there, else 0. */
export function positiveOf(source: Plane, size: Size, window = wholeOf(size), part: Part = { x0: 0, y0: 0, whole: source }): GreyImage {
  const { stretched, rows } = stretchedRows(source, size, window, part);
  return { ...extentOf(window), data: signs(stretched, rows) };
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

/** The source rows that the window's rows lie between, stretched to its width, and the pairs of them that are to be mixed. */
function stretchedRows(source: Plane, size: Size, window: Window, part: Part): { stretched: Plane; rows: Pairs } {
  const columns = pairsOf(part.whole.width, size.width, 'columns', { from: window.x0, to: window.x1, origin: part.x0 });
  const { y0, y1 } = neededPart(part.whole, size, window);
  const rows = pairsOf(part.whole.height, size.height, 'rows', { from: window.y0, to: window.y1, origin: y0 });
  const data = stretch(source, y0 - part.y0, y1 - part.y0, columns);
  return { stretched: { width: columns.share.length, height: y1 - y0, data }, rows };
}

// Each loop below goes over a whole plane and calls nothing: V8 compiles it well on its own, and badly inside of a
// function that calls it for every row.

function stretch({ width, data }: Plane, firstRow: number, endRow: number, { first, second, share }: Pairs): Float32Array {
  const round = Math.fround;
  const into = new Float32Array((endRow - firstRow) * share.length);
  let to = 0;
  for (let row = firstRow; row < endRow; row++) {
    const start = row * width;
    for (let x = 0; x < share.length; x++) {
      const s = share[x] as number;
      const left = round((data[start + (first[x] as number)] as number) * round(1 - s));
      into[to++] = left + round((data[start + (second[x] as number)] as number) * s);
    }
  }
  return into;
}

function mix({ width, data }: Plane, { first, second, share }: Pairs): Float32Array {
  const round = Math.fround;
  const into = new Float32Array(share.length * width);
  let to = 0;
  for (let y = 0; y < share.length; y++) {
    let upper = (first[y] as number) * width;
    let lower = (second[y] as number) * width;
    const s = share[y] as number;
    const rest = round(1 - s);
    for (const end = to + width; to < end; to++) into[to] = round((data[upper++] as number) * rest) + round((data[lower++] as number) * s);
  }
  return into;
}

/** Where both neighbours are of one sign, so is what lies between: only along outlines is there anything to calculate. */
function signs({ width, data }: Plane, { first, second, share }: Pairs): Uint8Array {
  const round = Math.fround;
  const into = new Uint8Array(share.length * width);
  let to = 0;
  for (let y = 0; y < share.length; y++) {
    let upper = (first[y] as number) * width;
    let lower = (second[y] as number) * width;
    const s = share[y] as number;
    const rest = round(1 - s);
    for (const end = to + width; to < end; to++) {
      const above = data[upper++] as number;
      const below = data[lower++] as number;
      if (above > 0 === below > 0 ? above > 0 : round(above * rest) + round(below * s) > 0) into[to] = 1;
    }
  }
  return into;
}
