/** Which pictures were made from which: an upload, its JPEG conversion and a crop of it are one photo. */
import type { CropRun } from './rows.ts';

export interface Lineage {
  /** Root of each picture that has a parent or a child in the export, by id as text; others are not in it. */
  readonly roots: ReadonlyMap<string, string>;
  /** Pictures whose parents lead back to themselves. */
  readonly circular: readonly string[];
}

/** Follows `derived_from` over all rows; a parent that the export does not hold is a root. */
export function lineageOf(runs: readonly CropRun[]): Lineage {
  const parents = new Map<string, string>();
  for (const { image } of runs) {
    if (image.derived_from !== null && image.derived_from !== undefined) parents.set(String(image.id), String(image.derived_from));
  }
  const roots = new Map<string, string>();
  const circular: string[] = [];
  for (const id of parents.keys()) {
    const seen = new Set<string>();
    let at = id;
    for (let up = parents.get(at); up !== undefined && !seen.has(at); up = parents.get(at)) {
      seen.add(at);
      at = up;
    }
    if (seen.has(at)) circular.push(id);
    else for (const member of [...seen, at]) roots.set(member, at);
  }
  return { roots, circular };
}
