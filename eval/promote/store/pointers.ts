/** The pointers of channels, and whether they are where the audit trail says. */
import { type Problem, problemsOf } from '../../errors/errors.ts';
import { canonicalLine } from '../../io/canonical_json.ts';
import { StoreError } from './error.ts';
import type { FileSystem } from './file_system.ts';
import { readStored } from './files.ts';
import { type Pointer, pointer as pointerSchema } from './formats.ts';
import { type Entry, lastMoves } from './trail.ts';
import { readStatement, type StoredVersion } from './version.ts';

const suffix = '.json';

/** The pointer after a line of the trail moved its channel. */
export function pointerAt({ line, digest }: Entry, { version, statement: { predicate } }: StoredVersion): Pointer {
  return {
    schemaVersion: 1,
    kind: 'channel',
    channel: line.channel,
    version,
    checkpoint: predicate.checkpoint,
    backend: predicate.backend.digest,
    forced: predicate.forced,
    sequence: line.sequence,
    entry: digest,
  };
}

/** Channels that have a pointer; names of other files stand among them as they are. */
export function channelsOf(fs: FileSystem): string[] {
  return (fs.list('channels') ?? []).map((name) => (name.endsWith(suffix) ? name.slice(0, -suffix.length) : name));
}

/** EV7024 for every channel whose pointer is not what the trail makes it; EV7023 where its version has no true statement. */
export function checkChannels(fs: FileSystem, entries: readonly Entry[]): Problem[] {
  const moves = lastMoves(entries);
  const names = [...new Set([...moves.keys(), ...channelsOf(fs)])].sort();
  return names.flatMap((channel) => checkChannel(fs, channel, moves.get(channel)));
}

function checkChannel(fs: FileSystem, channel: string, entry: Entry | undefined): readonly Problem[] {
  const location = `channels/${channel}${suffix}`;
  const version = entry?.line.to;
  if (entry === undefined || version === undefined || version === null) {
    return [{ code: 'EV7024', location, message: 'the audit trail has no move of this channel' }];
  }
  return problemsOf(() => {
    const got = canonicalLine(readStored(fs, location, pointerSchema, 'EV7024'));
    const expected = canonicalLine(pointerAt(entry, { version, statement: readStatement(fs, version) }));
    const message = 'the pointer is not where the audit trail moved the channel';
    if (got !== expected) throw new StoreError({ code: 'EV7024', location, message, got, expected });
  });
}
