/**
 * Versions in a folder. A version appears under its name when it is complete: it is written into a folder of this run,
 * brought to the disk, and renamed. Files that another version or a killed run has are linked to, not copied again.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError, type Problem } from '../errors/errors.ts';
import { isAlive } from '../io/process.ts';
import { contentOf, copyDurably, syncFolder, writeDurably } from './content.ts';
import { archive } from './packs.ts';
import type { Entry, Version } from './run.ts';

export interface Written {
  /** Files that had to be copied; the others were there by their hash. */
  readonly copied: number;
  /** The version was there before. */
  readonly known: boolean;
}

/**
 * Writes `<out>/<digest>/`.
 * @param sourceOf path of a file by its name in the rows
 * @throws InputError EV8013 a source changed, EV8017 the version is there and damaged, EV8018 it cannot be written
 */
export function writeVersion(out: string, version: Version, sourceOf: (name: string) => string): Written {
  const final = join(out, version.digest);
  try {
    mkdirSync(out, { recursive: true });
    if (existsSync(final)) {
      checkVersion(final, version);
      return { copied: 0, known: true };
    }
    const others = otherFolders(out);
    const own = newFolder(out);
    const copied = fill(own, version, others, sourceOf);
    const known = !publish(own, final);
    syncFolder(out);
    removeLeftOvers(out);
    return { copied, known };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof InputError || code === undefined) throw error;
    throw new InputError({ code: 'EV8018', location: `version ${version.digest}`, message });
  }
}

/** All problems of a version that is there. */
function checkVersion(folder: string, version: Version): void {
  const damaged = version.entries.filter((entry) => !isIntact(join(folder, entry.path), entry)).map(({ path }) => path);
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest) || readFileSync(manifest, 'utf8') !== version.manifest) damaged.push('manifest.json');
  if (damaged.length === 0) return;
  throw new InputError(damaged.map((path) => ({ code: 'EV8017', location: `version ${version.digest}`, message: `${path} is missing or changed` })));
}

/** Makes a new folder hold the whole version, on the disk; how many files had to be copied. */
function fill(folder: string, version: Version, others: readonly string[], sourceOf: (name: string) => string): number {
  const problems: Problem[] = [];
  let copied = 0;
  for (const entry of version.entries) {
    const target = join(folder, entry.path);
    mkdirSync(dirname(target), { recursive: true });
    const text = version.texts.get(entry.path);
    if (text !== undefined) writeDurably(target, [Buffer.from(text)]);
    else if (!others.some((other) => isIntact(join(other, entry.path), entry) && isLinked(join(other, entry.path), target))) {
      // Under its own name when it is whole: so what a killed run leaves there is whole, too.
      const unfinished = join(folder, 'unfinished');
      if (`sha256:${made(entry.path, version, sourceOf, unfinished)}` !== entry.sha256) {
        const location = version.copies.get(entry.path) ?? entry.path;
        problems.push({ code: 'EV8013', location, message: 'the file is not the one that was looked at first' });
        rmSync(unfinished);
      } else renameSync(unfinished, target);
      copied++;
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  writeDurably(join(folder, 'manifest.json'), [Buffer.from(version.manifest)]);
  for (const inner of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (inner.isDirectory()) syncFolder(join(inner.parentPath, inner.name));
  }
  syncFolder(folder);
  return copied;
}

/** Writes a copy or a pack; the digest of what was written. */
function made(path: string, version: Version, sourceOf: (name: string) => string, target: string): string | undefined {
  const members = version.packs.get(path);
  if (members !== undefined) return writeDurably(target, archive(version, members, sourceOf));
  return copyDurably(sourceOf(version.copies.get(path) ?? path), target)?.sha256;
}

function isIntact(path: string, entry: Entry): boolean {
  try {
    return `sha256:${contentOf(path)?.sha256}` === entry.sha256;
  } catch {
    return false;
  }
}

/** Gives a file a second name; false where the file system has no such thing, or another run has just removed the file. */
function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (['EMLINK', 'ENOENT', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EXDEV'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** Renames a complete folder to the version; false when another run was quicker. */
function publish(own: string, final: string): boolean {
  try {
    renameSync(own, final);
    return true;
  } catch (error) {
    if (!['EEXIST', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return false;
  }
}

// ---- folders of runs: .partial-<process id>-<anything> ------------------------------------------------------------

const partial = '.partial-';

function newFolder(out: string): string {
  const folder = join(out, `${partial}${process.pid}-${randomUUID()}`);
  mkdirSync(folder);
  return folder;
}

/** Other versions and what is left of killed runs, where files may be by their hash. */
function otherFolders(out: string): string[] {
  return readdirSync(out)
    .filter((name) => /^[0-9a-f]{64}$/.test(name) || name.startsWith(partial))
    .sort()
    .map((name) => join(out, name));
}

/** Removes the folders of runs that are over, this one's included. One that cannot be removed does no harm. */
function removeLeftOvers(out: string): void {
  for (const name of readdirSync(out).filter((one) => one.startsWith(partial))) {
    const owner = Number.parseInt(name.slice(partial.length), 10);
    if (owner !== process.pid && isAlive(owner)) continue;
    try {
      // Renamed first: should the owner live after all (in another container, say), it fails and publishes no remains.
      const claimed = newFolder(out);
      renameSync(join(out, name), join(claimed, 'remains'));
      rmSync(claimed, { recursive: true });
    } catch {}
  }
}
