/** Runs a backend over a shard of a corpus. */
import { rmSync } from 'node:fs';
import { backends } from '../backends/registry.ts';
import { backendDeclaration } from '../contracts/backend.ts';
import { inputRow } from '../contracts/corpus.ts';
import { parseArguments } from '../io/arguments.ts';
import { readJson } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { readRows } from '../io/ndjson.ts';
import { DeclaredBytes } from '../packs/declared.ts';
import { pictureOpener, pictureReader } from './pictures.ts';
import { run } from './run.ts';
import { readSource } from './source.ts';
import { writePredictions } from './write.ts';

export const main = await runMain(import.meta, async (argv) => {
  const { corpus, out, ...args } = parseArguments(argv, {
    backend: 'one',
    file: 'map', // files of the backend, by the keys of source.ts
    inputs: 'one',
    picture: 'map',
    pack: 'many',
    'pack-index': 'many',
    corpus: 'one',
    out: 'one',
  });
  const backend = readJson(args.backend, backendDeclaration);
  const pictures = new DeclaredBytes({ files: args.picture, packs: args.pack, indexes: args['pack-index'] });
  const readImage = pictureReader(pictures, (key) => pictures.read(key));
  // A program of the user's reads files.
  const taken = `${out}.pictures`;
  const exchange = { folder: `${out}.command`, imagePath: pictureReader(pictures, (key) => pictures.path(key, taken)), readImage };
  const source = readSource(backend.source, args.file, exchange);
  const inputs = [...readRows(args.inputs, inputRow)];
  try {
    writePredictions(out, await run({ backends, backend, source, corpus, inputs, picture: pictureOpener(readImage) }));
  } finally {
    rmSync(taken, { recursive: true, force: true });
  }
});
