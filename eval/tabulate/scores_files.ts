/** The scores of a backend on a corpus: a file for each shard, put together. */
import { z } from 'zod';
import { type SliceRow, sliceRow } from '../contracts/corpus.ts';
import { sampleRow, samplesHeader } from '../contracts/samples.ts';
import { InputError } from '../errors/errors.ts';
import { readHeaderAndRows, readRows } from '../io/ndjson.ts';
import { byText } from '../io/order.ts';
import type { ScoresFile } from './evaluation.ts';
import { parseScoresKey } from './roles.ts';

/** Slices of samples; what is the same in many of them is in memory once. @throws InputError EV5001 */
export function readSlices(path: string): SliceRow[] {
  const known = new Map<string, SliceRow['slices']>();
  return Array.from(readRows(path, z.compile(sliceRow)), (row) => {
    const key = JSON.stringify(row.slices);
    const slices = known.get(key) ?? row.slices;
    known.set(key, slices);
    return { ...row, slices, group: row.group === row.sha256 ? row.sha256 : row.group, notes: [] };
  });
}

/** @param given `<role>:<corpus>=<path>`, once for each shard. @throws InputError EV5001, EV5101, EV9001 */
export function readScores(given: readonly string[]): ScoresFile[] {
  const pairs = given.map((pair) => {
    const at = pair.indexOf('=');
    return { key: at < 0 ? pair : pair.slice(0, at), path: pair.slice(at + 1) };
  });
  const row = z.compile(sampleRow);
  const byKey = Map.groupBy(pairs, ({ key }) => key);
  return [...byKey].map(([key, files]) => ({
    ...parseScoresKey(key),
    ...merged(
      files.map(({ path }) => path),
      row,
    ),
  }));
}

/** An empty shard has measured nothing: the others say which metrics there are. */
function merged(paths: readonly string[], row: typeof sampleRow): Pick<ScoresFile, 'header' | 'rows'> {
  const shards = paths.map((path) => {
    const { header, rows } = readHeaderAndRows(path, samplesHeader, row);
    return { path, header, rows: [...rows] };
  });
  const [first, ...others] = shards.toSorted((a, b) => b.rows.length - a.rows.length);
  if (first === undefined) throw new Error('groups are not empty');
  for (const { path, header } of others) {
    const [got, expected] = [header.backend.digest, first.header.backend.digest];
    if (got !== expected)
      throw new InputError({ code: 'EV5101', location: path, message: `the backend is not the one of ${first.path}`, got, expected });
  }
  const metrics = new Map(shards.flatMap(({ header }) => header.metrics.map((metric) => [metric.id, metric])));
  const rows = shards.flatMap((shard) => shard.rows).sort((a, b) => byText(a.id, b.id));
  return { header: { ...first.header, metrics: [...metrics.values()].sort((a, b) => byText(a.id, b.id)) }, rows };
}
