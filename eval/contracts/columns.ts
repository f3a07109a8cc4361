/**
 * Columns of many entries in a row: typed arrays or lists of names in memory, in a file the column of a block of rows (`io/row_blocks`), of which
 * a row says how many are its own. Half a million detections are millions of numbers, and to write and read their digits takes longer than to evaluate them.
 */
import * as z from 'zod';
import { partName } from './common.ts';

/** What a column holds. A block has finite numbers only. */
const rules = {
  doubles: { array: Float64Array, what: 'real numbers', isRight: () => true },
  amounts: { array: Float64Array, what: 'real numbers from 0', isRight: noneIsNegative },
  indexes: { array: Uint32Array, what: 'whole numbers from 0', isRight: () => true },
} as const;
type Rule = keyof typeof rules;
type ColumnOf<R extends Rule> = R extends 'indexes' ? Uint32Array : Float64Array;

function noneIsNegative(values: Float64Array | Uint32Array): boolean {
  for (let i = 0; i < values.length; i++) if ((values[i] as number) < 0) return false;
  return true;
}

function isColumn(value: unknown, { array, isRight }: (typeof rules)[Rule]): boolean {
  return value instanceof array && isRight(value);
}

const inFile = { type: 'integer', minimum: 0, description: 'How many entries of the column of the block are those of the row.' } as const;

function column<R extends Rule>(rule: R) {
  const { what } = rules[rule];
  return z.custom<ColumnOf<R>>((value) => isColumn(value, rules[rule]), `expected a column of ${what}`).meta(inFile);
}

export const doubles = column('doubles');
export const indexes = column('indexes');

/** A list of names of parts that is a column of texts. They are few and come often, so that each is looked at once. */
export const partNames = z.custom<string[]>((value) => Array.isArray(value) && value.every(isPartName), 'expected names of parts').meta(inFile);

let known = new Set<unknown>();
const mostKnown = 10_000;

function isPartName(value: unknown): boolean {
  if (known.has(value)) return true;
  if (!partName.safeParse(value).success) return false;
  if (known.size === mostKnown) known = new Set();
  known.add(value);
  return true;
}

/** Columns that belong together. They are one check: an object of them, with a check of each, takes several times as long, and there are tens of thousands. */
export function columns<const R extends Readonly<Record<string, Rule>>>(ruleOf: R) {
  const named = Object.entries<Rule>(ruleOf).map(([name, rule]) => ({ name, rule: rules[rule] }));
  const areRight = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || Object.keys(value).length !== named.length) return false;
    for (let i = 0; i < named.length; i++) {
      const { name, rule } = named[i] as (typeof named)[number];
      if (!isColumn((value as Record<string, unknown>)[name], rule)) return false;
    }
    return true;
  };
  const what = named.map(({ name, rule }) => `${name} (${rule.what})`).join(', ');
  return z.custom<{ [N in keyof R]: ColumnOf<R[N]> }>(areRight, `expected columns: ${what}`).meta({
    type: 'object',
    properties: Object.fromEntries(named.map(({ name }) => [name, inFile])),
    required: named.map(({ name }) => name),
    additionalProperties: false,
  });
}
