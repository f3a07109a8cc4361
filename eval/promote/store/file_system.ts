/**
 * What the store asks of a file system: few operations, so that a test can stop a promotion after each of them. Paths
 * are below the store's folder, with "/" between names; "" is the folder itself.
 */
import {
  constants,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { withFile } from '../../io/files.ts';

export interface FileSystem {
  /** Bytes of a file, or undefined when there is none. */
  read(path: string): Uint8Array | undefined;
  /** Names in a folder, sorted, or undefined when there is no such folder. */
  list(path: string): string[] | undefined;
  /** Makes a folder and those above it; one that is there already stays as it is. */
  makeFolder(path: string): void;
  /** Creates or replaces a file. Neither atomic nor durable: see `writeAtomically`. */
  write(path: string, bytes: Uint8Array): void;
  /** Writes into a file from an offset on, and creates it when there is none. */
  writeAt(path: string, offset: number, bytes: Uint8Array): void;
  /** Returns when a file's bytes, or a folder's entries, survive a power failure. */
  sync(path: string): void;
  rename(from: string, to: string): void;
  /** Gives a file a second name; false when the name is taken or the file has gone. */
  link(from: string, to: string): boolean;
  /** Removes a file, or an empty folder; what is not there is no error. */
  remove(path: string): void;
}

/** A folder on disk. */
export class FolderFileSystem implements FileSystem {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  read(path: string): Uint8Array | undefined {
    return unless(['ENOENT', 'EISDIR', 'ENOTDIR'], () => readFileSync(this.#at(path)));
  }

  list(path: string): string[] | undefined {
    return unless(['ENOENT', 'ENOTDIR'], () => readdirSync(this.#at(path)).sort());
  }

  makeFolder(path: string): void {
    const first = mkdirSync(this.#at(path), { recursive: true });
    if (first === undefined || path !== '') return;
    // Nobody else makes the store itself durable: it is an entry of folders above it.
    for (let up = dirname(this.#root); up.length >= dirname(first).length; up = dirname(up)) {
      syncPath(up);
      if (up === dirname(up)) break;
    }
  }

  write(path: string, bytes: Uint8Array): void {
    writeFileSync(this.#at(path), bytes);
  }

  writeAt(path: string, offset: number, bytes: Uint8Array): void {
    withFile(this.#at(path), constants.O_WRONLY | constants.O_CREAT, (file) => {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, offset + done);
    });
  }

  sync(path: string): void {
    syncPath(this.#at(path));
  }

  rename(from: string, to: string): void {
    renameSync(this.#at(from), this.#at(to));
  }

  link(from: string, to: string): boolean {
    const linked = unless(['EEXIST', 'ENOENT'], () => {
      linkSync(this.#at(from), this.#at(to));
      return true;
    });
    return linked ?? false;
  }

  remove(path: string): void {
    unless(['ENOENT', 'ENOTDIR'], () => {
      if (lstatSync(this.#at(path)).isDirectory()) rmdirSync(this.#at(path));
      else unlinkSync(this.#at(path));
    });
  }

  #at(path: string): string {
    return join(this.#root, path);
  }
}

function syncPath(path: string): void {
  withFile(path, 'r', fsyncSync);
}

/** The result, or undefined where the system says one of these errors. */
function unless<T>(codes: readonly string[], action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (codes.includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
