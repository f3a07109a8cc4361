/** approve: what a person signs so that another may move a channel. It changes nothing in the store and takes no lock. */
import type { Problem } from '../errors/errors.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { agreementProblems, approve, approversOf, lastLine, type Move, moveTo } from './approval.ts';
import type { ApproverList } from './approvers.ts';
import { checkpointProblems } from './check_checkpoint.ts';
import { decisionProblems } from './check_decision.ts';
import type { Key } from './dsse.ts';
import type { PromotionInputs } from './inputs.ts';
import { done, type Outcome, outcomeOf, refused } from './outcome.ts';
import type { Surroundings } from './record.ts';
import { registration } from './register.ts';
import { statementLines, versionOf } from './statement.ts';
import { trailBytes } from './store/reader.ts';
import { refuseOtherFolder } from './store/store.ts';
import { type Entry, parseTrail } from './store/trail.ts';

export interface Approving {
  readonly actor: string;
  readonly channel: string;
  readonly key: Key;
  /** UTC. */
  readonly expires: string;
  readonly what: { readonly inputs: PromotionInputs } | { readonly approvers: ApproverList };
}

/**
 * Exit code 0: `write` got the approval; 1: refused, since a promotion would be. Of a no-go nothing is approved unless it is forced, which
 * whoever promotes answers for: the version that is signed says so.
 */
export function giveApproval(approving: Approving, { fs, now }: Pick<Surroundings, 'fs' | 'now'>, write: (text: string) => void): Outcome {
  const { actor, channel, key, expires } = approving;
  return outcomeOf(() => {
    refuseOtherFolder(fs, false);
    const { entries } = parseTrail(trailBytes(fs));
    const { move, problems, lines } = moveOf(approving, entries);
    const list = approversOf(entries, channel);
    const time = now();
    if (list === undefined) problems.push({ code: 'EV7032', location: channel, message: 'the channel has no list of approvers' });
    if (move === undefined || list === undefined) return refused('refused: nothing was signed', problems);
    const envelope = approve(move, actor, expires, key);
    problems.push(...agreementProblems(move, { list, needed: 1, envelopes: [envelope], actor, now: time }));
    if (problems.length > 0) return refused('refused: nothing was signed', problems);
    write(canonicalJson(envelope));
    return done([`approved by ${actor} until ${expires}: ${move.action} ${move.to} in ${channel}`, ...lines]);
  });
}

function moveOf(
  { channel, what }: Approving,
  entries: readonly Entry[],
): { readonly move?: Move; readonly problems: Problem[]; readonly lines: readonly string[] } {
  const after = lastLine(entries, channel);
  if ('approvers' in what) return { move: registration(what, channel, after), problems: [], lines: [] };
  const { inputs } = what;
  const problems = [...decisionProblems(inputs, true), ...checkpointProblems(inputs)];
  if (problems.length > 0 || inputs.checkpoint === undefined) return { problems, lines: [] };
  const { digest, statement } = versionOf(inputs, inputs.checkpoint);
  return { move: moveTo(digest, statement, { action: 'promote', channel, after }), problems, lines: statementLines(statement) };
}
