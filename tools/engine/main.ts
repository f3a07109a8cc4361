/**
 * engine: what a program opens of packages with native libraries.
 *
 *     --to lib --tree folder --kept '*.node'    files of a package's folder that match, and where they go; each once for a package
 *     --packed file | --folder folder           in one file, or as they are
 */
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pack } from '../../eval/engines/packed.ts';
import { parseArguments } from '../../eval/io/arguments.ts';
import { writeBytes } from '../../eval/io/files.ts';
import { runMain } from '../../eval/io/main.ts';
import { taken } from './taken.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, { to: 'many', tree: 'many', kept: 'many', packed: 'optional', folder: 'optional' });
  const files = taken(args.to.map((to, i) => ({ to, tree: args.tree[i] as string, kept: args.kept[i] as string })));
  if (args.packed !== undefined) writeBytes(args.packed, pack(files.map(({ path, source }) => ({ path, bytes: readFileSync(source) }))));
  for (const { path, source } of args.folder === undefined ? [] : files) {
    const copy = join(args.folder as string, path);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(source, copy);
  }
});
