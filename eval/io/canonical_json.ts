/** The one writer of JSON that crosses an action boundary: sorted keys, "\n", finite numbers only. */
import { InputError } from '../errors/errors.ts';

/** One line, keys sorted. @throws InputError EV5003 */
export function canonicalLine(value: unknown): string {
  return textOf('', value, '') ?? 'null';
}

/** Indented by one blank, keys sorted, ends with a line feed. @throws InputError EV5003 */
export function canonicalJson(value: unknown): string {
  return `${textOf('', value, '\n') ?? 'null'}\n`;
}

/**
 * What json-stable-stringify writes of data without methods, byte by byte. Every program writes JSON: that package and the 23 others
 * that it needs would be a fifth of the files of each. Rows of detections are lists of numbers and texts, which the engine writes ten
 * times as fast as a writer that looks at each of their items. Typed arrays are base64 of their bytes.
 * @param line a line feed and the indentation of this value; empty: all is one line
 * @returns undefined: nothing is written
 */
function textOf(key: string | number, value: unknown, line: string): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(finiteOnly(key, value));
  const inner = line === '' ? '' : `${line} `;
  const items: string[] = [];
  if (ArrayBuffer.isView(value)) return columnText(key, value);
  if (Array.isArray(value)) {
    if (line === '' && value.every(isPlain)) return JSON.stringify(value);
    for (const [i, item] of value.entries()) items.push(inner + (textOf(i, item, inner) ?? 'null'));
    return `[${items.join(',')}${line}]`;
  }
  const colon = line === '' ? ':' : ': ';
  for (const name of Object.keys(value).sort()) {
    const text = textOf(name, (value as Record<string, unknown>)[name], inner);
    if (text !== undefined) items.push(inner + JSON.stringify(name) + colon + text);
  }
  return `{${items.join(',')}${line}}`;
}

/** A column of numbers, as `contracts/columns` reads it. */
function columnText(key: string | number, column: ArrayBufferView): string {
  if (column instanceof Float64Array) for (let i = 0; i < column.length; i++) finiteOnly(key, column[i]);
  return `"${Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString('base64')}"`;
}

function isPlain(item: unknown): boolean {
  return typeof item === 'string' || Number.isFinite(item);
}

/** For any writer of JSON: NaN and infinities, of which JSON writers make null without a word, are refused where they stand. */
export function finiteOnly(key: string | number, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  throw new InputError({ code: 'EV5003', location: String(key) || 'the value', message: `the value is ${value}` });
}
