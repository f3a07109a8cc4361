/** The one writer of JSON that crosses an action boundary: sorted keys, "\n", finite numbers only. */
import { InputError } from '../errors/errors.ts';
import { type Column, firstInfinite } from './column_bytes.ts';

/** What a row has of a column: numbers, or texts. */
export type Entries = Column | readonly string[];

/** Takes columns out of a value, with the keys that lead to them and dots between. In the text stands how many entries each has. */
export interface ColumnTaker {
  /** Paths of lists of texts that are columns; typed arrays always are. */
  readonly lists: ReadonlySet<string>;
  take(path: string, column: Entries): void;
}

/** One line, keys sorted. @throws InputError EV5003 */
export function canonicalLine(value: unknown): string {
  return textOf('', value, '') ?? 'null';
}

/** The same of a value with columns. @throws InputError EV5003 */
export function lineWithoutColumns(value: unknown, taker: ColumnTaker): string {
  return textOf('', value, '', taker) ?? 'null';
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
 * @param key that of the value; for columns, with those above it
 * @param line a line feed and the indentation of this value; empty: all is one line
 * @returns undefined: nothing is written
 */
function textOf(key: string | number, value: unknown, line: string, taker?: ColumnTaker): string | undefined {
  if (typeof value === 'number') return `${finiteOnly(key, value)}`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isColumn(value)) return lengthOf(`${key}`, value, taker);
  const inner = line === '' ? '' : `${line} `;
  if (Array.isArray(value)) {
    if (taker?.lists.has(`${key}`)) return lengthOf(`${key}`, value as string[], taker);
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
    const own = textOf(taker === undefined || key === '' || typeof field !== 'object' ? name : `${key}.${name}`, field, inner, taker);
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

function lengthOf(path: string, column: Entries, taker: ColumnTaker | undefined): string {
  if (taker === undefined) throw new TypeError(`columns are written with the rows that have them, not ${path} by itself`);
  const wrong = column instanceof Float64Array ? firstInfinite(column) : -1;
  if (wrong >= 0) finiteOnly(path, column[wrong]);
  taker.take(path, column);
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
