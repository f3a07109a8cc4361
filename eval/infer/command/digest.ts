/** What a command is made of, as one digest. */

import { readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../contracts/common.ts';
import { digestOf, measureParts } from '../../io/digest.ts';
import { partsOf } from '../../io/files.ts';
import { byText } from '../../io/order.ts';

export interface CommandFiles {
  /** Paths. A program that is a plain file has no runfiles. */
  readonly executable: string;
  readonly runfiles?: string | undefined;
  /** Name -> path of a file or folder. */
  readonly data: ReadonlyMap<string, string>;
  /** How a program of Node.js is started; null for any other program. */
  readonly node: { readonly [key: string]: Json } | null;
}

/** In the runfiles of a program of Node.js: what starts it, which is not the same in all versions and profiles of rules_js. */
const tools = /^runfiles\/(((aspect_)?(rules_js|rules_nodejs|bazel_lib)|bazel_tools)([+~][^/]*)?|.*_node_bin)$/;

/** Bazel's own lists of what is in the runfiles: one has absolute paths, the other changes with modules that are not in them. */
const lists = new Set(['MANIFEST', '_repo_mapping']);

/**
 * Digest over the names and bytes of the executable, of everything in its runfiles and of its data. Names are those that the
 * program knows its files by, so the output tree, the sandbox and the machine do not matter; links count as what they lead to.
 * Of a program of Node.js, its entry point, arguments, options and environment stand in place of the launcher.
 */
export function commandDigest({ executable, runfiles, data, node }: CommandFiles): string {
  const tree = new Tree(node === null ? undefined : executable);
  if (node === null) tree.add('executable', executable);
  else tree.state('node', digestOf(node));
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
  /** Of the launcher: copies of it are left out, and so are the tools around it. */
  readonly #launcher: string | undefined;

  constructor(launcher: string | undefined) {
    this.#launcher = launcher === undefined ? undefined : this.#digestOfFile(realpathSync(launcher));
  }

  state(name: string, digest: string): void {
    this.#content.set(name, digest);
  }

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
    if (this.#launcher !== undefined && tools.test(name)) return;
    if (!found.isDirectory()) {
      const digest = this.#digestOfFile(real);
      if (digest !== this.#launcher) this.#content.set(name, digest);
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
