/**
 * Reads files of predictions made elsewhere, once for all shards, and writes predictions-<shard>.rows of each. It runs no model and
 * opens no picture, and is a program of its own so that its actions do not depend on the libraries for that.
 *
 *     --backend backend.json --file 0=predictions.ndjson --corpus name
 *     --inputs inputs-0.ndjson --out predictions-0.rows      once a shard
 */
import { backendDeclaration } from '../../contracts/backend.ts';
import { InputError } from '../../errors/errors.ts';
import { parseArguments } from '../../io/arguments.ts';
import { readJson } from '../../io/files.ts';
import { runMain } from '../../io/main.ts';
import { writePredictions } from '../write.ts';
import { inferImported } from './run.ts';

export const main = await runMain(import.meta, async (argv) => {
  const args = parseArguments(argv, { backend: 'one', file: 'map', inputs: 'many', corpus: 'one', out: 'many' });
  if (args.inputs.length !== args.out.length) {
    const message = `--inputs is given ${args.inputs.length} times, --out ${args.out.length} times`;
    throw new InputError({ code: 'EV9001', location: 'arguments', message });
  }
  const backend = readJson(args.backend, backendDeclaration);
  const shards = inferImported({ backend, corpus: args.corpus }, [...args.file.values()], args.inputs);
  let shard = 0;
  for await (const output of shards) writePredictions(args.out[shard++] ?? '', output);
});
