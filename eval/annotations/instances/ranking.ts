/** Orders of rows. All are stable: rows that are equal keep their order, which is what COCO's numbers depend on. */

/** From here on sorting by digits is faster than comparing. */
const manyRows = 4096;
const digitValues = 2 ** 16;

/** 0, 1, 2 and so on. */
export function positions(count: number): Uint32Array<ArrayBuffer> {
  const all = new Uint32Array(count);
  for (let i = 0; i < count; i++) all[i] = i;
  return all;
}

/** The value at each of the rows, in their order. */
export function gather<T extends Uint32Array | Float64Array>(values: T, rows: Uint32Array): T {
  const gathered = new (values.constructor as new (length: number) => T)(rows.length);
  for (let i = 0; i < rows.length; i++) gathered[i] = values[rows[i] as number] as number;
  return gathered;
}

/** Positions of the scores from the highest to the lowest; equal scores (0 and -0 are) keep their order. */
export function byFallingScore(scores: Float64Array): Uint32Array {
  const order = positions(scores.length);
  if (scores.length < manyRows) return order.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  return sortByDigits(order, fallingDigits(scores));
}

/**
 * The scores as whole numbers of four digits that rise where the scores fall. The bits of positive floating-point numbers rise with
 * them, those of negative ones fall.
 */
function fallingDigits(scores: Float64Array): Uint16Array {
  const normal = scores.map((score) => score + 0);
  const words = new Uint32Array(normal.buffer);
  for (let low = 0; low < words.length; low += 2) {
    const high = words[low + 1] as number;
    if (high >>> 31 === 1) continue;
    words[low] = ~(words[low] as number);
    words[low + 1] = high ^ 0x7fffffff;
  }
  return new Uint16Array(normal.buffer);
}

/** Distributes by the lowest digit, then by the next one, to the highest. Digits that all rows share need no pass. */
function sortByDigits(order: Uint32Array<ArrayBuffer>, digits: Uint16Array): Uint32Array {
  let [from, to] = [order, new Uint32Array(order.length)];
  for (let digit = 0; digit < 4; digit++) {
    const next = new Uint32Array(digitValues);
    for (let at = digit; at < digits.length; at += 4) (next[digits[at] as number] as number)++;
    if (next[digits[digit] as number] === order.length) continue;
    let start = 0;
    for (let value = 0; value < digitValues; value++) {
      const count = next[value] as number;
      next[value] = start;
      start += count;
    }
    for (let i = 0; i < from.length; i++) {
      const row = from[i] as number;
      to[(next[digits[4 * row + digit] as number] as number)++] = row;
    }
    [from, to] = [to, from];
  }
  return from;
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
