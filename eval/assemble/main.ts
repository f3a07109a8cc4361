/**
 * assemble: what import and verify found of a corpus's samples, to its summary. It opens no picture and no truth.
 *
 *     --imported imported.json --descriptions descriptions.ndjson
 *     --digests digests-0.ndjson               once per shard
 *     --name corpus --dataset-version sha256:…
 *     --corpus-out corpus.json --slices-out slices.ndjson
 */
import { corpus } from '../contracts/corpus.ts';
import { descriptionRow, digestRow, imported } from '../contracts/draft.ts';
import { parseArguments } from '../io/arguments.ts';
import { readJson, writeJson } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { readEachRow, readRows, writeRows } from '../io/ndjson.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, {
    imported: 'one',
    descriptions: 'one',
    digests: 'many',
    name: 'one',
    'dataset-version': 'one',
    'corpus-out': 'one',
    'slices-out': 'one',
  });
  const output = run({
    imported: readJson(args.imported, imported),
    descriptions: readRows(args.descriptions, descriptionRow),
    digests: readEachRow(args.digests, digestRow),
    name: args.name,
    datasetVersion: args['dataset-version'],
  });
  writeJson(args['corpus-out'], corpus, output.corpus);
  writeRows(args['slices-out'], output.slices);
});
