/** Rows of a table as frames: columns found by name, cells turned into finite numbers. */

import type { Problems } from '../../errors/errors.ts';
import { nearestText } from '../../errors/nearest.ts';
import type { CsvRow, CsvTable } from '../../io/csv.ts';
import { decimalIn } from '../../io/decimal.ts';
import { counted } from '../../io/words.ts';

/** Which column is what. */
export interface Columns {
  /** Sorted. */
  readonly features: readonly string[];
  readonly target: string;
  readonly source: string;
  readonly clip: string;
  readonly frame: string;
  readonly slices: readonly string[];
  /** What stands before the fraction of a number. */
  readonly decimal: '.' | ',';
}

export interface Frame {
  readonly location: string;
  readonly source: string;
  readonly clip: string;
  readonly number: number;
  readonly features: readonly number[];
  readonly target: number;
  readonly slices: ReadonlyMap<string, string>;
}

/**
 * Frames in the order of their rows, and whether every row became one.
 * Problems: EV1401 a row without a source or clip, EV1402 a column that is missing or has two roles, EV1403 a number
 */
export function framesOf(table: CsvTable, columns: Columns, location: string, problems: Problems): { frames: Frame[]; complete: boolean } {
  if (!columnsFit(table, columns, location, problems)) return { frames: [], complete: false };
  if (!commasDeclared(table, columns, problems)) return { frames: [], complete: false };
  const frames = table.rows.flatMap((row) => frameOf(row, columns, problems) ?? []);
  return { frames, complete: table.complete && frames.length === table.rows.length };
}

function columnsFit({ columns: known }: CsvTable, columns: Columns, location: string, problems: Problems): boolean {
  // Nothing could be read, and that has been told.
  if (known.length === 0) return false;
  const { source, clip, frame, target, features, slices } = columns;
  const roles = [
    ...Object.entries({ source, clip, frame, target }),
    ...features.map((name) => ['feature', name] as const),
    ...slices.map((name) => ['slice', name] as const),
  ];
  let fit = true;
  const refuse = (message: string, rest: object = {}): void => {
    problems.add({ code: 'EV1402', location, message, ...rest });
    fit = false;
  };
  for (const [i, [role, name]] of roles.entries()) {
    const other = roles.slice(0, i).find(([, before]) => before === name);
    if (other !== undefined) refuse(`the column "${name}" is ${role} and ${other[0]} at once`);
    else if (!known.includes(name)) {
      refuse(`there is no column "${name}" (${role})${nearestText(name, known)}`, { expected: known.join(', ') });
    }
  }
  return fit;
}

const withComma = /^[-+]?\d+,\d+$/;

/** Decimal commas where points are declared are one mistake, however many numbers there are. Problems: EV1403 */
function commasDeclared({ rows }: CsvTable, { decimal, features, target, frame }: Columns, problems: Problems): boolean {
  if (decimal === ',') return true;
  const found = rows.flatMap(({ location, cells }) =>
    [frame, ...features, target].flatMap((column) =>
      withComma.test(cells.get(column) ?? '') ? [{ location, column, content: cells.get(column) }] : [],
    ),
  );
  const [first] = found;
  if (first === undefined) return true;
  const message = `${first.column}: a decimal comma, in ${counted(found.length, 'number')}`;
  const cure = 'Declare decimal = ",", or write decimal points.';
  problems.add({ code: 'EV1403', location: first.location, message, got: JSON.stringify(first.content), cure });
  return false;
}

/** Undefined where nobody can tell which frame the row is; a value that is no number is told and becomes NaN. */
function frameOf({ location, cells }: CsvRow, columns: Columns, problems: Problems): Frame | undefined {
  const text = (column: string): string | undefined => {
    const content = cells.get(column);
    if (content !== undefined && content !== '') return content;
    problems.add({ code: 'EV1401', location, message: `the row has no ${column}` });
    return undefined;
  };
  const value = (column: string): number => {
    const content = cells.get(column) ?? '';
    const number = decimalIn(columns.decimal === ',' ? content.replace(',', '.') : content) ?? Number.NaN;
    if (Number.isNaN(number)) problems.add({ code: 'EV1403', location, message: `${column}: not a finite number`, got: JSON.stringify(content) });
    return number;
  };
  const [source, clip] = [text(columns.source), text(columns.clip)];
  const number = value(columns.frame);
  const whole = Number.isSafeInteger(number) && number >= 0;
  if (Number.isFinite(number) && !whole) {
    problems.add({ code: 'EV1403', location, message: `${columns.frame}: not the number of a frame`, got: String(number), expected: '0, 1, 2, …' });
  }
  const [features, target] = [columns.features.map(value), value(columns.target)];
  if (source === undefined || clip === undefined || !whole) return undefined;
  return { location, source, clip, number, features, target, slices: new Map(columns.slices.map((column) => [column, cells.get(column) ?? ''])) };
}
