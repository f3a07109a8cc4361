/** Runs a backend over a shard of a corpus, or quotes a file of predictions, and writes predictions.ndjson. */
import { backendDeclaration } from '../contracts/backend.ts';
import { checkpoint } from '../contracts/checkpoint.ts';
import { imageRow } from '../contracts/corpus.ts';
import { imageFiles } from '../contracts/files.ts';
import { predictionRow, predictionsHeader } from '../contracts/predictions.ts';
import { EvalError } from '../errors/errors.ts';
import { parseArguments } from '../io/arguments.ts';
import { readBytes, readJson, readRows, readText, validate, writeRows } from '../io/files.ts';
import { runMain } from '../io/main.ts';
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
  const paths = new Map(args.files.flatMap((path) => readJson(path, imageFiles).images).map(({ key, path }) => [key, path]));
  const { header, rows } = await run({
    backend: readJson(args.backend, backendDeclaration),
    checkpoint: args.checkpoint === undefined ? undefined : readJson(args.checkpoint, checkpoint),
    model: args.model === undefined ? undefined : readBytes(args.model),
    data: new Map([...args.data].map(([name, path]) => [name, readBytes(path)])),
    predictionsFiles: args['predictions-file'].map((path) => ({ place: path, text: readText(path) })),
    corpus: args.corpus,
    images: args.images.flatMap((path) => readRows(path, imageRow)),
    readImage(key) {
      const path = paths.get(key);
      if (path === undefined) throw new EvalError({ code: 'EV1004', place: key, message: 'the picture is not among the declared files' });
      return readBytes(path);
    },
  });
  writeRows(
    args.out,
    rows.map((row) => validate(predictionRow, row, args.out)),
    validate(predictionsHeader, header, args.out),
  );
});
