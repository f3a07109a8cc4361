/** A version's folder: written once, read for ever. Its name is the digest of its statement. */
import { type Problem, Problems, problemsOf } from '../../errors/errors.ts';
import { canonicalJson } from '../../io/canonical_json.ts';
import { sha256 } from '../../io/digest.ts';
import { type Envelope, envelope } from '../dsse.ts';
import { type Statement, statement, type Version } from '../statement.ts';
import { StoreError } from './error.ts';
import type { FileSystem } from './file_system.ts';
import { listTree, parseStored, readStored, writeTree } from './files.ts';

export const statementFile = 'statement.json';
export const envelopeFile = 'statement.dsse.json';

/** A version of the store with what is said about it. */
export interface StoredVersion {
  readonly version: string;
  readonly statement: Statement;
}

/** `versions/<64 hexadecimal digits>`, or the same below another folder. */
export function folderOf(version: string, top = 'versions'): string {
  return `${top}/${version.slice('sha256:'.length)}`;
}

/** Writes the files of a version to a place where nobody looks for versions. */
export function stage(fs: FileSystem, version: Version, signed: Envelope | undefined): void {
  const files = new Map([...version.files, [statementFile, Buffer.from(version.text)]]);
  if (signed !== undefined) files.set(envelopeFile, Buffer.from(canonicalJson(signed)));
  writeTree(fs, folderOf(version.digest, 'staging'), files);
}

/** @throws StoreError EV7023 when the statement is not the one that the version is named after */
export function readStatement(fs: FileSystem, version: string): Statement {
  const path = `${folderOf(version)}/${statementFile}`;
  const bytes = fs.read(path);
  const got = bytes === undefined ? 'no such file' : sha256(bytes);
  if (bytes === undefined || got !== version) {
    const message = 'the statement is not the one that the version is named after';
    throw new StoreError({ code: 'EV7023', location: path, message, got, expected: version });
  }
  return parseStored(bytes, path, statement, 'EV7023');
}

/** The version's envelope, or undefined where it was not signed. @throws StoreError EV7025 for a malformed one */
export function readEnvelope(fs: FileSystem, version: string): Envelope | undefined {
  const path = `${folderOf(version)}/${envelopeFile}`;
  return fs.read(path) === undefined ? undefined : readStored(fs, path, envelope, 'EV7025');
}

/** EV7023 for every file of a version that is missing, left over or not what the statement says. */
export function checkVersion(fs: FileSystem, version: string): readonly Problem[] {
  return problemsOf(() => {
    const folder = folderOf(version);
    const { subject } = readStatement(fs, version);
    const problems = new Problems();
    for (const { name, digest } of subject) {
      const location = `${folder}/${name}`;
      const bytes = fs.read(location);
      const got = bytes === undefined ? 'no such file' : sha256(bytes);
      const expected = `sha256:${digest.sha256}`;
      if (got !== expected) problems.add({ code: 'EV7023', location, message: 'the file is not the one that was promoted', got, expected });
    }
    const known = new Set([statementFile, envelopeFile, ...subject.map(({ name }) => name)]);
    for (const path of listTree(fs, folder)) {
      if (!known.has(path)) problems.add({ code: 'EV7023', location: `${folder}/${path}`, message: 'the version has no such file' });
    }
    problems.check();
  });
}
