/** What a command is made of, as one digest. */

import { readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, measureParts } from '../../io/digest.ts';
import { partsOf } from '../../io/files.ts';
import { byText } from '../../io/order.ts';

export interface CommandFiles {
  /** Paths. A program that is a plain file has no runfiles. */
  readonly executable: string;
  readonly runfiles?: string | undefined;
  /** Name -> path of a file or folder. */
  readonly data: ReadonlyMap<string, string>;
}

/** Bazel's own lists of what is in the runfiles: one has absolute paths, the other changes with modules that are not in them. */
const lists = new Set(['MANIFEST', '_repo_mapping']);

/**
 * Digest over the names and bytes of the executable, of everything in its runfiles and of its data. Names are those that the
 * program knows its files by, so the output tree, the sandbox and the machine do not matter; links count as what they lead to.
 */
export function commandDigest({ executable, runfiles, data }: CommandFiles): string {
  const tree = new Tree();
  tree.add('executable', executable);
  if (runfiles !== undefined) {
    for (const name of readdirSync(runfiles)) if (!lists.has(name)) tree.add(`runfiles/${name}`, join(runfiles, name));
  }
  for (const [name, path] of data) tree.add(`data/${name}`, path);
  return tree.digest();
}

class Tree {
  readonly #content = new Map<string, string>();
  /** Several links may lead to one file: by its real path. */
  readonly #known = new Map<string, string>();

  add(name: string, path: string): void {
    this.#walk(name, path, []);
  }

  digest(): string {
    return digestOf([...this.#content].sort(([a], [b]) => byText(a, b)));
  }

  /** @param above real paths of the folders on the way: a link back to one of them is not followed */
  #walk(name: string, path: string, above: readonly string[]): void {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) {
      this.#content.set(name, `link to nothing: ${readlinkSync(path)}`);
      return;
    }
    const real = realpathSync(path);
    if (!found.isDirectory()) {
      this.#content.set(name, this.#digestOfFile(real));
    } else if (above.includes(real)) {
      this.#content.set(name, `link to the folder ${above.length - above.indexOf(real)} above`);
    } else {
      for (const entry of readdirSync(path)) this.#walk(`${name}/${entry}`, join(path, entry), [...above, real]);
    }
  }

  #digestOfFile(real: string): string {
    const known = this.#known.get(real) ?? measureParts(partsOf(real)).sha256;
    this.#known.set(real, known);
    return known;
  }
}
