/**
 * Runs a backend over a shard of a corpus, or quotes a file of predictions, and writes predictions.ndjson.
 *
 *     --backend backend.json
 *     --checkpoint checkpoint.json --model m.onnx --data m.onnx.data=path      a backend of one checkpoint
 *     --plan folds.json --fold A=checkpoint.json --fold-model A=m.onnx --fold-data A/m.onnx.data=path      one of folds
 *     --command program --command-runfiles program.runfiles --command-data name=path --command-seconds 600      one of a program
 *     --predictions-file p.ndjson      one of predictions made elsewhere
 *     --inputs inputs-0.ndjson --files images.json --corpus name --out predictions-0.ndjson
 */
import { backendDeclaration } from '../contracts/backend.ts';
import { checkpoint } from '../contracts/checkpoint.ts';
import { inputRow } from '../contracts/corpus.ts';
import { imageFiles } from '../contracts/files.ts';
import { predictionRow, predictionsHeader } from '../contracts/predictions.ts';
import { parseArguments } from '../io/arguments.ts';
import { readBytes, readJson, readText, validate } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { readEachRow, writeRows } from '../io/ndjson.ts';
import { commandAt } from './command/command.ts';
import { readFolds } from './folds.ts';
import { pictureReader } from './pictures.ts';
import { run } from './run.ts';

await runMain(async (argv) => {
  const args = parseArguments(argv, {
    backend: 'one',
    checkpoint: 'optional',
    model: 'optional',
    data: 'map',
    fold: 'map',
    'fold-model': 'map',
    'fold-data': 'map',
    plan: 'optional',
    command: 'optional',
    'command-runfiles': 'optional',
    'command-data': 'map',
    'command-seconds': 'optional',
    inputs: 'many',
    files: 'many',
    'predictions-file': 'many',
    corpus: 'one',
    out: 'one',
  });
  const lists = args.files.map((path) => readJson(path, imageFiles));
  const readImage = pictureReader(lists, readBytes);
  const { header, rows } = await run({
    backend: readJson(args.backend, backendDeclaration),
    checkpoint: args.checkpoint === undefined ? undefined : readJson(args.checkpoint, checkpoint),
    model: args.model === undefined ? undefined : readBytes(args.model),
    data: new Map([...args.data].map(([name, path]) => [name, readBytes(path)])),
    predictionsFiles: args['predictions-file'].map((path) => ({ location: path, text: readText(path) })),
    corpus: args.corpus,
    folds: args.plan === undefined ? undefined : readFolds(args.plan, args.fold, args['fold-model'], args['fold-data']),
    inputs: [...readEachRow(args.inputs, inputRow)],
    command:
      args.command === undefined
        ? undefined
        : commandAt({
            executable: args.command,
            runfiles: args['command-runfiles'],
            data: args['command-data'],
            seconds: Number(args['command-seconds']),
            folder: `${args.out}.command`,
            imagePath: pictureReader(lists, (path) => path),
            readImage,
          }),
    readImage,
  });
  writeRows(
    args.out,
    rows.map((row) => validate(predictionRow, row, args.out)),
    validate(predictionsHeader, header, args.out),
  );
});
