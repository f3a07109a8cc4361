/** verify: the drafts of a shard with their pictures and masks to the inputs and the truth of its samples. */
import { draftRow } from '../contracts/draft.ts';
import { maskValues } from '../contracts/mask_values.ts';
import { InputError } from '../errors/errors.ts';
import { parseArguments } from '../io/arguments.ts';
import { readJson, writeText } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { readRows, writeRows } from '../io/ndjson.ts';
import { byText } from '../io/order.ts';
import { DeclaredBytes } from '../packs/declared.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, async (argv) => {
  const args = parseArguments(argv, {
    drafts: 'one',
    picture: 'map',
    mask: 'map',
    pack: 'many',
    'pack-index': 'many',
    'mask-pack': 'many',
    'mask-pack-index': 'many',
    'mask-values': 'optional', // what their values mean, where the corpus declares it
    'inputs-out': 'one',
    'truth-out': 'one',
    'digests-out': 'one',
    'unused-out': 'one', // paths of masks that no draft of the shard names
  });
  const pictures = new DeclaredBytes({ files: args.picture, packs: args.pack, indexes: args['pack-index'] });
  const masks = new DeclaredBytes({ files: args.mask, packs: args['mask-pack'], indexes: args['mask-pack-index'] });
  const output = await run({
    drafts: readRows(args.drafts, draftRow),
    maskValues: args['mask-values'] === undefined ? undefined : readJson(args['mask-values'], maskValues),
    read: {
      picture: (key) => pictures.read(key) ?? undeclared(key),
      mask: (key) => masks.read(key) ?? undeclared(key),
    },
  });
  writeRows(args['inputs-out'], output.inputs);
  writeRows(args['truth-out'], output.truth);
  writeRows(args['digests-out'], output.digests);
  // A pack can hold pictures and masks.
  const unused = masks.unused.filter((path) => !args.pack.includes(path));
  // Equal bytes, in whatever order the masks are given.
  writeText(
    args['unused-out'],
    unused
      .toSorted(byText)
      .map((path) => `${path}\n`)
      .join(''),
  );
});

/** @throws InputError EV1004 */
function undeclared(key: string): never {
  throw new InputError({ code: 'EV1004', location: key, message: 'the file is not among the declared files of the shard' });
}
