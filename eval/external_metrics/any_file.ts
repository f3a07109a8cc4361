/**
 * Numbers of any file: rows that say what they are, or places in a JSON or CSV file that the declaration names. What a declared
 * place does not hold is an error and never "not measured": whoever declared it expects a number there.
 */
import * as z from 'zod';
import { count, finite, type Json, json, name } from '../contracts/common.ts';
import type { ExternalSource } from '../contracts/external_config.ts';
import type { ExternalRow } from '../contracts/external_metrics.ts';
import { InputError, type Problem, Problems } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { type CsvRow, readCsv } from '../io/csv.ts';
import { decimalIn } from '../io/decimal.ts';
import { validate } from '../io/issues.ts';
import { filledLines } from '../io/lines.ts';
import { readArtefact } from './artefact.ts';
import { measured, missing, nothing, proportion, type Reader } from './found.ts';
import { artefactCodes, type Source } from './input.ts';
import { type Found, valueAt } from './pointer.ts';

type Role = ExternalRow['role'];
type Declared = Extract<ExternalSource, { metrics: unknown }>['metrics'];

/** @throws InputError EV6001, EV6002 no such file; EV6021 nothing at a declared place, EV6022 no number there, EV6023 a number given twice; EV14… CSV */
export const anyFile: Reader = ({ config: { external }, external: source }) => {
  if (external === undefined || source === undefined) return nothing;
  const problems = new Problems();
  const rows = {
    rows: () => statedRows(source, external.role, problems),
    json: () => pointed(external as Extract<ExternalSource, { form: 'json' }>, source, problems),
    csv: () => tabled(external as Extract<ExternalSource, { form: 'csv' }>, source, problems),
  }[external.form]();
  const seen = new Set<string>();
  for (const { metric, role } of rows) {
    if (seen.has(`${role} ${metric}`))
      problems.add({ code: 'EV6023', location: source.location, message: `two numbers for the ${role}'s ${metric}` });
    seen.add(`${role} ${metric}`);
  }
  problems.check();
  return { rows, remarks: [] };
};

const stated = z.strictObject({
  metric: name,
  role: z.enum(['candidate', 'baseline']).optional(),
  value: finite.nullable().optional(),
  /** Why there is none. */
  reason: z.string().min(1).optional(),
  n: count.optional(),
  numerator: count.optional(),
  denominator: z.int().positive().optional(),
  detail: z.string().default(''),
});

function statedRows(source: Source, declared: Role, problems: Problems): ExternalRow[] {
  return recordsOf(source, problems).flatMap(({ location, value }): ExternalRow[] => {
    const row = problems.collect(() => validate(stated, value, location, artefactCodes.shape, 'the row'));
    if (row === undefined) return [];
    const { metric, role = declared, detail, numerator, denominator, n } = row;
    const about = { metric, role };
    if (numerator !== undefined && denominator !== undefined && row.value === undefined) {
      if (numerator <= denominator) return [proportion(about, numerator, denominator, detail)];
      problems.add({ code: 'EV6022', location, message: `${metric}: the numerator is above the denominator`, got: `${numerator} of ${denominator}` });
      return [];
    }
    if (numerator !== undefined || denominator !== undefined || row.value === undefined) {
      problems.add({ code: 'EV6021', location, message: `${metric}: a row has a value, or numerator and denominator` });
      return [];
    }
    if (row.value === null) return [missing(about, row.reason ?? 'the file says that it was not measured')];
    if (n !== undefined && n > 0) return [measured(about, row.value, n, detail)];
    problems.add({ code: 'EV6021', location, message: `${metric}: n, what the number rests on, is missing or 0` });
    return [];
  });
}

interface Record {
  readonly location: string;
  readonly value: Json;
}

