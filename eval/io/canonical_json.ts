/** The one writer of JSON that crosses an action boundary: sorted keys, "\n", finite numbers only. */
import stringify from 'json-stable-stringify';
import { InputError } from '../errors/errors.ts';

/** Refuses NaN and infinities, which JSON writers turn into null without a word. */
export function assertFinite(value: unknown, path = '$'): void {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new InputError({ code: 'EV5003', location: path, message: `the value is ${value}` });
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) assertFinite(item, `${path}[${i}]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) assertFinite(item, `${path}.${key}`);
  }
}

/** One line, keys sorted. */
export function canonicalLine(value: unknown): string {
  assertFinite(value);
  return stringify(value) ?? 'null';
}

/** Indented by one blank, keys sorted, ends with a line feed. */
export function canonicalJson(value: unknown): string {
  assertFinite(value);
  return `${stringify(value, { space: 1 }) ?? 'null'}\n`;
}
