/** What commands write into the audit trail. */
import type { Problem } from '../errors/errors.ts';
import { agreementProblems, approve, approversOf, type Move, neededFor } from './approval.ts';
import type { Envelope, Key } from './dsse.ts';
import { type Outcome, refused } from './outcome.ts';
import type { FileSystem } from './store/file_system.ts';
import type { Self } from './store/lock.ts';
import type { Store } from './store/store.ts';
import type { Event } from './store/trail.ts';
import type { StoredVersion } from './store/version.ts';

/** Where a command works, and what it may not find out by itself. */
export interface Surroundings {
  readonly fs: FileSystem;
  readonly self: Self;
  /** UTC, ISO 8601. */
  readonly now: () => string;
}

/** What everybody says who wants to move a channel. */
export interface Request {
  readonly channel: string;
  readonly actor: string;
  readonly reason: string | null;
  /** The version that the channel must have, `none` for a new channel; null asks for nothing. */
  readonly expectCurrent: string | null;
}

/** An event that has not led anywhere yet. */
export function eventOf({ channel, actor, reason }: Request, action: Event['action'], current: StoredVersion | undefined, time: string): Event {
  return {
    time,
    actor,
    action,
    status: 'done',
    channel,
    from: current?.version ?? null,
    to: null,
    checkpoint: null,
    forced: false,
    evaluation: null,
    decision: null,
    reason,
    otherBaseline: null,
    signedBy: null,
    problems: [],
  };
}

/** What a person who is to be believed brings: a key of their own, and what others signed. */
export interface Proof {
  readonly key?: Key | undefined;
  readonly approvals?: readonly Envelope[] | undefined;
}

/**
 * Whether enough people of the channel's list agree to a move; of a channel without a list nobody is asked.
 * @param ofApprovers the move gives the channel another list
 * @returns what the audit event says of it, and EV7031 to EV7035
 */
export function agreed(
  store: Store,
  wanted: Move,
  { actor, key, approvals = [] }: Pick<Request, 'actor'> & Proof,
  now: string,
  ofApprovers = false,
): { readonly signed: Pick<Event, 'approvals'>; readonly problems: readonly Problem[] } {
  const list = approversOf(store.entries, wanted.channel);
  if (list === undefined) {
    if (approvals.length === 0) return { signed: {}, problems: [] };
    return { signed: {}, problems: [{ code: 'EV7032', location: wanted.channel, message: 'the channel has no list of approvers' }] };
  }
  const envelopes = [...approvals, ...(key === undefined ? [] : [approve(wanted, actor, now, key)])];
  const needed = neededFor(wanted, ofApprovers, list);
  return {
    signed: envelopes.length === 0 ? {} : { approvals: envelopes },
    problems: agreementProblems(wanted, { list, needed, envelopes, actor, now }),
  };
}

/** Writes down a refusal with all its reasons. */
export function refuse(store: Store, event: Event, problems: readonly Problem[]): Outcome {
  const told = problems.map(({ code, location, message }) => ({ code, location, message }));
  store.note({ ...event, status: 'refused', problems: told });
  return refused(`refused: ${event.channel} stays at ${event.from ?? 'nothing'}; the refusal is in the audit trail`, problems);
}

/** EV7015, so that of two people who read the same status only the first one moves the channel. */
export function currentProblems({ channel, expectCurrent }: Request, current: StoredVersion | undefined): Problem[] {
  const got = current?.version ?? 'none';
  if (expectCurrent === null || expectCurrent === got) return [];
  return [{ code: 'EV7015', location: channel, message: 'somebody else moved the channel', got, expected: expectCurrent }];
}
