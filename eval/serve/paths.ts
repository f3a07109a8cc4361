/** Files that a request may name: below a declared folder, links followed. */
import { realpathSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';

export type Inside = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly why: 'outside' | 'absent' };

/** The real path of a file below a folder. A link that leads out of it is outside, wherever it lies. */
export function fileBelow(root: string, asked: string): Inside {
  const wanted = resolve(root, asked);
  // Before anything is looked up: whether a file exists elsewhere is nobody's business.
  if (!isBelow(resolve(root), wanted) && !isBelow(realpathSync(root), wanted)) return { ok: false, why: 'outside' };
  let path: string;
  try {
    path = realpathSync(wanted);
  } catch {
    return { ok: false, why: 'absent' };
  }
  if (!isBelow(realpathSync(root), path)) return { ok: false, why: 'outside' };
  return statSync(path).isFile() ? { ok: true, path } : { ok: false, why: 'absent' };
}

export function isBelow(root: string, path: string): boolean {
  const between = relative(root, path);
  return between !== '' && between !== '..' && !between.startsWith(`..${sep}`) && !between.startsWith(sep);
}
