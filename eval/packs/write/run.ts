/** Which file goes into which pack: a picture by its name, a mask where its picture is. */
import { Problems } from '../../errors/errors.ts';
import { sha256 } from '../../io/digest.ts';
import { extension } from '../../io/file_names.ts';
import { byText } from '../../io/order.ts';

export interface Plan {
  /** Name of the pack without its extension -> keys of its pictures, sorted. */
  readonly pictures: ReadonlyMap<string, readonly string[]>;
  /** The same of its masks; only packs that have some. */
  readonly masks: ReadonlyMap<string, readonly string[]>;
}

/**
 * A picture's pack is a hash of its name, so that one that is added moves no other while the number of packs stays.
 * @param packs how many
 * @throws InputError EV1042 for a mask whose picture is not there
 */
export function plan(pictures: readonly string[], masks: readonly string[], packs: number, suffix: string): Plan {
  const known = new Map(pictures.map((key) => [stem(key), packOf(key, packs)]));
  const problems = new Problems();
  const located = masks.flatMap((key) => {
    const pack = stem(key).endsWith(suffix) ? known.get(stem(key).slice(0, stem(key).length - suffix.length)) : undefined;
    if (pack !== undefined) return [{ key, pack }];
    problems.add({ code: 'EV1042', location: key, message: 'no picture has the name of the mask' });
    return [];
  });
  problems.check();
  return {
    pictures: grouped(pictures.map((key) => ({ key, pack: known.get(stem(key)) ?? '' }))),
    masks: grouped(located),
  };
}

function grouped(files: readonly { readonly key: string; readonly pack: string }[]): Map<string, string[]> {
  const groups = Map.groupBy(files, ({ pack }) => pack);
  return new Map([...groups].sort(([a], [b]) => byText(a, b)).map(([pack, list]) => [pack, list.map(({ key }) => key).sort(byText)]));
}

/** Name, without its extension, of the pack that a picture is in. */
export function packOf(key: string, packs: number): string {
  return String(Number.parseInt(sha256(key).slice(-8), 16) % packs).padStart(6, '0');
}

/** Path without its last extension: folders tell pictures of one name apart. */
function stem(key: string): string {
  return key.replace(extension, '');
}
