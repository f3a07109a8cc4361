/** Which mask file belongs to which picture, where names alone say it. */
import type { Problems } from '../errors/errors.ts';
import { nearest, stem } from '../io/file_names.ts';
import type { ImportInput } from './importer.ts';

/**
 * Mask of each picture by key: the one whose stem is the picture's stem and the suffix. Where several pictures or masks have
 * that stem, the one that shares most of the folders above the files: `images/cam1/7.png` and `masks/cam1/7.png`.
 * Problems: EV1013 a mask without a picture, EV1015 masks or pictures of one stem that no folder tells apart.
 */
export function masksOf({ images, masks, problems }: Pick<ImportInput, 'images' | 'masks' | 'problems'>, suffix: string): Map<string, string> {
  const pictures = Map.groupBy(images.keys, (key) => `${stem(key)}${suffix}`);
  const found = new Map<string, string>();
  for (const [name, keys] of Map.groupBy(masks.keys, stem)) {
    const owners = pictures.get(name) ?? [];
    const owner = suffix !== '' && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
    const expected = `a declared picture named ${owner}.jpg, say`;
    for (const key of keys) {
      const best = nearest(key, owners);
      if (best.length === 0) problems.add({ code: 'EV1013', location: key, message: 'the mask belongs to no declared picture', expected });
      const other = best.map((one) => found.get(one)).find((one) => one !== undefined);
      if (best.length > 1) ambiguous(key, 'the mask fits several pictures of one file stem', best, problems);
      else if (other !== undefined) ambiguous(key, 'two masks share a file stem, and both fit one picture', [other, key], problems);
      // That it is not clear which one has been told: then it is not told as missing, too.
      for (const one of best) found.set(one, key);
    }
  }
  return found;
}

function ambiguous(location: string, message: string, keys: readonly string[], problems: Problems): void {
  problems.add({ code: 'EV1015', location, message, got: keys.join(', ') });
}
