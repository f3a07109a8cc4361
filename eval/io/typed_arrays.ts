const kinds = [Uint8Array, Uint16Array, Int32Array, Float64Array] as const;
type Kind = Uint8Array | Uint16Array | Int32Array | Float64Array;

/** The same numbers in a longer list; behind them are zeros. */
export function longer<T extends Kind | Uint32Array>(values: T, length: number): T {
  const all = new (values.constructor as new (length: number) => T)(length);
  all.set(values);
  return all;
}

/** 0, 1, 2 and so on. */
export function positions(count: number): Uint32Array<ArrayBuffer> {
  const all = new Uint32Array(count);
  for (let i = 0; i < count; i++) all[i] = i;
  return all;
}

/** Numbers by position, 0 where none was set: each in as few bytes as the one that needs most, where an array takes eight and what it grew out of as many. */
export class Numbers {
  #values: Kind;

  /** @param expected how many there will be, more or less */
  constructor(expected = 1000) {
    this.#values = new Uint8Array(expected);
  }

  set(position: number, value: number): void {
    if (position >= this.#values.length) this.#values = longer(this.#values, 2 * position + 10);
    this.#values[position] = value;
    // What does not come back as it was has no place in numbers of this kind.
    while (this.#values[position] !== value) {
      const wider = kinds[kinds.findIndex((kind) => this.#values instanceof kind) + 1];
      if (wider === undefined) throw new Error(`${value} is no number to be kept`);
      this.#values = new wider(this.#values);
      this.#values[position] = value;
    }
  }

  at(position: number): number {
    return this.#values[position] ?? 0;
  }

  /** As many as were expected, or more. They are the numbers until one of another kind is set. */
  get values(): ArrayLike<number> {
    return this.#values;
  }

  /** @param order by position: where the number stands now */
  inOrder(order: ArrayLike<number>): Numbers {
    const moved = new Numbers(order.length);
    for (let i = 0; i < order.length; i++) moved.set(i, this.at(order[i] as number));
    return moved;
  }
}

/**
 * Room for numbers that are needed for a moment, again and again: new lists of them would stay in memory until the garbage is collected. It has
 * one user at a time, and holds what the last one left.
 */
export class Scratch<T extends Kind | Uint32Array> {
  readonly #kind: new (
    length: number,
  ) => T;
  #values: T;

  constructor(kind: new (length: number) => T) {
    this.#kind = kind;
    this.#values = new kind(0);
  }

  of(count: number): T {
    if (this.#values.length < count) this.#values = new this.#kind(count);
    return this.#values.subarray(0, count) as T;
  }
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
