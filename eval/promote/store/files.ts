/** What is made of the operations of a file system: files that appear whole or not at all, and trees. */
import type * as z from 'zod';
import type { Code } from '../../errors/codes.ts';
import { problemsOf } from '../../errors/errors.ts';
import { canonicalJson } from '../../io/canonical_json.ts';
import { validate } from '../../io/issues.ts';
import { StoreError } from './error.ts';
import type { FileSystem } from './file_system.ts';

/** Names of files that are being written. One that is left over means nothing. */
export const temporary = '.tmp';

/** The folder that holds a path; "" for a path at the top. */
export function parent(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** After a crash at any point the file has its old content or its new one. On return it has the new one for good. */
export function writeAtomically(fs: FileSystem, path: string, text: string): void {
  const draft = path + temporary;
  fs.write(draft, Buffer.from(text));
  fs.sync(draft);
  fs.rename(draft, path);
  fs.sync(parent(path));
}

/** Writes files into a new folder, and makes all of them durable. */
export function writeTree(fs: FileSystem, folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  const folders = new Set([folder]);
  for (const path of files.keys()) for (let up = parent(path); up !== ''; up = parent(up)) folders.add(`${folder}/${up}`);
  const topDown = [...folders].sort();
  for (const one of topDown) fs.makeFolder(one);
  for (const [path, bytes] of files) {
    fs.write(`${folder}/${path}`, bytes);
    fs.sync(`${folder}/${path}`);
  }
  for (const one of [...topDown.reverse(), parent(folder)]) fs.sync(one);
}

/** Paths of all files below a folder, relative to it, sorted; a folder without files is named with a "/" at its end. */
export function listTree(fs: FileSystem, folder: string): string[] {
  return (fs.list(folder) ?? []).flatMap((name) => {
    if (fs.list(`${folder}/${name}`) === undefined) return [name];
    const below = listTree(fs, `${folder}/${name}`);
    return below.length === 0 ? [`${name}/`] : below.map((path) => `${name}/${path}`);
  });
}

/** Removes a file or a folder with everything in it. */
export function removeTree(fs: FileSystem, path: string): void {
  for (const name of fs.list(path) ?? []) removeTree(fs, `${path}/${name}`);
  fs.remove(path);
}

/**
 * A file of the store, which must be in canonical form: one content, one digest.
 * @throws StoreError with the code for a file that is missing or not what its schema says
 */
export function readStored<T>(fs: FileSystem, path: string, schema: z.ZodType<T>, code: Code): T {
  const bytes = fs.read(path);
  if (bytes === undefined) throw new StoreError({ code, location: path, message: 'the file is missing' });
  return parseStored(bytes, path, schema, code);
}

/** @throws StoreError with the code for text that is not the canonical form of a value of the schema */
export function parseStored<T>(bytes: Uint8Array, location: string, schema: z.ZodType<T>, code: Code): T {
  const text = Buffer.from(bytes).toString('utf8');
  const value = parseJson(text);
  const problems = problemsOf(() => validate(schema, value, location, code));
  if (problems.length > 0) throw new StoreError(problems);
  if (canonicalJson(value) !== text) {
    throw new StoreError({ code, location, message: 'the text is not in canonical form: it was written by other means' });
  }
  return value as T;
}

/** The value, or undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
