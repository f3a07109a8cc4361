/** Reading and writing of the files between stages. Readers always validate; writers always write canonically. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { constants, isUtf8 } from 'node:buffer';
import { closeSync, mkdirSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type * as z from 'zod';
import type { Code } from '../errors/codes.ts';
import { InputError, shorten } from '../errors/errors.ts';
import { canonicalJson } from './canonical_json.ts';
import { validate } from './issues.ts';

/** Bytes of a declared input. @throws InputError EV5002 */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** What the file system says against a declared input: EV5002. */
export function unreadable(path: string, error: unknown): InputError {
  const { code } = error as NodeJS.ErrnoException;
  return new InputError({ code: 'EV5002', location: path, message: reasons.get(code ?? '') ?? code ?? String(error) });
}

/** Codes of the operating system, in words. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['ENOTDIR', 'a part of the path is a file and no folder'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'it may not be read'],
  ['ERR_FS_FILE_TOO_LARGE', 'it is larger than 2 GiB, more than can be read as a whole: split it'],
  ['ENAMETOOLONG', 'the name is longer than the file system allows'],
]);

/** What files begin with that are taken for text, in hexadecimal digits. */
const notText: readonly (readonly [start: string, message: string, cure: string])[] = [
  ['1f8b', 'the file is compressed with gzip', 'Unpack it with gunzip.'],
  ['28b52ffd', 'the file is compressed with Zstandard', 'Unpack it with unzstd.'],
  ['504b0304', 'the file is a ZIP archive, as Excel workbooks are', 'Unpack it, or save the table as CSV.'],
  ['fffe', 'the text is UTF-16', 'Save the file as UTF-8.'],
  ['feff', 'the text is UTF-16', 'Save the file as UTF-8.'],
];

const notTextStarts: ReadonlySet<number> = new Set(notText.map(([known]) => Number.parseInt(known.slice(0, 2), 16)));

/** UTF-8, and nothing put in place of what is none: two names must not become one. A byte order mark is dropped. @throws InputError EV5002 */
export function textOf(bytes: Uint8Array, location: string): string {
  if (bytes.length > constants.MAX_STRING_LENGTH) {
    const [got, expected] = [`${bytes.length} bytes`, `at most ${constants.MAX_STRING_LENGTH} bytes`];
    throw new InputError({ code: 'EV5002', location, message: 'the text is too long to be read as a whole', got, expected, cure: 'Split the file.' });
  }
  const { buffer, byteOffset, byteLength } = textBytesOf(bytes, location);
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}

/** The bytes of such a text without a byte order mark, for readers that make no text of them. @throws InputError EV5002 */
export function textBytesOf(bytes: Uint8Array, location: string): Uint8Array {
  // Asked of every line of a file, of which hardly one begins like these.
  if (notTextStarts.has(bytes[0] ?? -1)) {
    const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
    const other = notText.find(([known]) => start.startsWith(known));
    if (other !== undefined) throw new InputError({ code: 'EV5002', location, message: other[1], cure: other[2] });
  }
  if (!isUtf8(bytes)) throw new InputError({ code: 'EV5002', location, message: 'the text is not UTF-8', cure: 'Save the file as UTF-8.' });
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** @throws InputError EV5002 */
export function readText(path: string): string {
  return textOf(readBytes(path), path);
}

/** Lines of a text, empty ones left out, one by one: a list of all would be larger than the text. */
export function* linesIn(text: string): Generator<string, undefined> {
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    if (end > start) yield text.slice(start, end);
  }
}

/** Opens a file for as long as it is used. Throws what the file system throws. */
export function withFile<T>(path: string, flags: string | number, use: (file: number) => T, mode?: number): T {
  const file = openSync(path, flags, mode);
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

/** Parts that were read wait for the garbage collector, which does not count them as it counts the heap: they are small. */
const partBytes = 1 << 16;

/** A file's bytes, part by part: weights need not fit into memory. Throws what the file system throws. */
export function* partsOf(source: string): Generator<Uint8Array> {
  const file = openSync(source, 'r');
  try {
    for (;;) {
      const part = Buffer.allocUnsafe(partBytes);
      const read = readSync(file, part);
      if (read === 0) return;
      yield part.subarray(0, read);
    }
  } finally {
    closeSync(file);
  }
}

/** Files that a run has begun to write; several runs can be under way in one process. */
const begun = new AsyncLocalStorage<string[]>();

/** Runs something as a whole: where it fails, what it wrote is removed, so that an output that is there is complete. */
export function allOrNothing<T>(run: () => Promise<T> | T): Promise<T> {
  return begun.run([], async () => {
    try {
      return await run();
    } catch (error) {
      for (const path of begun.getStore() ?? []) rmSync(path, { force: true });
      throw error;
    }
  });
}

/** @throws InputError EV5004 */
export function writeBytes(path: string, bytes: Uint8Array | string): void {
  writeParts(path, [bytes]);
}

/** A file that is larger than memory should be, part by part. @throws InputError EV5004, and what making a part throws */
export function writeParts(path: string, parts: Iterable<Uint8Array | string>): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    withFile(path, 'w', (file) => {
      begun.getStore()?.push(path);
      for (const part of parts) writeFileSync(file, part);
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // What makes the parts can fail, too.
    if (code === undefined) throw error;
    throw new InputError({ code: 'EV5004', location: path, message: code });
  }
}

export function writeText(path: string, text: string): void {
  writeBytes(path, text);
}

/** @throws InputError with the code for what is no JSON */
export function parseJson(text: string, location: string, code: Code = 'EV5001'): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError({ code, location, message: `not JSON: ${(error as Error).message}`, got: shorten(text, 80) });
  }
}

/** @throws InputError EV5001, EV5002 */
export function readJson<T>(path: string, schema: z.ZodType<T>): T {
  return validate(schema, parseJson(readText(path), path), path);
}

export function writeJson<T>(path: string, schema: z.ZodType<T>, value: T): void {
  writeText(path, canonicalJson(validate(schema, value, path)));
}
