/**
 * Columns of many numbers as texts of JSON. In memory they are typed arrays, in files the base64 of whole numbers of as few bytes as hold all
 * of them, behind a word that says how: `u1:` of 8 bits, `u2:`, `u4:`; `u4/100:` of numbers with two decimals, `i4/10:` of one decimal where some
 * are below 0; `f8:` of doubles. A decimal divided again is the very double that it was, and what is no decimal stays a double, so
 * that each number survives to the last bit. An empty column is an empty text. Bytes are in little-endian order, which all declared
 * platforms have.
 */

import { newDoubles, newIndexes } from './typed_arrays.ts';

export type Column = Float64Array | Uint32Array;

interface Form {
  readonly bytes: 1 | 2 | 4 | 8;
  readonly signed: boolean;
  /** Of whole numbers that stand for decimals; 0: doubles. */
  readonly divisor: number;
}

/** More decimals than these are no measurement that was written down. */
const divisors = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000] as const;

const forms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['f8', { bytes: 8, signed: true, divisor: 0 }],
  ...divisors.flatMap((divisor) =>
    (['u1', 'u2', 'u4', 'i4'] as const).map((kind): [string, Form] => [
      divisor === 1 ? kind : `${kind}/${divisor}`,
      { bytes: Number(kind[1]) as Form['bytes'], signed: kind[0] === 'i', divisor },
    ]),
  ),
]);

const mostUnsigned = 2 ** 32 - 1;
const mostSigned = 2 ** 31 - 1;

/** Whole numbers and doubles on their way between columns and texts. */
let room = roomOf(1 << 16);

function roomOf(bytes: number) {
  const buffer = Buffer.from(new ArrayBuffer(bytes));
  const all = buffer.buffer as ArrayBuffer;
  return { buffer, u1: new Uint8Array(all), u2: new Uint16Array(all), u4: new Uint32Array(all), i4: new Int32Array(all), f8: new Float64Array(all) };
}

function makeRoom(bytes: number): void {
  if (room.buffer.length < bytes) room = roomOf(2 ** Math.ceil(Math.log2(bytes)));
}

/** Position of the first number that is NaN or infinite, or -1. A loop without calls: columns of a corpus are millions of numbers. */
export function firstInfinite(column: Float64Array): number {
  // Of these two only, less itself is not 0.
  for (let i = 0; i < column.length; i++) if ((column[i] as number) - (column[i] as number) !== 0) return i;
  return -1;
}

/** The text of a column; its numbers are finite. */
export function columnText(column: Column): string {
  if (column.length === 0) return '';
  const divisor = column instanceof Float64Array ? divisorOf(column) : 1;
  if (divisor === 0) return doublesText(column);
  let lowest = 0;
  let highest = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    if (value < lowest) lowest = value;
    else if (value > highest) highest = value;
  }
  const [low, high] = [Math.round(lowest * divisor), Math.round(highest * divisor)];
  if (low < -mostSigned || high > (low < 0 ? mostSigned : mostUnsigned)) return doublesText(column);
  const bytes = low < 0 || high > 0xffff ? 4 : high > 0xff ? 2 : 1;
  makeRoom(bytes * column.length);
  const whole = low < 0 ? room.i4 : bytes === 4 ? room.u4 : bytes === 2 ? room.u2 : room.u1;
  if (divisor === 1) whole.set(column);
  else for (let i = 0; i < column.length; i++) whole[i] = Math.round((column[i] as number) * divisor);
  const kind = `${low < 0 ? 'i' : 'u'}${bytes}${divisor === 1 ? '' : `/${divisor}`}`;
  return `${kind}:${room.buffer.toString('base64', 0, bytes * column.length)}`;
}

function doublesText({ buffer, byteOffset, byteLength }: Column): string {
  return `f8:${Buffer.from(buffer, byteOffset, byteLength).toString('base64')}`;
}

/** By what all numbers have to be multiplied to be whole ones that, divided, are the same doubles again; 0 where there is no such number. */
function divisorOf(column: Float64Array): number {
  let place = 0;
  let divisor: number = divisors[0];
  let changed = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    while (!isWhole(value, divisor)) {
      if (++place === divisors.length) return 0;
      divisor = divisors[place] as number;
      changed = i;
    }
  }
  // What one divisor makes whole, a larger one does, too, but for numbers too large for it.
  for (let i = 0; i < changed; i++) if (!isWhole(column[i] as number, divisor)) return 0;
  return divisor;
}

/** -0 is no whole number here: it would lose its sign. */
function isWhole(value: number, divisor: number): boolean {
  return Math.round(value * divisor) / divisor === value && (value !== 0 || 1 / value > 0);
}

/** The column of a text. Undefined for what is no such text, and for one of decimals or of numbers below 0 where whole numbers are wanted. */
export function columnOf(text: string, kind: 'doubles' | 'indexes'): Column | undefined {
  if (text === '') return kind === 'doubles' ? new Float64Array() : new Uint32Array();
  const colon = text.indexOf(':');
  const form = forms.get(text.slice(0, colon));
  if (form === undefined || (kind === 'indexes' && (form.divisor !== 1 || form.signed))) return undefined;
  const base64 = text.slice(colon + 1);
  const length = (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);
  const count = length / form.bytes;
  if (!Number.isInteger(count)) return undefined;
  makeRoom(length);
  // Other characters are passed over, so that too few bytes come out.
  if (room.buffer.write(base64, 0, 'base64') !== length) return undefined;
  const { divisor } = form;
  const whole = divisor === 0 ? room.f8 : form.signed ? room.i4 : form.bytes === 4 ? room.u4 : form.bytes === 2 ? room.u2 : room.u1;
  const values = kind === 'doubles' ? newDoubles(count) : newIndexes(count);
  if (divisor < 2) values.set(whole.subarray(0, count));
  else for (let i = 0; i < count; i++) values[i] = (whole[i] as number) / divisor;
  return values;
}
