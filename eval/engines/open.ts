/** Native libraries of packages, for programs that are one file: tools/program puts this in place of how a package finds its own. */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const load = createRequire(import.meta.url);

/** @param name a folder beside this module, with the library and what the system's loader takes from beside it */
export function openEngine(name: string): unknown {
  const folder = join(import.meta.dirname, name);
  const library = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((path) => path.endsWith('.node'));
  if (library === undefined) throw new Error(`${folder} has no library for Node.js`);
  return load(join(folder, library));
}
