/** The pictures and masks of a version in tar archives: 000000.tar, and 000000.masks.tar with the masks of its pictures. */
import { measureParts } from '../io/digest.ts';
import { filesTar } from '../packs/write/archive.ts';
import { packOf } from '../packs/write/run.ts';
import { listed, type Version } from './run.ts';

/**
 * The same rows and files, in so many packs at the most. A picture's pack is a hash of its path, which is a hash of its content: what is
 * added moves no other. A mask of pictures of several packs is in each of theirs.
 * @param sourceOf path of a file by its name in the rows
 */
export function packed(version: Version, count: number, sourceOf: (name: string) => string): Version {
  const packs = new Map<string, Set<string>>();
  const put = (pack: string, path: string): void => void packs.set(pack, (packs.get(pack) ?? new Set()).add(path));
  for (const path of version.copies.keys()) {
    const pictures = version.picturesOf.get(path);
    if (pictures === undefined) put(`packs/${packOf(path, count)}.tar`, path);
    else for (const picture of pictures) put(`packs/${packOf(picture, count)}.masks.tar`, path);
  }
  const sorted = new Map([...packs].map(([pack, paths]) => [pack, [...paths].sort()]));
  const archives = [...sorted].map(([path, members]) => ({ path, ...measureParts(archive(version, members, sourceOf)) }));
  const lists = version.entries.filter(({ path }) => version.texts.has(path));
  return { ...version, ...listed([...lists, ...archives]), packs: sorted };
}

/** The bytes of a pack. */
export function archive(version: Version, members: readonly string[], sourceOf: (name: string) => string): Generator<Uint8Array> {
  return filesTar(members.map((path) => ({ path, source: sourceOf(version.copies.get(path) ?? path) })));
}
