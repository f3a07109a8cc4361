/** The scores of a backend on a corpus: a file for each shard, put together. */
import type * as z from 'zod';
import { type SliceRow, sliceRow } from '../contracts/corpus.ts';
import { type SampleRow, type SamplesHeader, sampleRow, samplesHeader } from '../contracts/samples.ts';
import { InputError } from '../errors/errors.ts';
import { compiledToLook } from '../io/issues.ts';
import { readHeader, readHeaderAndRows, readRows } from '../io/ndjson.ts';
import { byText } from '../io/order.ts';
import type { ScoresFile } from './evaluation.ts';
import { parseScoresKey } from './roles.ts';

/** Slices of samples. @throws InputError EV5001, when they are walked through */
export function slicesFile(path: string): Iterable<SliceRow> {
  return readRows(path, compiledToLook(sliceRow));
}

/**
 * Headers are read, rows when they are walked through.
 * @param given `<role>:<corpus>=<path>`, once for each shard. @throws InputError EV5001, EV5101, EV9001
 */
export function scoresFiles(given: readonly string[]): ScoresFile[] {
  const pairs = given.map((pair) => {
    const at = pair.indexOf('=');
    return { key: at < 0 ? pair : pair.slice(0, at), path: pair.slice(at + 1) };
  });
  const row = compiledToLook(sampleRow);
  const byKey = Map.groupBy(pairs, ({ key }) => key);
  return [...byKey].map(([key, files]) => {
    const paths = files.map(({ path }) => path);
    return { ...parseScoresKey(key), header: mergedHeader(paths), rows: rowsOf(paths, row) };
  });
}

/** An empty shard has measured nothing: the others say which metrics there are. */
function mergedHeader(paths: readonly string[]): SamplesHeader {
  const headers = paths.map((path) => ({ path, header: readHeader(path, samplesHeader) }));
  const [first, ...others] = headers;
  if (first === undefined) throw new Error('groups are not empty');
  for (const { path, header } of others) {
    const [got, expected] = [header.backend.digest, first.header.backend.digest];
    if (got !== expected)
      throw new InputError({ code: 'EV5101', location: path, message: `the backend is not the one of ${first.path}`, got, expected });
  }
  const metrics = new Map(headers.flatMap(({ header }) => header.metrics.map((metric) => [metric.id, metric])));
  return { ...first.header, metrics: [...metrics.values()].sort((a, b) => byText(a.id, b.id)) };
}

function* rowsOf(paths: readonly string[], row: z.ZodType<SampleRow>): Generator<SampleRow> {
  for (const path of paths) yield* readHeaderAndRows(path, samplesHeader, row).rows;
}
