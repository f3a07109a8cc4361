/**
 * Finished steps, each in a folder called after all that its outputs depend on. A folder gets its name when it is complete, so
 * one that is there is whole; what an ended run left half done has another name and is not looked at.
 */
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { canonicalJson } from '../io/canonical_json.ts';
import { measureParts, sha256 } from '../io/digest.ts';
import { partsOf } from '../io/files.ts';
import { isAlive } from '../io/process.ts';

/** Path of an output -> digest; of a folder, digests of all files in it. */
const record = z.record(z.string(), z.string());
export type Digests = z.infer<typeof record>;

/** Behind it stand the run's process id and letters that make it unique. */
const begun = 'begun-';

export class Cache {
  readonly #folder: string;

  /** @param folder made if it is absent, several runs may use it at once; what ended runs left half done is removed */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) if (name.startsWith(begun) && !isAlive(Number(name.split('-')[1]))) this.abandon(join(folder, name));
  }

  /** Where a finished step has its outputs, at their own paths. */
  outputs(key: string): string {
    return join(this.#folder, key, 'outputs');
  }

  /** What a finished step made, if all of it is still there; a damaged one is removed. */
  find(key: string, paths: readonly string[]): Digests | undefined {
    if (!existsSync(join(this.#folder, key))) return undefined;
    try {
      const known = record.parse(JSON.parse(readFileSync(join(this.#folder, key, 'digests.json'), 'utf8')));
      if (canonicalJson(digestsOf(this.outputs(key), paths)) === canonicalJson(known)) return known;
    } catch {
      // Unreadable is damaged.
    }
    rmSync(join(this.#folder, key), { recursive: true, force: true });
    return undefined;
  }

  /** A folder for a step to run in. */
  begin(): string {
    return mkdtempSync(join(this.#folder, `${begun}${process.pid}-`));
  }

  /** Keeps what a step made. @param paths its outputs, below the folder that it ran in */
  finish(folder: string, key: string, paths: readonly string[]): Digests {
    const digests = digestsOf(folder, paths);
    const done = this.begin();
    for (const path of paths) {
      mkdirSync(join(done, 'outputs', path, '..'), { recursive: true });
      renameSync(join(folder, path), join(done, 'outputs', path));
    }
    writeFileSync(join(done, 'digests.json'), canonicalJson(digests));
    try {
      renameSync(done, join(this.#folder, key));
    } catch (error) {
      // Another run was faster; the same key means the same outputs.
      if (this.find(key, paths) === undefined) throw error;
      this.abandon(done);
    }
    return digests;
  }

  abandon(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Digest of each file and of each folder, by its path. */
function digestsOf(folder: string, paths: readonly string[]): Digests {
  return Object.fromEntries(paths.map((path) => [path, digestOfPath(join(folder, path))]));
}

function digestOfPath(path: string): string {
  if (!lstatSync(path).isDirectory()) return measureParts(partsOf(path)).sha256;
  const names = readdirSync(path).sort();
  return sha256(names.map((name) => `${JSON.stringify(name)} ${digestOfPath(join(path, name))}\n`).join(''));
}
