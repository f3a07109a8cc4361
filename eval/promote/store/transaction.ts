/**
 * How the store changes: the intent is written down first, then carried out, then removed. Whoever finds an intent
 * carries it out again; every step may be done twice. So a process that is killed anywhere leaves the old state or, for
 * the next one that takes the lock, the new one; and the audit trail never tells another story than the channels.
 *
 *     staging/<version>/…           files written and durable
 *     intent.json                   from here on there is no way back
 *     versions/<version>            renamed out of staging
 *     audit.ndjson                  the line
 *     channels/<channel>.json       the pointer
 *     intent.json                   removed
 */
import { canonicalJson } from '../../io/canonical_json.ts';
import { StoreError } from './error.ts';
import type { FileSystem } from './file_system.ts';
import { parent, readStored, removeTree, temporary, writeAtomically } from './files.ts';
import type { Intent } from './formats.ts';
import { intent as intentSchema } from './formats.ts';
import { lineBytes, trailFile } from './trail.ts';
import { folderOf } from './version.ts';

export const intentFile = 'intent.json';

/** Does what the intent says; the files of a new version are staged already. */
export function commit(fs: FileSystem, intent: Intent): void {
  writeAtomically(fs, intentFile, canonicalJson(intent));
  complete(fs, intent);
}

/**
 * Finishes what another process began, and removes what it did not get to begin. To be called under the lock.
 * @throws StoreError EV7026 when the intent does not fit the store
 */
export function recover(fs: FileSystem): void {
  if (fs.read(intentFile) !== undefined) complete(fs, readStored(fs, intentFile, intentSchema, 'EV7026'));
  clean(fs, 'staging', () => true);
  for (const folder of ['', 'channels']) clean(fs, folder, (name) => name.endsWith(temporary));
}

/** Removes what nobody needs, for good. */
function clean(fs: FileSystem, folder: string, useless: (name: string) => boolean): void {
  const names = (fs.list(folder) ?? []).filter(useless);
  for (const name of names) removeTree(fs, folder === '' ? name : `${folder}/${name}`);
  if (names.length > 0) fs.sync(folder);
}

function complete(fs: FileSystem, { offset, line, install, pointer }: Intent): void {
  if (install !== null) installVersion(fs, install);
  appendLine(fs, offset, lineBytes(line));
  if (pointer !== null) writeAtomically(fs, `channels/${pointer.channel}.json`, canonicalJson(pointer));
  fs.remove(intentFile);
  fs.sync('');
}

function installVersion(fs: FileSystem, version: string): void {
  const [staged, installed] = [folderOf(version, 'staging'), folderOf(version)];
  if (fs.list(installed) === undefined) {
    if (fs.list(staged) === undefined) {
      throw new StoreError({ code: 'EV7026', place: intentFile, message: `the files of ${version} are neither in staging nor in versions` });
    }
    fs.rename(staged, installed);
  }
  fs.sync(parent(installed));
  fs.sync(parent(staged));
}

/** What stands behind the offset is a part of this line, or what a power failure left of it. */
function appendLine(fs: FileSystem, offset: number, bytes: Uint8Array): void {
  const length = fs.read(trailFile)?.length ?? 0;
  if (length < offset || length > offset + bytes.length) {
    const message = 'the audit trail has another length than when the promotion was begun';
    throw new StoreError({ code: 'EV7026', place: trailFile, message, got: `${length} bytes`, expected: `${offset} to ${offset + bytes.length}` });
  }
  fs.writeAt(trailFile, offset, bytes);
  // For good, its name too, before anything shows that the intent was carried out.
  fs.sync(trailFile);
  fs.sync('');
}
