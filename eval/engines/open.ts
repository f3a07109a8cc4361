/** Native libraries of packages, for programs that are one file: tools/program puts this in place of how a package finds its own. */
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { withUnpacked } from './packed.ts';

const load = createRequire(import.meta.url);

/**
 * Once a library is loaded, the system needs its files no more: an action leaves nothing behind.
 * @param name of a packed library beside this module
 */
export function openEngine(name: string): unknown {
  const packed = join(import.meta.dirname, `${name}.packed`);
  const opened = (parent: string): unknown =>
    withUnpacked(packed, parent, (folder, paths) => load(join(folder, paths.find((path) => path.endsWith('.node')) ?? name)));
  try {
    return opened(tmpdir());
  } catch (error) {
    // A machine may let nothing run from there, or have no room. In an action this is the root of its sandbox.
    try {
      return opened(resolve('.'));
    } catch {
      throw error;
    }
  }
}
