/**
 * verify: the drafts of a shard with their pictures and masks to the inputs and the truth of its samples.
 *
 *     --drafts drafts-0.ndjson --picture images/a.png=path --mask masks/a.png=path
 *     --mask-values mask_values.json          what their values mean, where the corpus declares it
 *     --inputs-out inputs-0.ndjson --truth-out truth-0.ndjson --digests-out digests-0.ndjson
 *     --unused-out unused-0        paths of masks that no draft of the shard names
 */
import { draftRow } from '../contracts/draft.ts';
import { maskValues } from '../contracts/mask_values.ts';
import { InputError } from '../errors/errors.ts';
import { parseArguments } from '../io/arguments.ts';
import { readBytes, readJson, writeText } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { readRows, writeRows } from '../io/ndjson.ts';
import { byText } from '../io/order.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, async (argv) => {
  const args = parseArguments(argv, {
    drafts: 'one',
    picture: 'map',
    mask: 'map',
    'mask-values': 'optional',
    'inputs-out': 'one',
    'truth-out': 'one',
    'digests-out': 'one',
    'unused-out': 'one',
  });
  const used = new Set<string>();
  const output = await run({
    drafts: readRows(args.drafts, draftRow),
    maskValues: args['mask-values'] === undefined ? undefined : readJson(args['mask-values'], maskValues),
    read: {
      picture: (key) => readBytes(declared(args.picture, key)),
      mask: (key) => {
        used.add(key);
        return readBytes(declared(args.mask, key));
      },
    },
  });
  writeRows(args['inputs-out'], output.inputs);
  writeRows(args['truth-out'], output.truth);
  writeRows(args['digests-out'], output.digests);
  const unused = [...args.mask].flatMap(([key, path]) => (used.has(key) ? [] : [path]));
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
function declared(paths: ReadonlyMap<string, string>, key: string): string {
  const path = paths.get(key);
  if (path === undefined) throw new InputError({ code: 'EV1004', location: key, message: 'the file is not among the declared files of the shard' });
  return path;
}
