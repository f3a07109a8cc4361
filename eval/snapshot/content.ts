/** Content of files: digests, and copies that are what they say they are. Memory does not grow with a file's size. */
import { createHash } from 'node:crypto';
import { constants, fstatSync, fsyncSync, readSync, writeSync } from 'node:fs';
import { withFile } from '../io/files.ts';

const chunkBytes = 1 << 20;

export interface Content {
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
  /** The first bytes, which tell the format. */
  readonly head: Uint8Array;
}

/** Digest of a file; undefined when it is no plain file. Throws what the file system throws; a symbolic link is ELOOP. */
export function contentOf(path: string, sink: (chunk: Uint8Array) => void = () => {}): Content | undefined {
  return withFile(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK, (file) => {
    if (!fstatSync(file).isFile()) return undefined;
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(chunkBytes);
    let head: Uint8Array | undefined;
    let bytes = 0;
    for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
      const chunk = buffer.subarray(0, length);
      head ??= Uint8Array.from(chunk.subarray(0, 256));
      bytes += length;
      hash.update(chunk);
      sink(chunk);
    }
    return { sha256: hash.digest('hex'), bytes, head: head ?? new Uint8Array() };
  });
}

/** Copies a file to a new name and returns when the copy is on the disk; what was copied, or undefined when it is no plain file. */
export function copyDurably(from: string, to: string): Content | undefined {
  return writingDurably(to, (write) => contentOf(from, write));
}

/** Writes a new file and returns when it is on the disk. @returns 64 hexadecimal digits */
export function writeDurably(path: string, parts: Iterable<Uint8Array>): string {
  return writingDurably(path, (write) => {
    const hash = createHash('sha256');
    for (const part of parts) {
      hash.update(part);
      write(part);
    }
    return hash.digest('hex');
  });
}

function writingDurably<T>(path: string, work: (write: (chunk: Uint8Array) => void) => T): T {
  const writeIn = (file: number): T => {
    const result = work((chunk) => {
      for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
    });
    fsyncSync(file);
    return result;
  };
  return withFile(path, 'wx', writeIn, 0o444);
}

/** Returns when a folder's entries are on the disk. */
export function syncFolder(path: string): void {
  withFile(path, 'r', fsyncSync);
}
