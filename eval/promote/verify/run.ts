/** verify: is everything in a store what the audit trail says it is? Nothing is changed, and no lock is taken. */
import { type Problem, problemsOf } from '../../errors/errors.ts';
import { digestOf } from '../../io/digest.ts';
import { counted } from '../../io/words.ts';
import { agreementProblems, approversOf, lastLine, moveTo, neededFor } from '../approval.ts';
import { checkSignature, type Key } from '../dsse.ts';
import { done, type Outcome, outcomeOf, refused } from '../outcome.ts';
import { StoreError } from '../store/error.ts';
import type { FileSystem } from '../store/file_system.ts';
import { refuseLocked, type Self } from '../store/lock.ts';
import { channelsOf, checkChannels } from '../store/pointers.ts';
import { damageOf, trailBytes } from '../store/reader.ts';
import { markerFile, refuseOtherFolder } from '../store/store.ts';
import { type Entry, parseTrail, trailFile } from '../store/trail.ts';
import { intentFile } from '../store/transaction.ts';
import { checkVersion, envelopeFile, folderOf, readEnvelope, readStatement, statementFile } from '../store/version.ts';

/**
 * Exit code 0: sound; 1: sound, and a version is not signed by one of the keys; 4: damaged, interrupted or locked.
 * @param keys public keys that are trusted; without any, signatures are only held against their statements
 */
export function verify(fs: FileSystem, self: Self, keys: readonly Key[]): Outcome {
  return outcomeOf(() => {
    refuseOtherFolder(fs, false);
    refuseLocked(fs, self);
    const trail = trailBytes(fs);
    const { entries, problems } = parseTrail(trail);
    const promoted = new Set(entries.flatMap(({ line }) => (line.to === null ? [] : [line.to])));
    const versions = [...promoted].sort();
    const damage = [
      ...leftovers(fs),
      ...problems,
      ...checkChannels(fs, entries),
      ...strays(fs, promoted),
      ...versions.flatMap((version) => checkVersion(fs, version)),
      ...versions.flatMap((version) => envelopeProblems(fs, version, entries, keys)),
      ...entries.flatMap((entry, i) => agreementsIn(fs, entry, entries.slice(0, i))),
    ];
    if (damage.length > 0) throw damageOf(fs, self, trail, damage);
    const unsigned = keys.length === 0 ? [] : versions.flatMap((version) => trustProblems(fs, version, keys));
    if (unsigned.length > 0) return refused('the store is sound, but not everything in it is signed by a trusted key', unsigned);
    const signed = keys.length === 0 ? '' : ', all signed by a trusted key';
    const channels = channelsOf(fs).length;
    const last = entries.at(-1)?.digest ?? 'none';
    return done([
      `sound: ${counted(versions.length, 'version')}${signed}, ${counted(channels, 'channel')}, ${counted(entries.length, 'line')} of the audit trail, the last one ${last}`,
    ]);
  });
}

function leftovers(fs: FileSystem): Problem[] {
  const staged = (fs.list('staging') ?? []).map((name) => `staging/${name}`);
  const found = fs.read(intentFile) === undefined ? staged : [intentFile, ...staged];
  return found.map((location) => ({ code: 'EV7028', location, message: 'a promotion was begun and not completed' }));
}

/** EV7029 for everything that the store did not put there. */
function strays(fs: FileSystem, promoted: ReadonlySet<string>): Problem[] {
  const versions = [...promoted].map((version) => folderOf(version));
  const known = new Set([markerFile, trailFile, intentFile, 'channels', 'lock', 'staging', 'versions', ...versions]);
  const found = [...(fs.list('') ?? []), ...(fs.list('versions') ?? []).map((name) => `versions/${name}`)];
  const strange = found.filter((path) => !known.has(path));
  return strange.map((location) => ({ code: 'EV7029', location, message: 'the audit trail knows nothing of it' }));
}

/** EV7025: an envelope must be there if the trail says so, hold the very statement, and bear a true signature. */
function envelopeProblems(fs: FileSystem, version: string, entries: readonly Entry[], keys: readonly Key[]): readonly Problem[] {
  const refuse = (message: string, got?: string, expected?: string): never => {
    throw new StoreError({ code: 'EV7025', location: `${folderOf(version)}/${envelopeFile}`, message, got, expected });
  };
  return problemsOf(() => {
    const found = readEnvelope(fs, version);
    const got = found?.signatures[0]?.keyid ?? null;
    const expected = entries.find(({ line }) => line.to === version)?.line.signedBy ?? null;
    if (got !== expected) refuse('the trail says that another key signed', got ?? 'none', expected ?? 'none');
    if (found === undefined) return;
    const statement = fs.read(`${folderOf(version)}/${statementFile}`) ?? new Uint8Array(0);
    if (!Buffer.from(found.payload, 'base64').equals(statement)) refuse('the envelope holds another statement');
    if (checkSignature(found, keys)?.fits === false) refuse('the signature is not that of the key that it names');
  });
}

/** EV7031 to EV7035 for a line that people of the list of that time did not sign. */
function agreementsIn(fs: FileSystem, { line }: Entry, before: readonly Entry[]): readonly Problem[] {
  const { action, channel, to, status, approvals = [], approvers, policy, actor, time } = line;
  const list = status === 'done' ? approversOf(before, channel) : undefined;
  if (list === undefined) return [];
  return problemsOf(() => {
    const after = lastLine(before, channel);
    const none = { decision: null, checkpoint: null, criteria: null };
    const registered = { action, channel, after, ...none, to: approvers === undefined ? (policy ?? '') : digestOf(approvers) };
    const wanted = to === null ? registered : moveTo(to, readStatement(fs, to), { action, channel, after });
    const needed = neededFor(wanted, approvers !== undefined, list);
    const problems = agreementProblems(wanted, { list, needed, envelopes: approvals, actor, now: time });
    if (problems.length > 0) throw new StoreError(problems.map((one) => ({ ...one, location: `${trailFile}:${line.sequence}` })));
  });
}

function trustProblems(fs: FileSystem, version: string, keys: readonly Key[]): Problem[] {
  const found = readEnvelope(fs, version);
  if (found !== undefined && checkSignature(found, keys) !== undefined) return [];
  const got = found?.signatures[0]?.keyid ?? 'no signature';
  const expected = keys.map(({ id }) => id).join(', ');
  return [{ code: 'EV7018', location: folderOf(version), message: 'no trusted key signed this version', got, expected }];
}
