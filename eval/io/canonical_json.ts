/** The one writer of JSON that crosses an action boundary: sorted keys, "\n", finite numbers only. */
import stringify from 'json-stable-stringify';
import { InputError } from '../errors/errors.ts';

/** One line, keys sorted. @throws InputError EV5003 */
export function canonicalLine(value: unknown): string {
  return stringify(value, { replacer: finiteOnly }) ?? 'null';
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
