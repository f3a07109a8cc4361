/**
 * A column of numbers as bytes: whole numbers of as few bytes as hold all of them, in little-endian order, and a word that says how. Whole
 * numbers from 0 are `u1` of 8 bits, `u2`, `u4`; real ones `u4/100` with two decimals, `u1/1` with none, `i4/10` with one where some are below
 * 0, `f8` for doubles. A decimal divided again is the very double that it was, and what is no decimal stays a double, so that each number
 * survives to the last bit.
 */

/** Real numbers, or whole ones from 0 of 32 bits. */
export type Column = Float64Array | Uint32Array;

const arrays = { u1: Uint8Array, u2: Uint16Array, u4: Uint32Array, i4: Int32Array, f8: Float64Array } as const;
type Kind = keyof typeof arrays;

interface Form {
  readonly array: (typeof arrays)[Kind];
  /** Of whole numbers that stand for decimals; 0: they are the numbers themselves. */
  readonly divisor: number;
}

/** More decimals than these are no measurement that was written down. */
const divisors = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000] as const;

const forms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ...(['u1', 'u2', 'u4', 'f8'] as const).map((kind): [string, Form] => [kind, { array: arrays[kind], divisor: 0 }]),
  ...divisors.flatMap((divisor) =>
    (['u1', 'u2', 'u4', 'i4'] as const).map((kind): [string, Form] => [`${kind}/${divisor}`, { array: arrays[kind], divisor }]),
  ),
]);

const mostUnsigned = 2 ** 32 - 1;
const mostSigned = 2 ** 31 - 1;

/** Position of the first number that is NaN or infinite, or -1. A loop without calls: columns of a corpus are millions of numbers. */
export function firstInfinite(column: Float64Array): number {
  // Of these two only, less itself is not 0.
  for (let i = 0; i < column.length; i++) if ((column[i] as number) - (column[i] as number) !== 0) return i;
  return -1;
}

/** @param column its numbers are finite */
export function columnBytes(column: Column): { readonly word: string; readonly bytes: Uint8Array } {
  const whole = column instanceof Uint32Array ? { divisor: 0, kind: kindOf(0, highestOf(column)) } : wholeNumbersOf(column);
  const word = whole.divisor === 0 ? whole.kind : `${whole.kind}/${whole.divisor}`;
  const { array, divisor } = forms.get(word) as Form;
  const { buffer, byteOffset, byteLength } = column instanceof array ? column : new array(divisor === 0 ? column : wholes.subarray(0, column.length));
  return { word, bytes: new Uint8Array(buffer, byteOffset, byteLength) };
}

/** How whole numbers are written, from the lowest of them or 0 to the highest. */
function kindOf(low: number, high: number): Kind {
  if (low < -mostSigned || high > (low < 0 ? mostSigned : mostUnsigned)) return 'f8';
  return low < 0 ? 'i4' : high > 0xffff ? 'u4' : high > 0xff ? 'u2' : 'u1';
}

function highestOf(column: Uint32Array): number {
  let highest = 0;
  for (let i = 0; i < column.length; i++) if ((column[i] as number) > highest) highest = column[i] as number;
  return highest;
}

interface WholeNumbers {
  /** By what all numbers have to be multiplied to be whole ones that, divided, are the same doubles again; 0 where there is no such number. */
  readonly divisor: number;
  readonly kind: Kind;
}

/** Those that a column stands for are in `wholes` then. */
function wholeNumbersOf(column: Float64Array): WholeNumbers {
  if (wholes.length < column.length) wholes = new Int32Array(2 * column.length);
  for (const divisor of divisors) {
    const kind = wholeKind(column, divisor);
    if (kind !== undefined) return { divisor: kind === 'f8' ? 0 : divisor, kind };
  }
  return { divisor: 0, kind: 'f8' };
}

/** Whole numbers; those above 31 bits as the negative numbers of the same bits. */
let wholes = new Int32Array(1 << 12);

/** Undefined where some are not whole. -0 is no whole number here: it would lose its sign. */
function wholeKind(column: Float64Array, divisor: number): Kind | undefined {
  let lowest = 0;
  let highest = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    const whole = Math.round(value * divisor);
    if (whole / divisor !== value || (value === 0 && 1 / value < 0)) return undefined;
    if (whole < lowest) lowest = whole;
    else if (whole > highest) highest = whole;
    wholes[i] = whole;
  }
  return kindOf(lowest, highest);
}

/** Bytes that so many numbers take. Undefined for what is no such word. */
export function bytesOf(word: string, count: number): number | undefined {
  const form = forms.get(word);
  return form && form.array.BYTES_PER_ELEMENT * count;
}

/**
 * The column again, in memory of its own.
 * @param word one that `bytesOf` knows
 * @param start of its bytes, a multiple of eight
 */
export function columnOf(word: string, count: number, bytes: ArrayBuffer, start: number): Column {
  const { array, divisor } = forms.get(word) as Form;
  const written = new array(bytes, start, count);
  if (divisor === 0) return written instanceof Float64Array ? written.slice() : new Uint32Array(written);
  const values = new Float64Array(written);
  if (divisor > 1) for (let i = 0; i < count; i++) values[i] = (values[i] as number) / divisor;
  return values;
}
