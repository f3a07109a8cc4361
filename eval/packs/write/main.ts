/**
 * Folders of pictures and masks as packs for packed_corpus: 000000.tar with pictures, 000000.masks.tar with their masks.
 *
 *     bazel run @rules_model_eval//eval/packs/write -- --images pictures --masks masks --packs 100 --out packs
 *     --mask-suffix _mask       what a mask's name has after its picture's
 *
 * Names are paths below the folders. The bytes of a pack depend on its files alone.
 */
import { globSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../errors/errors.ts';
import { formatsRead } from '../../image/formats.ts';
import { parseArguments, typedPath, wholeArgument } from '../../io/arguments.ts';
import { writeParts } from '../../io/files.ts';
import { runMain } from '../../io/main.ts';
import { byText } from '../../io/order.ts';
import { filesTar } from './archive.ts';
import { plan } from './run.ts';

process.chdir(typedPath('.'));

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, { images: 'one', masks: 'optional', packs: 'one', 'mask-suffix': 'optional', out: 'one' });
  const packs = wholeArgument('packs', args.packs, 1);
  const masks = args.masks;
  const planned = plan(picturesIn(args.images), masks === undefined ? [] : picturesIn(masks), packs, args['mask-suffix'] ?? '');
  mkdirSync(args.out, { recursive: true });
  for (const [name, keys] of planned.pictures) write(join(args.out, `${name}.tar`), args.images, keys);
  for (const [name, keys] of planned.masks) write(join(args.out, `${name}.masks.tar`), masks ?? '', keys);
  process.stderr.write(`${planned.pictures.size} packs of pictures, ${planned.masks.size} of masks\n`);
});

function picturesIn(folder: string): string[] {
  const found = globSync('**/*.{jpg,jpeg,png,webp,tif,tiff,avif,JPG,JPEG,PNG,WEBP,TIF,TIFF,AVIF}', { cwd: folder }).sort(byText);
  if (found.length === 0) throw new InputError({ code: 'EV1042', location: folder, message: `there is no ${formatsRead} file below the folder` });
  return found;
}

function write(path: string, folder: string, keys: readonly string[]): void {
  writeParts(path, filesTar(keys.map((key) => ({ path: key, source: join(folder, key) }))));
}
