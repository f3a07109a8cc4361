/**
 * Finished steps, each in a folder called after all that its outputs depend on. A folder gets its name when it is complete, so
 * one that is there is whole; what an ended run left half done has another name and is not looked at.
 */
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../../io/canonical_json.ts';

/** Path of an output -> digest; of a folder, digests of all files in it. */
const record = z.record(z.string(), z.string());
export type Digests = z.infer<typeof record>;

const begun = 'begun-';

export class Store {
  readonly #folder: string;

  /** @param folder made if it is absent, for one run at a time; what ended runs left half done is removed */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) if (name.startsWith(begun)) this.abandon(join(folder, name));
  }

  /** Where a finished step has its outputs, at their own paths. */
  outputs(key: string): string {
    return join(this.#folder, key, 'outputs');
  }

  /** What a finished step made, if all of it is still there; a damaged one is removed. */
  async find(key: string, paths: readonly string[]): Promise<Digests | undefined> {
    if (!existsSync(join(this.#folder, key))) return undefined;
    try {
      const known = record.parse(JSON.parse(readFileSync(join(this.#folder, key, 'digests.json'), 'utf8')));
      if (canonicalJson(await digestsOf(this.outputs(key), paths)) === canonicalJson(known)) return known;
    } catch {
      // Unreadable is damaged.
    }
    rmSync(join(this.#folder, key), { recursive: true, force: true });
    return undefined;
  }

  /** A folder for a step to run in. */
  begin(): string {
    return mkdtempSync(join(this.#folder, begun));
  }

  /** Keeps what a step made. @param paths its outputs, below the folder that it ran in */
  async finish(folder: string, key: string, paths: readonly string[]): Promise<Digests> {
    const digests = await digestsOf(folder, paths);
    const done = this.begin();
    for (const path of paths) {
      mkdirSync(join(done, 'outputs', path, '..'), { recursive: true });
      renameSync(join(folder, path), join(done, 'outputs', path));
    }
    writeFileSync(join(done, 'digests.json'), canonicalJson(digests));
    renameSync(done, join(this.#folder, key));
    return digests;
  }

  abandon(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Digest of each file and of each folder, by its path. */
async function digestsOf(folder: string, paths: readonly string[]): Promise<Digests> {
  const digests: Record<string, string> = {};
  for (const path of paths) digests[path] = await digestOfPath(join(folder, path));
  return digests;
}

async function digestOfPath(path: string): Promise<string> {
  const hash = createHash('sha256');
  if (lstatSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) hash.update(`${JSON.stringify(name)} ${await digestOfPath(join(path, name))}\n`);
  } else {
    for await (const part of createReadStream(path)) hash.update(part as Uint8Array);
  }
  return `sha256:${hash.digest('hex')}`;
}
