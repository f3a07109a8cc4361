/** The one writer of JSON that crosses an action boundary: sorted keys, "\n", finite numbers only. */
import stringify from 'json-stable-stringify';
import { InputError } from '../errors/errors.ts';

/** One line, keys sorted. @throws InputError EV5003 */
export function canonicalLine(value: unknown): string {
  return lineOf('', value) ?? 'null';
}

/**
 * What the library writes of data without methods, byte by byte. Rows of detections are lists of numbers and texts, which the engine
 * writes ten times as fast as a library that looks at each of their items. Undefined: nothing is written.
 */
function lineOf(key: string | number, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(finiteOnly(key, value));
  if (Array.isArray(value)) {
    if (value.every(isPlain)) return JSON.stringify(value);
    return `[${value.map((item, i) => lineOf(i, item) ?? 'null').join(',')}]`;
  }
  const members: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const text = lineOf(name, (value as Record<string, unknown>)[name]);
    if (text !== undefined) members.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${members.join(',')}}`;
}

function isPlain(item: unknown): boolean {
  return typeof item === 'string' || Number.isFinite(item);
}

/** Indented by one blank, keys sorted, ends with a line feed. @throws InputError EV5003 */
export function canonicalJson(value: unknown): string {
  return `${stringify(value, { replacer: finiteOnly, space: 1 }) ?? 'null'}\n`;
}

/** For any writer of JSON: NaN and infinities, of which JSON writers make null without a word, are refused where they stand. */
export function finiteOnly(key: string | number, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  throw new InputError({ code: 'EV5003', location: String(key) || 'the value', message: `the value is ${value}` });
}