/** Rows of a JSON list, of NDJSON or of CSV. */
function recordsOf(source: Source, problems: Problems): Record[] {
  const { location, text } = source;
  if (location.endsWith('.csv')) {
    const { rows } = readCsv(text, location, problems);
    return rows.map((row) => ({ location: row.location, value: Object.fromEntries([...row.cells].flatMap(([key, cell]) => typed(key, cell))) }));
  }
  if (/\.(ndjson|jsonl)$/.test(location)) {
    const lines = filledLines(text).map((line) => ({ ...source, text: line.text, location: `${location}:${line.number}` }));
    return lines.flatMap((line) => problems.collect(() => ({ location: line.location, value: readArtefact(line, json).value })) ?? []);
  }
  const value = readArtefact(source, json).value;
  if (!Array.isArray(value))
    throw new InputError({ code: 'EV6002', location, message: 'no list of rows', expected: '[{"metric": …, "value": …, "n": …}, …]' });
  return value.map((row, i) => ({ location: `${location}: row ${i + 1}`, value: row }));
}

const numeric = new Set(['value', 'n', 'numerator', 'denominator']);

function typed(key: string, cell: string): [string, Json][] {
  if (cell === '') return [];
  return [[key, numeric.has(key) ? (decimalIn(cell) ?? cell) : cell]];
}

/** Numbers at JSON pointers. */
function pointed({ role, metrics }: Extract<ExternalSource, { form: 'json' }>, source: Source, problems: Problems): ExternalRow[] {
  const value = readArtefact(source, json).value;
  return numbersOf(metrics, role, source.location, problems, (pointer) => valueAt(value, pointer));
}

/** Cells of one row of a CSV file. */
function tabled({ role, metrics, row: choice }: Extract<ExternalSource, { form: 'csv' }>, source: Source, problems: Problems): ExternalRow[] {
  // Trainers pad their headers.
  const table = readCsv(source.text, source.location, problems, { padded: true });
  problems.check();
  const row = chosen(table.rows, choice, source.location);
  return numbersOf(metrics, role, row.location, problems, (column) => {
    const cell = row.cells.get(column);
    if (cell !== undefined) return { value: decimalIn(cell) ?? cell };
    return { known: table.columns };
  });
}

function chosen(rows: readonly CsvRow[], choice: Extract<ExternalSource, { form: 'csv' }>['row'], location: string): CsvRow {
  const row = choice === 'last' ? rows.at(-1) : choice === 'first' ? rows[0] : undefined;
  if (typeof choice === 'object') {
    const values = rows.map((one) => decimalIn(one.cells.get(choice.by) ?? '') ?? Number.NaN);
    if (rows.length > 0 && values.every(Number.isFinite)) {
      const best = values.reduce((found, value) => (choice.pick === 'highest' ? Math.max(found, value) : Math.min(found, value)));
      return rows[values.indexOf(best)] as CsvRow;
    }
    const message = `no row can be chosen by ${choice.by}: it is not a number in every row`;
    throw new InputError({ code: 'EV6021', location, message, expected: `a column of numbers` });
  }
  if (row === undefined) throw new InputError({ code: 'EV6021', location, message: 'the table has no row' });
  return row;
}

function numbersOf(metrics: Declared, role: Role, location: string, problems: Problems, find: (at: string) => Found): ExternalRow[] {
  return Object.entries(metrics).flatMap(([metric, { at, n, n_at }]) => {
    const value = numberAt(find(at), metric, at, location);
    const rests = n_at === undefined ? (n ?? 1) : numberAt(find(n_at), `${metric}, n`, n_at, location);
    for (const found of [value, rests]) if (typeof found !== 'number') problems.add(found);
    if (typeof value !== 'number' || typeof rests !== 'number') return [];
    if (Number.isInteger(rests) && rests > 0) return [measured({ metric, role }, value, rests, `${at} of ${location}`)];
    problems.add({ code: 'EV6022', location, message: `${metric}: n is no whole number above 0`, got: `${rests}` });
    return [];
  });
}

function numberAt(found: Found, metric: string, at: string, location: string): number | Problem {
  if ('known' in found) {
    const message = `${metric}: there is nothing at ${JSON.stringify(at)}${nearestText(at, found.known)}`;
    return { code: 'EV6021', location, message, expected: `one of ${found.known.slice(0, 20).join(', ') || 'nothing: there is none'}` };
  }
  if (typeof found.value === 'number') return found.value;
  return { code: 'EV6022', location, message: `${metric}: what stands at ${JSON.stringify(at)} is no number`, got: JSON.stringify(found.value) };
}
