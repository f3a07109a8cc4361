/** Frames as NDJSON: one flat object a line, its keys the columns. */
import * as z from 'zod';
import type { Problems } from '../../errors/errors.ts';
import type { CsvRow, CsvTable } from '../../io/csv.ts';
import { filledLines } from '../../io/lines.ts';
import { readStrictJson } from './json.ts';

const line = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Null is an empty cell. Problems: EV1010, EV1011, EV1403 */
export function readLines(text: string, location: string, problems: Problems): CsvTable {
  const columns = new Set<string>();
  const rows: CsvRow[] = [];
  let complete = true;
  for (const { text: content, number } of filledLines(text)) {
    const read = problems.collect(() => readStrictJson(content, location, line, number));
    if (read === undefined) {
      complete = false;
      continue;
    }
    const cells = new Map(Object.entries(read.value).map(([key, value]) => [key, value === null ? '' : String(value)]));
    for (const key of cells.keys()) columns.add(key);
    rows.push({ location: `${location}:${number}`, cells });
  }
  return { columns: [...columns], rows, complete };
}
