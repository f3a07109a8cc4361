import { readdirSync } from 'node:fs';
import { basename, join, matchesGlob } from 'node:path';
import { byText } from '../../eval/io/order.ts';

/** Some files of a package, and the folder that they go to. */
export interface Part {
  readonly to: string;
  readonly tree: string;
  readonly kept: string;
}

/** @throws Error for a name of a file that no file has, or two */
export function taken(parts: readonly Part[]): { readonly path: string; readonly source: string }[] {
  const files = parts.flatMap(({ to, tree, kept }) =>
    readdirSync(tree, { recursive: true, encoding: 'utf8' })
      .filter((path) => kept.split(' ').some((pattern) => matchesGlob(path, pattern)))
      .map((path) => ({ path: join(to, basename(path)), source: join(tree, path) })),
  );
  const paths = new Set(files.map(({ path }) => path));
  if (files.length === 0 || paths.size !== files.length)
    throw new Error(`expected files with names of their own, got ${[...paths].join(', ') || 'none'}`);
  return files.sort((a, b) => byText(a.path, b.path));
}
