/** Orders of rows. All are stable: rows that are equal keep their order, which is what COCO's numbers depend on. */
import { positions } from '../../io/typed_arrays.ts';

/** From here on sorting by digits is faster than comparing. */
const manyRows = 4096;
/** Three digits of 11 bits hold 32 bits. */
const digitShifts = [0, 11, 22] as const;
const digitValues = 2 ** 11;

/** Rows that do not have a flag. */
export function rowsWithout(flags: Uint8Array): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(flags.length);
  let count = 0;
  for (let row = 0; row < flags.length; row++) if (flags[row] === 0) rows[count++] = row;
  return rows.subarray(0, count);
}

/** The value at each of the rows, in their order. */
export function gather<T extends Uint32Array | Int32Array | Float64Array>(values: T, rows: Uint32Array): T {
  const gathered = new (values.constructor as new (length: number) => T)(rows.length);
  for (let i = 0; i < rows.length; i++) gathered[i] = values[rows[i] as number] as number;
  return gathered;
}

/** Positions of the scores from the highest to the lowest; equal scores (0 and -0 are) keep their order. */
export function byFallingScore(scores: Float64Array): Uint32Array {
  const falling = (a: number, b: number): number => (scores[b] as number) - (scores[a] as number) || a - b;
  const order = positions(scores.length);
  if (scores.length < manyRows) return order.sort(falling);
  const sorted = sortByDigits(order, fallingKeys(scores));
  // Scores that share the key differ by less than a millionth of themselves, or not at all: mostly they are in order already.
  for (let first = 0; first < sorted.rows.length; ) {
    let end = first + 1;
    let isSorted = true;
    for (; end < sorted.rows.length && sorted.keys[end] === sorted.keys[first]; end++)
      if ((scores[sorted.rows[end] as number] as number) > (scores[sorted.rows[end - 1] as number] as number)) isSorted = false;
    if (!isSorted) sorted.rows.subarray(first, end).sort(falling);
    first = end;
  }
  return sorted.rows;
}

/**
 * The higher halves of the scores as whole numbers that rise where the scores fall. The bits of positive floating-point numbers rise
 * with them, those of negative ones fall.
 */
function fallingKeys(scores: Float64Array): Uint32Array<ArrayBuffer> {
  const keys = new Uint32Array(scores.length);
  const one = new Float64Array(1);
  const words = new Uint32Array(one.buffer);
  for (let i = 0; i < scores.length; i++) {
    // Of -0 this makes 0.
    one[0] = (scores[i] as number) + 0;
    const high = words[1] as number;
    keys[i] = high >>> 31 === 1 ? high : high ^ 0x7fffffff;
  }
  return keys;
}

interface Keyed {
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly keys: Uint32Array<ArrayBuffer>;
}

/** Rows by rising key: distributes by the lowest digit, then by the next one, to the highest. */
function sortByDigits(rows: Uint32Array<ArrayBuffer>, keys: Uint32Array<ArrayBuffer>): Keyed {
  let [from, to]: Keyed[] = [
    { rows, keys },
    { rows: new Uint32Array(rows.length), keys: new Uint32Array(rows.length) },
  ] as [Keyed, Keyed];
  for (const shift of digitShifts) {
    distribute(from as Keyed, to as Keyed, shift);
    [from, to] = [to, from];
  }
  return from as Keyed;
}

function distribute(from: Keyed, to: Keyed, shift: number): void {
  const next = new Uint32Array(digitValues + 1);
  for (let i = 0; i < from.keys.length; i++) (next[(((from.keys[i] as number) >>> shift) & (digitValues - 1)) + 1] as number)++;
  for (let value = 0; value < digitValues; value++) (next[value + 1] as number) += next[value] as number;
  for (let i = 0; i < from.keys.length; i++) {
    const key = from.keys[i] as number;
    const at = (next[(key >>> shift) & (digitValues - 1)] as number)++;
    to.keys[at] = key;
    to.rows[at] = from.rows[i] as number;
  }
}

export interface Groups {
  /** Rows of group g are `rows[start[g]]` to before `rows[start[g + 1]]`, in the order given. */
  readonly start: Uint32Array;
  readonly rows: Uint32Array;
}

/** The rows of an order, which may be a part of all rows, put together by group. */
export function groupsOf(order: Uint32Array, group: Uint32Array, groups: number): Groups {
  const start = new Uint32Array(groups + 1);
  for (let i = 0; i < order.length; i++) (start[(group[order[i] as number] as number) + 1] as number)++;
  for (let g = 0; g < groups; g++) (start[g + 1] as number) += start[g] as number;
  const next = start.slice();
  const rows = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const row = order[i] as number;
    rows[(next[group[row] as number] as number)++] = row;
  }
  return { start, rows };
}
