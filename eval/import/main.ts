/** import: the sources of a corpus to drafts of its samples. It opens no picture: pictures and masks are known by their keys. */
import * as z from 'zod';
import { imported } from '../contracts/draft.ts';
import { InputError } from '../errors/errors.ts';
import { parseArguments } from '../io/arguments.ts';
import { FileLines } from '../io/file_lines.ts';
import { stem } from '../io/file_names.ts';
import { linesIn, readJson, readText, writeJson } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { RowFile } from '../io/ndjson.ts';
import type { Source } from './importer.ts';
import { type ImporterName, importers } from './importers/table.ts';
import { importSources } from './run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, {
    importer: 'one',
    config: 'one',
    source: 'map', // by role
    picture: 'many', // shard=key
    mask: 'many',
    'picture-keys': 'many', // shard=path of the keys of a pack, one a line
    'mask-keys': 'many', // the same, without a shard
    'mask-suffix': 'optional', // what tells masks in packs of pictures
    label: 'map',
    name: 'one',
    'imported-out': 'one',
    'descriptions-out': 'one',
    'drafts-out': 'map', // by shard
  });
  const outputs = shardOutputs(args['drafts-out']);
  if (!Object.hasOwn(importers, args.importer)) refuse(`--importer is one of ${Object.keys(importers).join(', ')}`, args.importer);

  const drafts = outputs.map((path) => new RowFile(path));
  const descriptions = new RowFile(args['descriptions-out']);
  const suffix = args['mask-suffix'] ?? '';
  const isMask = (key: string): boolean => suffix !== '' && stem(key).endsWith(suffix);
  const input = {
    importer: args.importer as ImporterName,
    options: readJson(args.config, z.unknown()),
    pictures: pictures(args, isMask),
    masks: masks(args, isMask),
    labels: [...args.label.keys()],
    labelText: (key: string) => readText(args.label.get(key) ?? key),
    sources: new Map([...args.source].map(([role, path]) => [role, sourceAt(path)])),
    name: args.name,
    shards: outputs.length,
  };
  const read = importSources(input, (shard, draft, description) => {
    drafts[shard]?.add(draft);
    descriptions.add(description);
  });
  for (const file of [...drafts, descriptions]) file.end();
  writeJson(args['imported-out'], imported, read);
});

/** A file that an importer reads as a whole or line by line. */
function sourceAt(path: string): Source {
  return {
    location: path,
    get text() {
      return readText(path);
    },
    lines: () => new FileLines(path),
  };
}

/** `<shard>=<key>` */
function pictureInShard(given: string): { key: string; shard: number } {
  const [, shard, key] = /^(\d{1,6})=(.+)$/s.exec(given) ?? refuse('--picture is <shard>=<key>', given);
  return { key: key ?? '', shard: Number(shard) };
}

type Keys = Readonly<Record<'picture' | 'picture-keys' | 'mask' | 'mask-keys', readonly string[]>>;

/** Declared pictures, then those in packs. */
function* pictures(args: Keys, isMask: (key: string) => boolean): Generator<{ key: string; shard: number }> {
  for (const given of args.picture) yield pictureInShard(given);
  for (const given of args['picture-keys']) {
    const { key: path, shard } = pictureInShard(given);
    for (const key of linesIn(readText(path))) if (!isMask(key)) yield { key, shard };
  }
}

/** Declared masks, those in packs of pictures, then those in packs of their own. */
function* masks(args: Keys, isMask: (key: string) => boolean): Generator<string> {
  yield* args.mask;
  for (const given of args['picture-keys']) for (const key of linesIn(readText(pictureInShard(given).key))) if (isMask(key)) yield key;
  for (const path of args['mask-keys']) yield* linesIn(readText(path));
}

/** Path of drafts-<shard>.ndjson for each shard, in order. */
function shardOutputs(given: ReadonlyMap<string, string>): string[] {
  const outputs = [...given].sort(([a], [b]) => Number(a) - Number(b));
  const complete = outputs.length > 0 && outputs.every(([key], i) => key === String(i));
  if (!complete) refuse('--drafts-out is given once for each shard, from 0', [...given.keys()].join(' '));
  return outputs.map(([, path]) => path);
}

function refuse(message: string, got: string): never {
  throw new InputError({ code: 'EV9001', location: 'arguments', message, got });
}
