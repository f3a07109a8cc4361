/** CSV as RFC 4180 has it: commas, double quotes, a header line; strict, so that a shifted column cannot go unnoticed. */
import type { Problems } from '../errors/errors.ts';

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

/** Problems: EV1401 quotes and numbers of cells, EV1402 a header with an empty or doubled name. */
export function readCsv(text: string, location: string, problems: Problems): CsvTable {
  const { lines, complete } = split(text, location, problems);
  const [header, ...body] = lines;
  if (header === undefined) {
    problems.add({ code: 'EV1401', location, message: 'the table is empty', expected: 'a header line with the names of the columns' });
    return { columns: [], rows: [], complete: false };
  }
  const columns = header.cells;
  columns.forEach((name, i) => {
    const doubled = columns.indexOf(name) < i;
    if (name === '' || doubled)
      problems.add({
        code: 'EV1402',
        location: header.location,
        message: `column ${i + 1}: ${doubled ? `a second column "${name}"` : 'it has no name'}`,
      });
  });
  const rows: CsvRow[] = [];
  for (const { location: line, cells } of body) {
    if (cells.length === columns.length) rows.push({ location: line, cells: new Map(columns.map((name, i) => [name, cells[i] ?? ''])) });
    else
      problems.add({
        code: 'EV1401',
        location: line,
        message: 'the row has another number of cells than the header',
        got: `${cells.length}`,
        expected: `${columns.length}`,
      });
  }
  return { columns, rows, complete: complete && rows.length === body.length };
}

interface Line {
  readonly location: string;
  readonly cells: readonly string[];
}

/** A cell and what ends it: a comma, a line break, or the end of the text. */
const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** Lines of cells; a quoted cell may hold line breaks. */
function split(text: string, location: string, problems: Problems): { readonly lines: readonly Line[]; readonly complete: boolean } {
  const lines: Line[] = [];
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const start = `${location}:${line}`;
    const cells: string[] = [];
    for (let end = ','; end === ','; ) {
      cell.lastIndex = at;
      const found = cell.exec(text);
      if (found === null) {
        const message = `cell ${cells.length + 1}: an open quote, a quote in a cell without quotes, or a lone carriage return`;
        problems.add({ code: 'EV1401', location: start, message, got: text.slice(at).split('\n', 1)[0] ?? '' });
        // Where the next row begins is a guess from here on.
        return { lines, complete: false };
      }
      const [whole, quoted, plain = ''] = found;
      cells.push(quoted?.replaceAll('""', '"') ?? plain);
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
  return `${cells.map((cell) => quoted(`${cell ?? ''}`)).join(',')}\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
