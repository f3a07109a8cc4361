/** CSV as RFC 4180 has it: one delimiter, double quotes, a header line; strict, so that a shifted column cannot go unnoticed. */
import type { Problem, Problems } from '../errors/errors.ts';

export interface CsvRow {
  /** `file:line` */
  readonly location: string;
  /** Text by column. A column that the row does not have is missing; an empty cell is the empty text. */
  readonly cells: ReadonlyMap<string, string>;
}

export interface CsvTable {
  /** Of the header, or of any row. */
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  /** False when rows were left out because they could not be read: then nobody knows whether frames are missing. */
  readonly complete: boolean;
}

export interface CsvForm {
  readonly delimiter?: string;
  /** Whether blanks around a cell are no part of it, as trainers write them; within quotes they are. */
  readonly padded?: boolean;
}

/**
 * What carries no content is no mistake: empty lines at the end, a comma at the end of every line, Excel's `sep=;`, and row numbers
 * in a first column without a name, as pandas writes them.
 *
 * Problems: EV1401 another delimiter, quotes, numbers of cells; EV1402 a header with an empty or doubled name. A cause that
 * shows in every row is told once.
 */
export function readCsv(text: string, location: string, problems: Problems, { delimiter = ',', padded = false }: CsvForm = {}): CsvTable {
  const announced = /^sep=([,;\t])\r?\n/.exec(text);
  const ends = text.includes('\n') ? text : text.replaceAll('\r', '\n');
  const used = announced?.[1] ?? delimiter;
  const { lines, complete } = split(ends, location, problems, { delimiter: used, padded, start: announced?.[0].length ?? 0 });
  while (lines.length > 1 && isBlank(lines.at(-1))) lines.pop();
  const [header, ...body] = lines;
  const flaw = header === undefined ? emptyTable : headerFlaw(header.cells, { delimiter: used, padded });
  if (header === undefined || flaw !== undefined) {
    problems.add({ location: header?.location ?? location, ...(flaw ?? emptyTable) });
    return { columns: [], rows: [], complete: false };
  }
  const columns = namedColumns(header.cells, body);
  checkNames(columns, header, problems);
  const fitting = body.filter(({ cells }) => cells.length === header.cells.length);
  checkLengths(header, body, problems);
  const rows = fitting.map(({ location: line, cells }) => ({
    location: line,
    cells: new Map(columns.map(({ name, at }) => [name, cells[at] ?? ''])),
  }));
  return { columns: columns.map(({ name }) => name), rows, complete: complete && rows.length === body.length };
}

type CellProblem = Omit<Problem, 'location'>;

const emptyTable: CellProblem = { code: 'EV1401', message: 'the table is empty', expected: 'a header line with the names of the columns' };

const isBlank = (line: Line | undefined): boolean => line?.cells.length === 1 && line.cells[0]?.trim() === '';

const delimiterNames = new Map([
  [',', 'commas'],
  [';', 'semicolons'],
  ['\t', 'tabs'],
]);

/** What makes the whole table unreadable. */
function headerFlaw(names: readonly string[], { delimiter, padded }: Required<CsvForm>): CellProblem | undefined {
  const [only = ''] = names;
  const other = names.length > 1 ? undefined : [...delimiterNames.keys()].find((one) => one !== delimiter && only.includes(one));
  if (other !== undefined) {
    const message = `the cells are separated by ${delimiterNames.get(other)}, not by ${delimiterNames.get(delimiter)}`;
    const cure = `Declare delimiter = ${JSON.stringify(other)} where the rule has it (and decimal = "," where numbers have decimal commas), or save with commas.`;
    return { code: 'EV1401', message, got: only, cure };
  }
  const spaced = padded ? undefined : names.find((name) => name !== name.trim());
  if (spaced === undefined) return undefined;
  const cure = 'Write the table without blanks after the commas.';
  return { code: 'EV1402', message: 'names of columns begin or end with blanks, which are part of a cell', got: JSON.stringify(spaced), cure };
}

interface Column {
  readonly name: string;
  /** Its place in a row. */
  readonly at: number;
}

