/**
 * Columns of many numbers as texts of JSON. In memory they are typed arrays, in files the base64 of whole numbers of as few bytes as hold all
 * of them, behind a word that says how: `u1:` of 8 bits, `u2:`, `u4:`; `u4/100:` of numbers with two decimals, `i4/10:` of one decimal where some
 * are below 0; `f8:` of doubles. A decimal divided again is the very double that it was, and what is no decimal stays a double, so
 * that each number survives to the last bit. An empty column is an empty text. Bytes are in little-endian order, which all declared
 * platforms have.
 */

import { aligned, newDoubles, newIndexes } from './typed_arrays.ts';

export type Column = Float64Array | Uint32Array;

/** What a column holds: numbers, or whole ones from 0 of 32 bits. */
type Kind = 'doubles' | 'indexes';

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
  makeRoom(8 * column.length);
  const word = put(column, 0);
  return `${word}:${room.buffer.toString('base64', 0, bytesIn(word, column.length))}`;
}

/** The text of several columns. */
export function columnsText(columns: readonly Column[]): string {
  makeRoom(columns.reduce((sum, { length }) => sum + 8 * length, 0));
  let text = '';
  let bytes = 0;
  for (const column of columns) {
    const word = put(column, bytes);
    text += `${text === '' ? '' : ' '}${word}*${column.length}`;
    const end = bytes + bytesIn(word, column.length);
    bytes = aligned(end);
    room.u1.fill(0, end, bytes);
  }
  return `${text}:${room.buffer.toString('base64', 0, bytes)}`;
}

function bytesIn(word: string, count: number): number {
  return (forms.get(word) as Form).bytes * count;
}

/** Writes a column into the room, from a byte on. @returns the word for how it is written */
function put(column: Column, start: number): string {
  const divisor = column instanceof Float64Array ? divisorOf(column) : 1;
  const word = divisor === 0 ? 'f8' : wordOf(column, divisor);
  const form = forms.get(word) as Form;
  const isDecimal = word !== 'f8' && column instanceof Float64Array;
  roomFor(form).set(isDecimal ? wholes.subarray(0, column.length) : column, start / form.bytes);
  return word;
}

/** How whole numbers are written, which a divisor makes of a column. */
function wordOf(column: Column, divisor: number): string {
  let lowest = 0;
  let highest = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    if (value < lowest) lowest = value;
    else if (value > highest) highest = value;
  }
  const [low, high] = [Math.round(lowest * divisor), Math.round(highest * divisor)];
  if (low < -mostSigned || high > (low < 0 ? mostSigned : mostUnsigned)) return 'f8';
  const kind = low < 0 ? 'i4' : high > 0xffff ? 'u4' : high > 0xff ? 'u2' : 'u1';
  return divisor === 1 ? kind : `${kind}/${divisor}`;
}

function roomFor({ bytes, signed, divisor }: Form) {
  if (divisor === 0) return room.f8;
  return signed ? room.i4 : bytes === 4 ? room.u4 : bytes === 2 ? room.u2 : room.u1;
}

/** The column that lies in the room, from a byte on. */
function take(kind: Kind, form: Form, start: number, count: number): Column {
  const values = kind === 'doubles' ? newDoubles(count) : newIndexes(count);
  const first = start / form.bytes;
  values.set(roomFor(form).subarray(first, first + count));
  if (form.divisor > 1) for (let i = 0; i < count; i++) values[i] = (values[i] as number) / form.divisor;
  return values;
}

/** By what all numbers have to be multiplied to be whole ones that, divided, are the same doubles again; 0 where there is no such number. */
function divisorOf(column: Float64Array): number {
  if (wholes.length < column.length) wholes = new Int32Array(2 * column.length);
  return divisors.find((divisor) => areWhole(column, divisor)) ?? 0;
}

/** The whole numbers of the column that was asked about last; those above 31 bits as the negative numbers of the same bits. */
let wholes = new Int32Array(1 << 12);

/** -0 is no whole number here: it would lose its sign. */
function areWhole(column: Float64Array, divisor: number): boolean {
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    const whole = Math.round(value * divisor);
    if (whole / divisor !== value || (value === 0 && 1 / value < 0)) return false;
    wholes[i] = whole;
  }
  return true;
}

/** The form of a word; none for decimals or numbers below 0 where whole numbers are wanted. */
function formOf(word: string, kind: Kind): Form | undefined {
  const form = forms.get(word);
  return form !== undefined && kind === 'indexes' && (form.divisor !== 1 || form.signed) ? undefined : form;
}

function bytesOf(base64: string): number {
  return (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);
}

/** Whether the base64 is that of so many bytes, which are in the room then. Other characters are passed over, so that too few bytes come out. */
function readInto(base64: string, bytes: number): boolean {
  if (bytesOf(base64) !== bytes) return false;
  makeRoom(bytes);
  return room.buffer.write(base64, 0, 'base64') === bytes;
}

/** The column of a text. Undefined for what is no such text. */
export function columnOf(text: string, kind: Kind): Column | undefined {
  if (text === '') return take(kind, forms.get('u1') as Form, 0, 0);
  const colon = text.indexOf(':');
  const form = formOf(text.slice(0, colon), kind);
  if (form === undefined) return undefined;
  const base64 = text.slice(colon + 1);
  const bytes = bytesOf(base64);
  const count = bytes / form.bytes;
  return Number.isInteger(count) && readInto(base64, bytes) ? take(kind, form, 0, count) : undefined;
}

/** The columns of a text. Undefined for what is no text of such columns. */
export function columnsOf(text: string, kinds: readonly Kind[]): Column[] | undefined {
  const colon = text.indexOf(':');
  const words = text.slice(0, colon).split(' ');
  if (words.length !== kinds.length) return undefined;
  const placed: { kind: Kind; form: Form; start: number; count: number }[] = [];
  let bytes = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const kind = kinds[i] as Kind;
    const star = word.indexOf('*');
    const form = formOf(word.slice(0, star), kind);
    const count = Number(word.slice(star + 1));
    if (form === undefined || !Number.isSafeInteger(count) || count < 0) return undefined;
    placed.push({ kind, form, start: bytes, count });
    bytes += aligned(form.bytes * count);
  }
  return readInto(text.slice(colon + 1), bytes) ? placed.map(({ kind, form, start, count }) => take(kind, form, start, count)) : undefined;
}
