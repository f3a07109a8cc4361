/** status: what is in service in each channel, since when and by whom, and what it can be rolled back to. Changes nothing. */

import { byText } from '../io/order.ts';
import { counted } from '../io/words.ts';
import { approversOf } from './approval.ts';
import { agreementText } from './approvers.ts';
import { done, type Outcome, outcomeOf } from './outcome.ts';
import type { Surroundings } from './record.ts';
import { registeredBefore } from './register.ts';
import { statementLines } from './statement.ts';
import type { FileSystem } from './store/file_system.ts';
import { checkChannels } from './store/pointers.ts';
import { damageOf, trailBytes } from './store/reader.ts';
import { refuseOtherFolder } from './store/store.ts';
import { type Entry, lastMoves, parseTrail } from './store/trail.ts';
import { intentFile } from './store/transaction.ts';
import { readStatement } from './store/version.ts';

/** Of the whole store; it takes no lock, so that a read-only copy will do. */
export function status({ fs, self }: Pick<Surroundings, 'fs' | 'self'>): Outcome {
  return outcomeOf(() => {
    refuseOtherFolder(fs, false);
    const trail = trailBytes(fs);
    const { entries, problems } = parseTrail(trail);
    const unfinished = fs.read(intentFile) !== undefined;
    // In the middle of a promotion trail and channels may differ.
    const damage = unfinished ? [] : [...problems, ...checkChannels(fs, entries)];
    if (damage.length > 0) throw damageOf(fs, self, trail, damage);
    const refusals = entries.filter(({ line }) => line.status === 'refused').length;
    return done([
      ...(unfinished ? ['a promotion is running, or was interrupted: the next promotion or rollback completes it'] : []),
      ...[...new Set(entries.map(({ line }) => line.channel))].sort(byText).flatMap((channel) => channelLines(fs, channel, entries)),
      `audit trail: ${counted(entries.length, 'line')}, ${counted(refusals, 'refusal')} among them; the last one is ${entries.at(-1)?.digest ?? 'none'}`,
    ]);
  });
}

function channelLines(fs: FileSystem, channel: string, entries: readonly Entry[]): string[] {
  const criteria = registeredBefore(entries, channel, null)?.line;
  const list = approversOf(entries, channel);
  const people = list === undefined ? [] : [`  ${agreementText(list)}`];
  const registered =
    criteria === undefined ? people : [...people, `  criteria ${criteria.policy} registered by ${criteria.actor} at ${criteria.time}`];
  const move = lastMoves(entries).get(channel)?.line;
  if (move === undefined || move.to === null) return registered.length === 0 ? [] : [`${channel}: no version`, ...registered];
  const { to, action, actor, time, reason } = move;
  const versions = entries.filter((entry) => entry.line.channel === channel && entry.line.to !== null).map((entry) => entry.line.to);
  const earlier = [...new Set(versions)].filter((version) => version !== to);
  return [
    `${channel}: ${to}`,
    ...statementLines(readStatement(fs, to)),
    `  ${action} by ${actor} at ${time}${reason === null ? '' : `: ${reason}`}`,
    ...registered,
    ...earlier.map((version) => `  earlier: ${version}`),
  ];
}
