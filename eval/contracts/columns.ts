/**
 * Columns of many numbers in a line of JSON. In memory they are typed arrays, in the file base64 of their bytes: half a million detections are
 * millions of numbers, and to write and read their digits takes longer than to evaluate them. Doubles survive to the last bit. Bytes are in
 * little-endian order, which all declared platforms have.
 */
import { z } from 'zod';
import { firstInfinite } from '../io/canonical_json.ts';

type Column = Float64Array | Uint32Array;

interface ColumnType<T extends Column> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBuffer, start: number, length: number): T;
}

/** Columns are short and many, so that a buffer for each would cost more than its bytes: neighbours lie in one. */
const slabBytes = 1 << 18;
let slab = Buffer.alloc(0);
let used = 0;

/** Room for a column, from a multiple of eight bytes on. */
function take(bytes: number): number {
  const start = used;
  used += Math.ceil(bytes / 8) * 8;
  if (used <= slab.length) return start;
  slab = Buffer.from(new ArrayBuffer(Math.max(slabBytes, bytes)));
  used = Math.ceil(bytes / 8) * 8;
  return 0;
}

/** @param firstWrong position of the first value that the column may not hold, or -1: a loop of its own for each column, since there are millions of values */
function columnOf<T extends Column>(Type: ColumnType<T>, what: string, firstWrong: (values: T) => number) {
  return z.string().transform((text, { issues }): T => {
    const values = decoded(Type, text);
    if (values === undefined) {
      issues.push({ code: 'custom', input: text, message: `expected base64 of numbers of ${8 * Type.BYTES_PER_ELEMENT} bits` });
      return z.NEVER;
    }
    const wrong = firstWrong(values);
    if (wrong >= 0) issues.push({ code: 'custom', input: text, message: `number ${wrong + 1} is ${values[wrong]}, expected ${what}` });
    return values;
  });
}

/** @returns undefined for what is no such text */
function decoded<T extends Column>(Type: ColumnType<T>, text: string): T | undefined {
  const bytes = (text.length / 4) * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
  const count = bytes / Type.BYTES_PER_ELEMENT;
  if (!Number.isInteger(count)) return undefined;
  const start = take(bytes);
  // Other characters are passed over, so that too few bytes come out.
  return slab.write(text, start, 'base64') === bytes ? new Type(slab.buffer as ArrayBuffer, start, count) : undefined;
}

function firstNoAmount(values: Float64Array): number {
  for (let i = 0; i < values.length; i++) if (!((values[i] as number) >= 0 && (values[i] as number) < Number.POSITIVE_INFINITY)) return i;
  return -1;
}

/** Doubles. */
export const doubles = columnOf<Float64Array>(Float64Array, 'a finite number', firstInfinite);

/** Doubles from 0. */
export const amounts = columnOf<Float64Array>(Float64Array, 'a finite number from 0', firstNoAmount);

/** Whole numbers from 0, of 32 bits. */
export const indexes = columnOf<Uint32Array>(Uint32Array, 'a whole number', () => -1);
