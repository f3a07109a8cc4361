/** What stands at a path of an archive: files and links, found in folders too, without what only a compiler or a debugger reads. */

import { lstatSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { byText } from '../io/order.ts';

export type Content =
  | { readonly kind: 'file'; readonly path: string; readonly source: string }
  | { readonly kind: 'link'; readonly path: string; readonly target: string };

/** Types and source maps of programs: no program opens them. */
const unneeded = /^programs\/.*(?:\.d\.[cm]?ts|\.map)$/;

/**
 * @param files path in the archive -> where the file or folder is. A link that is relative is one: packages are linked to each other
 * so. One that is absolute is how the sandbox shows a file.
 * @returns sorted by path
 */
export function contentOf(files: readonly { readonly path: string; readonly source: string }[]): Content[] {
  return files
    .flatMap(({ path, source }) => [...walk(path, source)])
    .filter(({ path }) => !unneeded.test(path))
    .sort((a, b) => byText(a.path, b.path));
}

function* walk(path: string, source: string): Generator<Content> {
  const link = lstatSync(source).isSymbolicLink() ? readlinkSync(source) : undefined;
  if (link !== undefined && !isAbsolute(link)) yield { kind: 'link', path, target: link };
  else if (statSync(source).isDirectory()) {
    for (const name of readdirSync(source)) yield* walk(`${path}/${name}`, join(source, name));
  } else yield { kind: 'file', path, source };
}
