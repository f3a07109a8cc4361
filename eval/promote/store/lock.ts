/**
 * The lock of a store: a folder of numbered files that say who held it. The highest number counts; a lock is free when
 * its owner released it or is dead. To take it is to create the next number, which one process only can do.
 *
 * A single file that is deleted on release would not do: of two processes that both saw a dead owner, the slower one
 * could delete the lock that the faster one has just taken.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { canonicalJson } from '../../io/canonical_json.ts';
import { isAlive } from '../../io/process.ts';
import { StoreError } from './error.ts';
import type { FileSystem } from './file_system.ts';
import { parseJson } from './files.ts';
import { type LockOwner, lockOwner } from './formats.ts';

/** The running process, as far as a lock needs to know it. */
export interface Self {
  readonly pid: number;
  readonly host: string;
  /** Not the same in any two processes. */
  readonly token: string;
  /** Does a process of this machine live? */
  readonly isAlive: (pid: number) => boolean;
}

/** The process that this is. */
export function thisProcess(): Self {
  return { pid: process.pid, host: hostname(), token: randomUUID(), isAlive };
}

const folder = 'lock';

/**
 * @returns a function that releases the lock
 * @throws StoreError EV7021 when another process holds it
 */
export function takeLock(fs: FileSystem, self: Self): () => void {
  fs.makeFolder(folder);
  const last = refuseLocked(fs, self);

  // A link appears with its content, so nobody ever reads half a lock.
  const own = last + 1;
  const claim = `${folder}/claim-${self.token}`;
  const content = { schemaVersion: 1, kind: 'lock', pid: self.pid, host: self.host, token: self.token } as const;
  fs.write(claim, Buffer.from(canonicalJson({ ...content, released: false })));
  const won = fs.link(claim, pathOf(own));
  fs.remove(claim);
  // Others may have been faster by more than one number, and have removed ours before we made it.
  const newest = lastNumber(fs);
  if (!won || newest !== own) throw locked(ownerOf(fs, newest));
  // Claims of others are of no more use: whoever made one finds it gone and is told that the store is locked.
  for (const name of fs.list(folder) ?? []) if (name !== String(own)) fs.remove(`${folder}/${name}`);

  return () => {
    fs.write(claim, Buffer.from(canonicalJson({ ...content, released: true })));
    fs.rename(claim, pathOf(own));
  };
}

/**
 * For readers too, which take no lock.
 * @returns the number of the last lock, which is free
 * @throws StoreError EV7021 when a process holds it
 */
export function refuseLocked(fs: FileSystem, self: Self): number {
  const last = lastNumber(fs);
  const owner = ownerOf(fs, last);
  if (owner !== undefined && !owner.released && lives(owner, self)) throw locked(owner);
  return last;
}

/** Of a process on another machine nobody can tell from here. */
function lives({ pid, host, token }: LockOwner, self: Self): boolean {
  if (host !== self.host) return true;
  return pid === self.pid ? token === self.token : self.isAlive(pid);
}

function lastNumber(fs: FileSystem): number {
  const numbers = (fs.list(folder) ?? []).filter((name) => /^[1-9]\d*$/.test(name)).map(Number);
  return Math.max(0, ...numbers);
}

function pathOf(number: number): string {
  return `${folder}/${number}`;
}

/** Undefined where nobody held it, or where a power failure left no content: no owner survives that. */
function ownerOf(fs: FileSystem, number: number): LockOwner | undefined {
  const bytes = fs.read(pathOf(number));
  return bytes === undefined ? undefined : lockOwner.safeParse(parseJson(Buffer.from(bytes).toString('utf8'))).data;
}

function locked(owner: LockOwner | undefined): StoreError {
  const who = owner === undefined ? 'another process' : `process ${owner.pid} on ${owner.host}`;
  return new StoreError({ code: 'EV7021', location: folder, message: `${who} is changing the store` });
}
