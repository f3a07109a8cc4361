/**
 * Runs a backend over a shard of a corpus, or reads files of predictions, and writes predictions.ndjson.
 *
 *     --backend backend.json      what it is; --file says where its files are, by the keys of source.ts
 *     --file manifest=checkpoint.json --file model=m.onnx --file data/m.onnx.data=path
 *     --inputs inputs-0.ndjson --picture images/a.png=path --corpus name --out predictions-0.ndjson
 */
import { backendDeclaration } from '../contracts/backend.ts';
import { inputRow } from '../contracts/corpus.ts';
import { predictionRow, predictionsHeader } from '../contracts/predictions.ts';
import { parseArguments } from '../io/arguments.ts';
import { readBytes, readJson } from '../io/files.ts';
import { validate } from '../io/issues.ts';
import { runMain } from '../io/main.ts';
import { readEachRow, writeRows } from '../io/ndjson.ts';
import { pictureReader } from './pictures.ts';
import { run } from './run.ts';
import { readSource } from './source.ts';

export const main = await runMain(import.meta, async (argv) => {
  const args = parseArguments(argv, { backend: 'one', file: 'map', inputs: 'many', picture: 'map', corpus: 'one', out: 'one' });
  const readImage = pictureReader(args.picture, readBytes);
  const backend = readJson(args.backend, backendDeclaration);
  const exchange = { folder: `${args.out}.command`, imagePath: pictureReader(args.picture, (path) => path), readImage };
  const { header, rows } = await run({
    backend,
    source: readSource(backend.source, args.file, exchange),
    corpus: args.corpus,
    inputs: [...readEachRow(args.inputs, inputRow)],
    readImage,
  });
  writeRows(
    args.out,
    rows.map((row) => validate(predictionRow, row, args.out)),
    validate(predictionsHeader, header, args.out),
  );
});
