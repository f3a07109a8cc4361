/**
 * Columns of many numbers in a line of JSON. In memory they are typed arrays, in the file texts (`io/column_text`): half a million detections are
 * millions of numbers, and to write and read their digits takes longer than to evaluate them. Each survives to the last bit.
 */
import * as z from 'zod';
import { type Column, columnOf, columnsOf, firstInfinite } from '../io/column_text.ts';

function firstNoAmount(values: Float64Array): number {
  for (let i = 0; i < values.length; i++) if (!((values[i] as number) >= 0 && (values[i] as number) < Number.POSITIVE_INFINITY)) return i;
  return -1;
}

/** What a column holds, and the position of the first value that it may not hold, or -1: a loop of its own for each, since there are millions of values. */
const rules = {
  doubles: { kind: 'doubles', what: 'a finite number', firstWrong: firstInfinite },
  /** Doubles from 0. */
  amounts: { kind: 'doubles', what: 'a finite number from 0', firstWrong: firstNoAmount },
  /** Whole numbers from 0, of 32 bits. */
  indexes: { kind: 'indexes', what: 'a whole number', firstWrong: () => -1 },
} as const;
type Rule = keyof typeof rules;
type ColumnOf<R extends Rule> = R extends 'indexes' ? Uint32Array : Float64Array;

function problemOf(values: Column, rule: Rule): string | undefined {
  const { what, firstWrong } = rules[rule];
  const wrong = firstWrong(values as Float64Array);
  return wrong < 0 ? undefined : `number ${wrong + 1} is ${values[wrong]}, expected ${what}`;
}

/** A column that is a text of its own. */
function column<R extends Rule>(rule: R) {
  const { kind } = rules[rule];
  return z.string().transform((text, { issues }): ColumnOf<R> => {
    const values = columnOf(text, kind);
    const message =
      values === undefined ? `expected a column of ${kind === 'doubles' ? 'numbers' : 'whole numbers from 0'}` : problemOf(values, rule);
    if (message !== undefined) issues.push({ code: 'custom', input: text, message });
    return values === undefined ? z.NEVER : (values as ColumnOf<R>);
  });
}

export const doubles = column('doubles');
export const indexes = column('indexes');

/** Columns that belong together are one text, in the order of their names: a picture has so many that the texts of each would take longer than their numbers. */
export function columns<const R extends Readonly<Record<string, Rule>>>(ruleOf: R) {
  const named = Object.entries<Rule>(ruleOf).sort(([a], [b]) => (a < b ? -1 : 1));
  const names = named.map(([name]) => name);
  const kinds = named.map(([, rule]) => rules[rule].kind);
  return z.string().transform((text, { issues }): { [N in keyof R]: ColumnOf<R[N]> } => {
    const found = columnsOf(text, kinds);
    if (found === undefined) {
      issues.push({ code: 'custom', input: text, message: `expected columns of numbers (${names.join(', ')})` });
      return z.NEVER;
    }
    const columns: Record<string, Column> = {};
    for (let i = 0; i < named.length; i++) {
      const [name, rule] = named[i] as [string, Rule];
      const values = found[i] as Column;
      const message = problemOf(values, rule);
      if (message !== undefined) issues.push({ code: 'custom', input: text, path: [name], message });
      columns[name] = values;
    }
    return columns as { [N in keyof R]: ColumnOf<R[N]> };
  });
}
