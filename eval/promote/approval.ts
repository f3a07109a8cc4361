/**
 * An approval: a person's signature under one move of one channel, as an in-toto statement in a DSSE envelope. Whoever signs, signs the digests
 * of what moves, so that two people cannot agree to different things.
 */
import * as z from 'zod';
import { digest, name } from '../contracts/common.ts';
import type { Code } from '../errors/codes.ts';
import type { Problem } from '../errors/errors.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { check } from '../io/issues.ts';
import { type Approver, type ApproverList, peopleOf } from './approvers.ts';
import { checkSignature, type Envelope, type Key, signStatement } from './dsse.ts';
import type { Statement } from './statement.ts';
import { parseJson } from './store/files.ts';
import { doneIn, type Entry } from './store/trail.ts';

/** What is agreed to. */
const move = z.strictObject({
  action: z.enum(['promote', 'rollback', 'register']),
  channel: name,
  /** The line of the trail that the channel has last, see `lastLine`: an approval is for once. */
  after: digest.nullable(),
  /** The version after, which is over every file of the model; of a registration, the digest of what is registered. */
  to: digest,
  /** Of a version. */
  decision: digest.nullable(),
  checkpoint: digest.nullable(),
  criteria: digest.nullable(),
});
export type Move = z.infer<typeof move>;

const approvalStatement = z.strictObject({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.tuple([z.strictObject({ name: z.literal('to'), digest: z.strictObject({ sha256: z.string() }) })]),
  predicateType: z.literal('https://rules-model-eval.dev/approval/v1'),
  predicate: move.extend({ actor: z.string(), expires: z.iso.datetime() }),
});

/** A move to a version that a store has, or will have. */
export function moveTo(version: string, statement: Statement, moved: Pick<Move, 'action' | 'channel' | 'after'>): Move {
  const { decision, checkpoint, criteria } = statement.predicate;
  return { ...moved, to: version, decision, checkpoint, criteria: criteria.digest };
}

/** @param expires UTC; from then on nobody can use it */
export function approve(moved: Move, actor: string, expires: string, key: Key): Envelope {
  const statement = approvalStatement.parse({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'to', digest: { sha256: moved.to.slice('sha256:'.length) } }],
    predicateType: 'https://rules-model-eval.dev/approval/v1',
    predicate: { ...moved, actor, expires },
  });
  return signStatement(canonicalJson(statement), key);
}

/** Digest of the last line of the trail that did something in a channel; null where nothing was done yet. */
export function lastLine(entries: readonly Entry[], channel: string): string | null {
  return doneIn(entries, channel).at(-1)?.digest ?? null;
}

/** The list that a channel was given last; undefined where anybody who can write the store may move it. */
export function approversOf(entries: readonly Entry[], channel: string): ApproverList | undefined {
  return doneIn(entries, channel).findLast(({ line }) => line.approvers !== undefined)?.line.approvers;
}

/** A version and a new list need everybody's agreement; a way back to what was agreed to once, and criteria, only a proven actor. */
export function neededFor(move: Pick<Move, 'action'>, ofApprovers: boolean, { approvals }: ApproverList): number {
  return move.action === 'promote' || ofApprovers ? approvals : 1;
}

export interface Agreement {
  readonly list: ApproverList;
  readonly needed: number;
  readonly envelopes: readonly Envelope[];
  readonly actor: string;
  /** UTC. */
  readonly now: string;
}

/** EV7031 to EV7035 unless the actor and enough others of the list signed this very move. */
export function agreementProblems(wanted: Move, { list, needed, envelopes, actor, now }: Agreement): Problem[] {
  const people = peopleOf(list, wanted.channel);
  const signed = envelopes.map((envelope, i) => readApproval(envelope, people, wanted, now, `${wanted.channel}: approval ${i + 1}`));
  const names = signed.flatMap(({ signer }) => signer ?? []);
  const different = new Set(names);
  const problems = signed.flatMap((one) => one.problems);
  const refuse = (code: Code, message: string, got: string, expected: string) =>
    problems.push({ code, location: wanted.channel, message, got, expected });
  if (names.length > different.size) refuse('EV7035', 'one person approved twice', names.join(', '), `${needed} different people`);
  if (!different.has(actor))
    refuse('EV7031', `nothing proves that ${actor} does this`, 'no valid signature of the actor', '--key with the key of the actor');
  if (different.size < needed)
    refuse('EV7031', 'too few people approved', [...different].join(', ') || 'nobody', `${needed} of ${people.map((one) => one.name).join(', ')}`);
  return problems;
}

/** Whose approval it is, where it is one of this move, and what speaks against it. */
function readApproval(
  envelope: Envelope,
  people: readonly Approver[],
  wanted: Move,
  now: string,
  location: string,
): { readonly signer?: string; readonly problems: Problem[] } {
  const refuse = (code: Code, message: string, got?: string, expected?: string): Problem => ({ code, location, message, got, expected });
  const keys = people.map(({ key }) => key);
  const person = people.find(({ key }) => key.id === envelope.signatures[0]?.keyid);
  if (person === undefined)
    return {
      problems: [refuse('EV7032', 'its key is not in the list of the channel', envelope.signatures[0]?.keyid, keys.map(({ id }) => id).join(', '))],
    };
  if (checkSignature(envelope, keys)?.fits !== true)
    return { problems: [refuse('EV7032', `the signature is not that of the key of ${person.name}`)] };
  const read = check(approvalStatement, parseJson(Buffer.from(envelope.payload, 'base64').toString()));
  if (!read.ok) return { problems: [refuse('EV7032', 'what was signed is no approval')] };
  const { actor, expires, ...given } = read.value.predicate;
  const problems: Problem[] = [];
  if (actor !== person.name) problems.push(refuse('EV7032', `the key is that of ${person.name}`, actor, person.name));
  for (const field of Object.keys(wanted) as (keyof Move)[]) {
    if (given[field] !== wanted[field])
      problems.push(refuse('EV7033', `${person.name} approved another ${field}`, String(given[field]), String(wanted[field])));
  }
  for (const [what, end] of [
    ['approval', expires],
    ['key', person.expires],
  ] as const) {
    if (end !== undefined && Date.parse(end) < Date.parse(now))
      problems.push(refuse('EV7034', `the ${what} of ${person.name} has expired`, now, `before ${end}`));
  }
  return problems.length === 0 ? { signer: person.name, problems } : { problems };
}
