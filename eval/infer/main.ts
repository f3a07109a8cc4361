/** Runs a backend over a shard of a corpus, or quotes a file of predictions, and writes predictions.ndjson. */
import { backendDeclaration } from '../contracts/backend.ts';
import { checkpoint } from '../contracts/checkpoint.ts';
import { imageRow } from '../contracts/corpus.ts';
import { imageFiles } from '../contracts/files.ts';
import { predictionRow, predictionsHeader } from '../contracts/predictions.ts';
import { parseArguments } from '../io/arguments.ts';
import { readBytes, readJson, readRows, readText, validate, writeRows } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { pictureReader } from './pictures.ts';
import { run } from './run.ts';

await runMain(async (argv) => {
  const args = parseArguments(argv, {
    backend: 'one',
    checkpoint: 'optional',
    model: 'optional',
    data: 'map',
    images: 'many',
    files: 'many',
    'predictions-file': 'many',
    corpus: 'one',
    out: 'one',
  });
  const { header, rows } = await run({
    backend: readJson(args.backend, backendDeclaration),
    checkpoint: args.checkpoint === undefined ? undefined : readJson(args.checkpoint, checkpoint),
    model: args.model === undefined ? undefined : readBytes(args.model),
    data: new Map([...args.data].map(([name, path]) => [name, readBytes(path)])),
    predictionsFiles: args['predictions-file'].map((path) => ({ place: path, text: readText(path) })),
    corpus: args.corpus,
    images: args.images.flatMap((path) => readRows(path, imageRow)),
    readImage: pictureReader(
      args.files.map((path) => readJson(path, imageFiles)),
      readBytes,
    ),
  });
  writeRows(
    args.out,
    rows.map((row) => validate(predictionRow, row, args.out)),
    validate(predictionsHeader, header, args.out),
  );
});