/** All columns but those that nobody wrote: row numbers in front, nothing behind the last comma. */
function namedColumns(names: readonly string[], body: readonly Line[]): Column[] {
  const last = names.length - 1;
  const numbered = [0, 1].some((first) => body.length > 0 && body.every(({ cells }, i) => cells[0] === String(first + i)));
  const skipped = (at: number): boolean => (at === 0 && numbered) || (at === last && body.every(({ cells }) => (cells[last] ?? '') === ''));
  return names.map((name, at) => ({ name, at })).filter(({ name, at }) => name !== '' || !skipped(at));
}

function checkNames(columns: readonly Column[], { location }: Line, problems: Problems): void {
  const seen = new Set<string>();
  for (const { name, at } of columns) {
    const cure = 'Name the column. pandas writes row numbers without a name unless it is told to_csv(index=False).';
    if (name === '') problems.add({ code: 'EV1402', location, message: `column ${at + 1}: it has no name`, cure });
    else if (seen.has(name)) problems.add({ code: 'EV1402', location, message: `column ${at + 1}: a second column "${name}"` });
    seen.add(name);
  }
}

function checkLengths(header: Line, body: readonly Line[], problems: Problems): void {
  const wrong = body.filter(({ cells }) => cells.length !== header.cells.length);
  const [first] = wrong;
  const expected = `${header.cells.length}`;
  if (first !== undefined && wrong.length > 1 && wrong.length === body.length) {
    const message = `all ${body.length} rows have another number of cells than the header`;
    const cure = 'Write numbers with decimal points, or in quotes; a comma within a number is the end of a cell.';
    problems.add({ code: 'EV1401', location: first.location, message, got: `${first.cells.length}`, expected, cure });
    return;
  }
  for (const { location, cells } of wrong) {
    problems.add({ code: 'EV1401', location, message: 'the row has another number of cells than the header', got: `${cells.length}`, expected });
  }
}

interface Line {
  readonly location: string;
  readonly cells: readonly string[];
}

/** A cell and what ends it: a delimiter, a line break, or the end of the text. */
function cellOf({ delimiter, padded }: Required<CsvForm>): RegExp {
  const blanks = padded ? '[ \\t]*' : '';
  return new RegExp(`(?:${blanks}"([^"]*(?:""[^"]*)*)"${blanks}|([^"${delimiter}\\r\\n]*))(${delimiter}|\\r?\\n|$)`, 'y');
}

interface Form extends Required<CsvForm> {
  /** Where the header begins. */
  readonly start: number;
}

/** Lines of cells; a quoted cell may hold line breaks. */
function split(text: string, location: string, problems: Problems, form: Form): { lines: Line[]; complete: boolean } {
  const lines: Line[] = [];
  const { delimiter, padded, start: from } = form;
  const cell = cellOf(form);
  let line = from === 0 ? 1 : 2;
  let at = from;
  while (at < text.length) {
    const start = `${location}:${line}`;
    const cells: string[] = [];
    for (let end = delimiter; end === delimiter; ) {
      cell.lastIndex = at;
      const found = cell.exec(text);
      if (found === null) {
        const message = `cell ${cells.length + 1}: an open quote, a quote in a cell without quotes, or a lone carriage return`;
        problems.add({ code: 'EV1401', location: start, message, got: text.slice(at).split('\n', 1)[0] ?? '' });
        // Where the next row begins is a guess from here on.
        return { lines, complete: false };
      }
      const [whole, quoted, plain = ''] = found;
      cells.push(quoted?.replaceAll('""', '"') ?? (padded ? plain.trim() : plain));
      end = found[3] ?? '';
      line += whole.split('\n').length - 1;
      at += whole.length;
    }
    lines.push({ location: start, cells });
  }
  return { lines, complete: true };
}

/** A line as it is written: with "\n" at its end, quotes only where they are needed; what is null or undefined is empty. */
export function csvLine(cells: readonly (string | number | null | undefined)[]): string {
  let line = '';
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    line += (i === 0 ? '' : ',') + (typeof cell === 'string' ? quoted(cell) : `${cell ?? ''}`);
  }
  return `${line}\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
