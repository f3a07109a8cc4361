/** assemble: what import and verify found of a corpus's samples, to its summary. It opens no picture and no truth. */
import { type Corpus, corpus, type SliceRow } from '../contracts/corpus.ts';
import { descriptionRow, digestRow, imported } from '../contracts/draft.ts';
import { parseArguments } from '../io/arguments.ts';
import { readJson, writeJson } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { IndexedRows, writeRows } from '../io/ndjson.ts';
import { assemble } from './run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, {
    imported: 'one',
    descriptions: 'one',
    digests: 'many', // once a shard
    name: 'one',
    'dataset-version': 'one',
    'corpus-out': 'one',
    'slices-out': 'one',
  });
  const descriptions = new IndexedRows([args.descriptions], descriptionRow);
  const digests = new IndexedRows(args.digests, digestRow);
  const rows = assemble({
    imported: readJson(args.imported, imported),
    descriptions,
    digests,
    name: args.name,
    datasetVersion: args['dataset-version'],
  });
  const kept: { corpus?: Corpus } = {};
  const slices = function* (): Generator<SliceRow> {
    kept.corpus = yield* rows;
  };
  writeRows(args['slices-out'], slices());
  for (const file of [descriptions, digests]) file.close();
  if (kept.corpus !== undefined) writeJson(args['corpus-out'], corpus, kept.corpus);
});
