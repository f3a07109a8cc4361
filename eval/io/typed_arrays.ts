/** The same numbers in a longer list; behind them are zeros. */
export function longer<T extends Float64Array | Int32Array | Uint32Array>(values: T, length: number): T {
  const all = new (values.constructor as new (length: number) => T)(length);
  all.set(values);
  return all;
}

/** Columns of a picture are short and many, so that a buffer for each would cost more than its numbers, and the garbage collector most: neighbours lie in one. */
const slabBytes = 1 << 18;
let slab = new ArrayBuffer(0);
let used = 0;

/** Bytes up to the next multiple of eight, where every kind of number may begin. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

/** Where there is room for so many bytes in `slab`, from a multiple of eight on. */
function room(bytes: number): number {
  const start = used;
  used += aligned(bytes);
  if (used <= slab.byteLength) return start;
  slab = new ArrayBuffer(Math.max(slabBytes, bytes));
  used = aligned(bytes);
  return 0;
}

/** Zeros, among others of the kind. */
export function newDoubles(count: number): Float64Array<ArrayBuffer> {
  const start = room(8 * count);
  return new Float64Array(slab, start, count);
}

/** Zeros, among others of the kind. */
export function newIndexes(count: number): Uint32Array<ArrayBuffer> {
  const start = room(4 * count);
  return new Uint32Array(slab, start, count);
}
