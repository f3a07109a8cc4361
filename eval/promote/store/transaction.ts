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
import { type Intent, intent as intentSchema } from './formats.ts';
import { trailBytes } from './reader.ts';
import { lineBytes, parseTrail, trailFile } from './trail.ts';
import { folderOf } from './version.ts';

export const intentFile = 'intent.json';

/** Does what the intent says; the files of a new version are staged already. */
export function commit(fs: FileSystem, intent: Intent): void {
  writeAtomically(fs, intentFile, canonicalJson(intent));
  complete(fs, intent);
}

/**
 * Finishes what another process began, and removes what it did not get to begin. To be called under the lock.
 * @throws StoreError EV7022, EV7026 when the trail is broken or the intent does not fit the store; nothing is changed then
 */
export function recover(fs: FileSystem): void {
  if (fs.read(intentFile) !== undefined) {
    const begun = readStored(fs, intentFile, intentSchema, 'EV7026');
    checkFits(fs, begun);
    complete(fs, begun);
  }
  clean(fs, 'staging', () => true);
  for (const folder of ['', 'channels']) clean(fs, folder, (name) => name.endsWith(temporary));
}

/** What stands in the trail behind the offset can only be a part of this line, or what a power failure left of it. */
function checkFits(fs: FileSystem, { offset, line, install }: Intent): void {
  const trail = trailBytes(fs);
  const refuse = (location: string, message: string, got: string, expected: string): never => {
    throw new StoreError({ code: 'EV7026', location, message, got, expected });
  };
  const end = offset + lineBytes(line).length;
  if (trail.length < offset || trail.length > end) {
    refuse(trailFile, 'the audit trail has another length than when the promotion was begun', `${trail.length} bytes`, `${offset} to ${end}`);
  }
  const { entries, problems } = parseTrail(trail.subarray(0, offset));
  if (problems.length > 0) throw new StoreError(problems);
  const previous = entries.at(-1)?.digest ?? null;
  if (line.previous !== previous) refuse(intentFile, 'its line does not follow the audit trail', String(line.previous), String(previous));
  if (install !== null && [folderOf(install), folderOf(install, 'staging')].every((folder) => fs.list(folder) === undefined)) {
    refuse(intentFile, 'the files of the version are neither in staging nor in versions', 'no such folder', install);
  }
}

/** Removes what nobody needs, for good. */
function clean(fs: FileSystem, folder: string, useless: (name: string) => boolean): void {
  const names = (fs.list(folder) ?? []).filter(useless);
  for (const name of names) removeTree(fs, folder === '' ? name : `${folder}/${name}`);
  if (names.length > 0) fs.sync(folder);
}

function complete(fs: FileSystem, { offset, line, install, pointer }: Intent): void {
  if (install !== null) installVersion(fs, install);
  fs.writeAt(trailFile, offset, lineBytes(line));
  // For good, its name too, before anything shows that the intent was carried out.
  fs.sync(trailFile);
  fs.sync('');
  if (pointer !== null) writeAtomically(fs, `channels/${pointer.channel}.json`, canonicalJson(pointer));
  fs.remove(intentFile);
  fs.sync('');
}

function installVersion(fs: FileSystem, version: string): void {
  const [staged, installed] = [folderOf(version, 'staging'), folderOf(version)];
  if (fs.list(installed) === undefined) fs.rename(staged, installed);
  fs.sync(parent(installed));
  fs.sync(parent(staged));
}
