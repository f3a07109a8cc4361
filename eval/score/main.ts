import { truthRow } from '../contracts/corpus.ts';
import { predictionRow, predictionsHeader } from '../contracts/predictions.ts';
import { listsOfSamples } from '../contracts/samples.ts';
import { parseArguments } from '../io/arguments.ts';
import { compiledToLook } from '../io/issues.ts';
import { runMain } from '../io/main.ts';
import { readEachRow, readHeaderAndRows, writeRows } from '../io/ndjson.ts';
import { loadLibraries } from '../metrics/library.ts';
import { begin, type Shard } from './run.ts';

/** Read when asked for, so that one shard is in memory at a time. */
function* readShards(paths: readonly string[]): Generator<Shard> {
  const row = compiledToLook(predictionRow);
  for (const location of paths) yield { location, ...readHeaderAndRows(location, predictionsHeader, row) };
}

export const main = await runMain(import.meta, async (argv) => {
  const args = parseArguments(argv, { predictions: 'many', truth: 'many', reference: 'many', metric: 'many', library: 'many', out: 'one' });
  const [reference] = readShards(args.reference);
  const { header, rows } = begin({
    shards: readShards(args.predictions),
    truth: { location: args.truth.join(', '), rows: [...readEachRow(args.truth, compiledToLook(truthRow))] },
    metrics: args.metric,
    own: await loadLibraries(args.library),
    ...(reference === undefined ? {} : { reference }),
  });
  writeRows(args.out, rows, header, listsOfSamples);
});
