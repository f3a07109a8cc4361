/** Frames as NDJSON: one flat object a line, its keys the columns. */
import { z } from 'zod';
import type { Problems } from '../../errors/errors.ts';
import type { CsvRow, CsvTable } from '../../io/csv.ts';
import { readStrictJson } from './json.ts';

const line = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Null is an empty cell. Problems: EV1010, EV1011, EV1403 */
export function readLines(text: string, location: string, problems: Problems): CsvTable {
  const columns = new Set<string>();
  const rows: CsvRow[] = [];
  let complete = true;
  for (const [i, content] of text.split('\n').entries()) {
    if (content.trim() === '') continue;
    const read = problems.collect(() => readStrictJson(content, location, line, i + 1));
    if (read === undefined) {
      complete = false;
      continue;
    }
    const cells = new Map(Object.entries(read.value).map(([key, value]) => [key, value === null ? '' : String(value)]));
    for (const key of cells.keys()) columns.add(key);
    rows.push({ location: `${location}:${i + 1}`, cells });
  }
  return { columns: [...columns], rows, complete };
}
