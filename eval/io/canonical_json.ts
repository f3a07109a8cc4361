/** The one writer of JSON that crosses an action boundary: sorted keys, "\n", finite numbers only. */
import { InputError } from '../errors/errors.ts';
import { type Column, firstInfinite } from './column_bytes.ts';

/** What a row has of a column: numbers, or texts. */
export type Entries = Column | readonly string[];

/** Where columns stand in a value, and are taken out of it. In the text stands how many entries each has. */
export interface Place {
  /** The keys that lead there, with dots between. */
  readonly path: string;
  /** Whether a list of texts is a column here; typed arrays always are. */
  readonly isColumn: boolean;
  below(key: string): Place;
  take(column: Entries): void;
}

/** One line, keys sorted. @throws InputError EV5003 */
export function canonicalLine(value: unknown): string {
  return (isCanonical(value) ? JSON.stringify(value) : textOf('', value, '')) ?? 'null';
}

/** The same of a value with columns. @throws InputError EV5003 */
export function lineWithoutColumns(value: unknown, root: Place): string {
  return textOf('', value, '', root) ?? 'null';
}

/** Indented by one blank, keys sorted, ends with a line feed. @throws InputError EV5003 */
export function canonicalJson(value: unknown): string {
  return `${textOf('', value, '\n') ?? 'null'}\n`;
}

/**
 * What json-stable-stringify writes of data without methods, byte by byte. Every program writes JSON: that package and the 23 others
 * that it needs would be a fifth of the files of each. Lists of numbers, texts, and objects whose keys are in order already are
 * written by the engine, which is ten times as fast. Texts are added, not joined: the engine copies what was added once, when it is written,
 * and a list that is joined at every level of nesting.
 * @param line a line feed and the indentation of this value; empty: all is one line
 * @param place of the value, where there may be columns
 * @returns undefined: nothing is written
 */
function textOf(key: string | number, value: unknown, line: string, place?: Place): string | undefined {
  if (typeof value === 'number') return `${finiteOnly(key, value)}`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isColumn(value)) return lengthOf(key, value, place);
  const inner = line === '' ? '' : `${line} `;
  if (Array.isArray(value)) {
    if (place?.isColumn) return lengthOf(key, value as string[], place);
    if (line === '' && value.every(isCanonical)) return JSON.stringify(value);
    let text = '[';
    for (let i = 0; i < value.length; i++) text += (i === 0 ? inner : `,${inner}`) + (textOf(i, value[i], inner) ?? 'null');
    return `${text}${line}]`;
  }
  const colon = line === '' ? ':' : ': ';
  const fields = value as Record<string, unknown>;
  let text = '{';
  for (const name of sortedKeys(value)) {
    const field = fields[name];
    const own = textOf(name, field, inner, typeof field === 'object' ? place?.below(name) : undefined);
    if (own !== undefined) text += (text === '{' ? inner : `,${inner}`) + quotedKey(name) + colon + own;
  }
  return `${text}${line}}`;
}

/** Of what was read from such a text they are sorted already. */
function sortedKeys(value: object): string[] {
  const names = Object.keys(value);
  for (let i = 1; i < names.length; i++) if ((names[i] as string) < (names[i - 1] as string)) return names.sort();
  return names;
}

/** Keys of rows are the same in all rows. Others may be ids, of which not all are kept. */
const quotedKeys = new Map<string, string>();
const mostKeys = 1000;

function quotedKey(name: string): string {
  const known = quotedKeys.get(name);
  if (known !== undefined) return known;
  const quoted = JSON.stringify(name);
  if (quotedKeys.size < mostKeys) quotedKeys.set(name, quoted);
  return quoted;
}

function isColumn(value: unknown): value is Column {
  return value instanceof Float64Array || value instanceof Uint32Array;
}

function lengthOf(key: string | number, column: Entries, place: Place | undefined): string {
  if (place === undefined) throw new TypeError(`columns are written with the rows that have them, not ${key} by itself`);
  const wrong = column instanceof Float64Array ? firstInfinite(column) : -1;
  if (wrong >= 0) finiteOnly(place.path, column[wrong]);
  place.take(column);
  return `${column.length}`;
}

/** Whether the engine writes just what is written here: no column, nothing undefined or infinite, and all keys in order. */
function isCanonical(value: unknown): boolean {
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(isCanonical);
  if (isColumn(value)) return false;
  let before = '';
  for (const name in value) {
    if (name < before || !isCanonical((value as Record<string, unknown>)[name])) return false;
    before = name;
  }
  return true;
}

/** For any writer of JSON: NaN and infinities, of which JSON writers make null without a word, are refused where they stand. */
export function finiteOnly(key: string | number, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  throw new InputError({ code: 'EV5003', location: String(key) || 'the value', message: `the value is ${value}` });
}
