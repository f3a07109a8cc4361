/**
 * Runs a backend over a shard of a corpus, or reads files of predictions for all shards, and writes predictions-<shard>.ndjson.
 *
 *     --backend backend.json      what it is; --file says where its files are, by the keys of source.ts
 *     --file manifest=checkpoint.json --file model=m.onnx --file data/m.onnx.data=path
 *     --inputs inputs-0.ndjson --picture images/a.png=path --corpus name --out predictions-0.ndjson
 *                                 --inputs and --out once a shard, of imported predictions
 */
import { backendDeclaration } from '../contracts/backend.ts';
import { inputRow } from '../contracts/corpus.ts';
import { predictionRow, predictionsHeader } from '../contracts/predictions.ts';
import { InputError } from '../errors/errors.ts';
import { parseArguments } from '../io/arguments.ts';
import { readBytes, readJson } from '../io/files.ts';
import { validate } from '../io/issues.ts';
import { runMain } from '../io/main.ts';
import { readRows, writeRows } from '../io/ndjson.ts';
import { inferImported } from './imported.ts';
import { pictureReader } from './pictures.ts';
import type { InferOutput } from './run.ts';
import { run } from './run.ts';
import { readSource } from './source.ts';

export const main = await runMain(import.meta, async (argv) => {
  const args = parseArguments(argv, { backend: 'one', file: 'map', inputs: 'many', picture: 'map', corpus: 'one', out: 'many' });
  const backend = readJson(args.backend, backendDeclaration);
  if (args.inputs.length !== args.out.length) throw refusal(`--inputs is given ${args.inputs.length} times, --out ${args.out.length} times`);
  if (backend.source.kind === 'imported') {
    const shards = inferImported({ backend, corpus: args.corpus }, [...args.file.values()], args.inputs);
    let shard = 0;
    for await (const output of shards) write(args.out[shard++] ?? '', output);
    return;
  }
  const [inputs, out, ...others] = [...args.inputs, ...args.out];
  if (inputs === undefined || out === undefined || others.length > 0)
    throw refusal('a model or a program predicts one shard: --inputs is given once');
  const readImage = pictureReader(args.picture, readBytes);
  const exchange = { folder: `${out}.command`, imagePath: pictureReader(args.picture, (path) => path), readImage };
  const source = readSource(backend.source, args.file, exchange);
  write(out, await run({ backend, source, corpus: args.corpus, inputs: [...readRows(inputs, inputRow)], readImage }));
});

function refusal(message: string): InputError {
  return new InputError({ code: 'EV9001', location: 'arguments', message });
}

function write(path: string, { header, rows }: InferOutput): void {
  const checked = rows.map((row) => validate(predictionRow, row, path));
  writeRows(path, checked, validate(predictionsHeader, header, path));
}
