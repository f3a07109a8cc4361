/** The index stage: sources of a corpus in; corpus.json, truth.ndjson, slices.ndjson and inputs-<shard>.ndjson out. */
import { z } from 'zod';
import { corpus } from '../contracts/corpus.ts';
import { corpusFiles } from '../contracts/files.ts';
import { InputError } from '../errors/errors.ts';
import { parseArguments } from '../io/arguments.ts';
import { readBytes, readJson, readText, writeJson, writeRows } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import type { ImporterName } from './importers/table.ts';
import { importers } from './importers/table.ts';
import { run } from './run.ts';

await runMain(async (argv) => {
  const args = parseArguments(argv, {
    importer: 'one',
    config: 'one',
    files: 'one',
    source: 'map',
    name: 'one',
    'dataset-version': 'one',
    shards: 'one',
    'corpus-out': 'one',
    'truth-out': 'one',
    'slices-out': 'one',
    'shard-out': 'map',
  });
  const outputs = shardOutputs(args.shards, args['shard-out']);
  if (!Object.hasOwn(importers, args.importer)) refuse(`--importer is one of ${Object.keys(importers).join(', ')}`, args.importer);

  const output = await run({
    importer: args.importer as ImporterName,
    options: readJson(args.config, z.unknown()),
    files: readJson(args.files, corpusFiles),
    sources: new Map([...args.source].map(([role, path]) => [role, { location: path, text: readText(path) }])),
    read: readBytes,
    name: args.name,
    datasetVersion: args['dataset-version'],
    shards: outputs.length,
  });

  writeJson(args['corpus-out'], corpus, output.corpus);
  writeRows(args['truth-out'], output.truth);
  writeRows(args['slices-out'], output.slices);
  for (const [shard, path] of outputs.entries()) writeRows(path, output.inputs[shard] ?? []);
});

/** Path of inputs-<shard>.ndjson for each shard, in order. */
function shardOutputs(shards: string, given: ReadonlyMap<string, string>): string[] {
  const outputs = [...given].sort(([a], [b]) => Number(a) - Number(b));
  const complete = outputs.length > 0 && String(outputs.length) === shards && outputs.every(([key], i) => key === String(i));
  if (!complete) refuse('--shard-out is given once for each of --shards, from 0', `${shards} shards, outputs ${[...given.keys()].join(' ')}`);
  return outputs.map(([, path]) => path);
}

function refuse(message: string, got: string): never {
  throw new InputError({ code: 'EV9001', location: 'arguments', message, got });
}
