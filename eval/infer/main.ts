/**
 * Runs a backend over a shard of a corpus and writes predictions-<shard>.ndjson.
 *
 *     --backend backend.json      what it is; --file says where its files are, by the keys of source.ts
 *     --file manifest=checkpoint.json --file model=m.onnx --file data/m.onnx.data=path
 *     --inputs inputs-0.ndjson --picture images/a.png=path --corpus name --out predictions-0.ndjson
 */
import { backends } from '../backends/registry.ts';
import { backendDeclaration } from '../contracts/backend.ts';
import { inputRow } from '../contracts/corpus.ts';
import { parseArguments } from '../io/arguments.ts';
import { readBytes, readJson } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { readRows } from '../io/ndjson.ts';
import { pictureOpener, pictureReader } from './pictures.ts';
import { run } from './run.ts';
import { readSource } from './source.ts';
import { writePredictions } from './write.ts';

export const main = await runMain(import.meta, async (argv) => {
  const { corpus, out, ...args } = parseArguments(argv, {
    backend: 'one',
    file: 'map',
    inputs: 'one',
    picture: 'map',
    corpus: 'one',
    out: 'one',
  });
  const backend = readJson(args.backend, backendDeclaration);
  const readImage = pictureReader(args.picture, readBytes);
  const exchange = { folder: `${out}.command`, imagePath: pictureReader(args.picture, (path) => path), readImage };
  const source = readSource(backend.source, args.file, exchange);
  const inputs = [...readRows(args.inputs, inputRow)];
  writePredictions(out, await run({ backends, backend, source, corpus, inputs, picture: pictureOpener(readImage) }));
});
