/** A promotion store that is open for changes: locked, recovered, and believed. */
import type { Problem } from '../../errors/errors.ts';
import { canonicalJson } from '../../io/canonical_json.ts';
import type { Envelope } from '../dsse.ts';
import type { Version } from '../statement.ts';
import { StoreError } from './error.ts';
import type { FileSystem } from './file_system.ts';
import { readStored, temporary, writeAtomically } from './files.ts';
import { type Intent, marker, type Pointer } from './formats.ts';
import { type Self, takeLock } from './lock.ts';
import { checkChannels, pointerAt } from './pointers.ts';
import { trailBytes } from './reader.ts';
import { doneIn, type Entry, type Event, lastMoves, nextEntry, parseTrail } from './trail.ts';
import { commit, recover } from './transaction.ts';
import { checkVersion, folderOf, readEnvelope, readStatement, type StoredVersion, stage } from './version.ts';

export const markerFile = 'store.json';

/**
 * Runs an action on a store under its lock.
 * @param create whether a folder that is absent or empty becomes a store
 * @throws StoreError EV7020 to EV7027; nothing is changed on a store that is damaged
 */
export function withStore<T>(fs: FileSystem, self: Self, create: boolean, action: (store: Store) => T): T {
  refuseOtherFolder(fs, create);
  const release = takeLock(fs, self);
  try {
    if (fs.read(markerFile) === undefined) makeStore(fs);
    recover(fs);
    return action(new Store(fs));
  } finally {
    release();
  }
}

/** @throws StoreError EV7020 unless the folder is a store, or may become one */
export function refuseOtherFolder(fs: FileSystem, create: boolean): void {
  if (fs.read(markerFile) !== undefined) {
    readStored(fs, markerFile, marker, 'EV7020');
    return;
  }
  const refuse = (message: string): never => {
    throw new StoreError({ code: 'EV7020', location: markerFile, message });
  };
  const names = fs.list('');
  // What a process that was killed while it made a store can have left.
  const begun = new Set(['lock', 'channels', 'staging', 'versions', markerFile + temporary]);
  const strange = names?.find((name) => !begun.has(name));
  if (strange !== undefined) refuse(`the folder has no ${markerFile}, and it is not empty: there is ${strange}`);
  if (!create) refuse('there is no store here');
  fs.makeFolder('');
}

function makeStore(fs: FileSystem): void {
  for (const folder of ['channels', 'staging', 'versions']) fs.makeFolder(folder);
  writeAtomically(fs, markerFile, canonicalJson({ schemaVersion: 1, kind: 'promotion-store' }));
}

export class Store {
  readonly entries: readonly Entry[];
  readonly #fs: FileSystem;
  /** Bytes of the trail. */
  readonly #length: number;

  /** @throws StoreError EV7022 to EV7024 */
  constructor(fs: FileSystem) {
    const bytes = trailBytes(fs);
    const { entries, problems } = parseTrail(bytes);
    const damage: Problem[] = problems.length > 0 ? [...problems] : checkChannels(fs, entries);
    if (damage.length > 0) throw new StoreError(damage);
    this.entries = entries;
    this.#fs = fs;
    this.#length = bytes.length;
  }

  /** What is in service. */
  current(channel: string): StoredVersion | undefined {
    const version = lastMoves(this.entries).get(channel)?.line.to;
    return version === undefined || version === null ? undefined : this.storedVersion(version);
  }

  storedVersion(version: string): StoredVersion {
    return { version, statement: readStatement(this.#fs, version) };
  }

  /** Was the version ever in service in this channel? */
  wasIn(channel: string, version: string): boolean {
    return doneIn(this.entries, channel).some(({ line }) => line.to === version);
  }

  /** @throws StoreError EV7023 when a file of the version is not what it was */
  checkFiles(version: string): void {
    const damage = checkVersion(this.#fs, version);
    if (damage.length > 0) throw new StoreError(damage);
  }

  /** Writes down what moves no channel: a refusal, a registration. */
  note(event: Event): void {
    this.#commit(event, null, null);
  }

  /** Moves a channel to a version that the store has. */
  move(event: Event, held: StoredVersion): void {
    const signedBy = readEnvelope(this.#fs, held.version)?.signatures[0]?.keyid ?? null;
    this.#commit({ ...event, signedBy }, null, held);
  }

  /** Moves a channel to a version, and takes it into the store first. One that is there stays as it is, signature and all. */
  add(event: Event, version: Version, signed: Envelope | undefined): void {
    const held = { version: version.digest, statement: version.statement };
    if (this.#fs.list(folderOf(version.digest)) !== undefined) {
      this.checkFiles(version.digest);
      this.move(event, held);
    } else {
      stage(this.#fs, version, signed);
      this.#commit({ ...event, signedBy: signed?.signatures[0]?.keyid ?? null }, version.digest, held);
    }
  }

  #commit(event: Event, install: string | null, held: StoredVersion | null): void {
    const entry = nextEntry(this.entries, event);
    const pointer: Pointer | null = held === null ? null : pointerAt(entry, held);
    const intent: Intent = { schemaVersion: 1, kind: 'intent', offset: this.#length, line: entry.line, install, pointer };
    commit(this.#fs, intent);
  }
}
