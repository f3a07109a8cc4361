/**
 * Files in one: a line of JSON that says which there are, and then their bytes, in frames of zstd. An action of a model has 23 MB among
 * its inputs in place of 65.
 */
import { mkdirSync, mkdtempSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { withFile } from '../io/files.ts';

interface PackedFile {
  readonly path: string;
  /** Bytes of each of its frames. */
  readonly frames: readonly number[];
}

/** So much of a file is in memory at a time. Larger buffers are taken from the system and given back, frame by frame, which takes twice as long. */
const frame = 256 << 10;
/** Higher levels take up to twenty times as long for a tenth of the bytes. */
const level = 9;
/** The line of JSON is shorter, with room for libraries of 2 GB. */
const indexBytes = 64 << 10;
const newline = 10;

/** The same bytes for the same files, on every machine. */
export function pack(files: readonly { readonly path: string; readonly bytes: Uint8Array }[]): Uint8Array {
  const packed = files.map(({ path, bytes }) => {
    const parts = Array.from({ length: Math.ceil(bytes.length / frame) }, (_, i) => bytes.subarray(i * frame, (i + 1) * frame));
    return { path, parts: parts.map((part) => zstdCompressSync(part, { params: { [constants.ZSTD_c_compressionLevel]: level } })) };
  });
  const index: readonly PackedFile[] = packed.map(({ path, parts }) => ({ path, frames: parts.map(({ length }) => length) }));
  return Buffer.concat([Buffer.from(`${JSON.stringify(index)}\n`), ...packed.flatMap(({ parts }) => parts)]);
}

/**
 * Unpacks into a folder that nobody else can read, and takes that away again.
 * @param packed path of what `pack` made
 * @param parent where the folder is made
 * @param use gets the folder and the paths in it
 */
export function withUnpacked<T>(packed: string, parent: string, use: (folder: string, paths: readonly string[]) => T): T {
  const folder = mkdtempSync(join(parent, 'engine-'));
  try {
    return withFile(packed, 'r', (from) => use(folder, unpack(from, folder)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unpack(from: number, folder: string): string[] {
  // A frame of what cannot be compressed is a little larger than its content.
  const buffer = Buffer.allocUnsafe(2 * frame);
  const head = buffer.subarray(0, readSync(from, buffer, 0, indexBytes, 0));
  let at = head.indexOf(newline) + 1;
  const index = JSON.parse(head.toString('utf8', 0, at)) as readonly PackedFile[];
  for (const { path, frames } of index) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const write = (file: number): void => {
      for (const bytes of frames) {
        writeFileSync(file, zstdDecompressSync(buffer.subarray(0, readSync(from, buffer, 0, bytes, at)), { chunkSize: frame + 1 }));
        at += bytes;
      }
    };
    withFile(join(folder, path), 'wx', write, 0o700);
  }
  return index.map(({ path }) => path);
}
