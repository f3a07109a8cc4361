/**
 * register: writes down who may move a channel, or that it will be judged by these criteria, before there is a result. The trail has the time and its
 * chain; a promotion that asks for it is refused unless the criteria were the channel's own before the numbers were known.
 */
import type { PolicyFile } from '../contracts/criteria.ts';
import { InputError, type Problem } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';
import { approversOf, lastLine, type Move } from './approval.ts';
import { type ApproverList, agreementText } from './approvers.ts';
import { done, type Outcome, outcomeOf } from './outcome.ts';
import { agreed, currentProblems, eventOf, type Proof, type Request, refuse, type Surroundings } from './record.ts';
import { withStore } from './store/store.ts';
import { doneIn, type Entry } from './store/trail.ts';

export interface Registration extends Request, Proof {
  /** By what the channel is judged, or who may move it. */
  readonly what: { readonly policy: PolicyFile } | { readonly approvers: ApproverList };
}

/** What a line of the trail holds of a registration, its digest, and how people call it. */
function registered(what: Registration['what']) {
  if ('approvers' in what) {
    return { line: { approvers: what.approvers }, digest: digestOf(what.approvers), text: agreementText(what.approvers) };
  }
  const { id, version, digest } = what.policy;
  return { line: { policy: digest }, digest, text: `is judged by ${id} version ${version}, ${digest}` };
}

/** The move that people agree to who register something. */
export function registration(what: Registration['what'], channel: string, after: string | null): Move {
  return { action: 'register', channel, after, to: registered(what).digest, decision: null, checkpoint: null, criteria: null };
}

/**
 * Exit code 0: the channel has what was registered, now or already; 1: refused, and the refusal is in the audit trail.
 * @throws InputError EV7006 for a policy whose content does not have the digest that it states
 */
export function register(request: Registration, { fs, self, now }: Surroundings): Outcome {
  const { channel, what } = request;
  if ('policy' in what) checkDigest(what.policy);
  const { line, digest, text } = registered(what);
  return outcomeOf(() =>
    withStore(fs, self, true, (store) => {
      const policy = registeredBefore(store.entries, channel, null)?.line.policy;
      const list = approversOf(store.entries, channel);
      const before = 'policy' in what ? policy : list && digestOf(list);
      if (before === digest) return done([`nothing to do: ${channel} ${text} already`]);
      const current = store.current(channel);
      const time = now();
      const wanted = registration(what, channel, lastLine(store.entries, channel));
      const { signed, problems } = agreed(store, wanted, request, time, 'approvers' in what);
      const event = { ...eventOf(request, 'register', current, time), ...line, ...signed };
      const objections = [...currentProblems(request, current), ...problems];
      if (objections.length > 0) return refuse(store, event, objections);
      store.note(event);
      return done([`registered: ${channel} ${text}; ${before === undefined ? 'it had none' : `it had ${before}`}`]);
    }),
  );
}

function checkDigest({ schemaVersion: _version, kind: _kind, digest, ...judging }: PolicyFile): void {
  const got = digestOf(judging);
  if (got === digest) return;
  const message = 'its content does not have the digest that it states';
  throw new InputError({ code: 'EV7006', location: 'policy.json', message, got, expected: digest });
}

/** The line that registered what a channel was judged by at an instant; with null, what it is judged by now. */
export function registeredBefore(entries: readonly Entry[], channel: string, instant: string | null): Entry | undefined {
  const limit = instant === null ? Number.POSITIVE_INFINITY : Date.parse(instant);
  return doneIn(entries, channel).findLast(({ line }) => line.policy !== undefined && Date.parse(line.time) < limit);
}

/** EV7019 unless the channel had exactly these criteria before the numbers were known: not one of many sets that were tried. */
export function registrationProblems(entries: readonly Entry[], channel: string, policy: string, instant: string): Problem[] {
  const got = registeredBefore(entries, channel, instant)?.line.policy;
  if (got === policy) return [];
  const message = `${got === undefined ? 'no criteria' : 'other criteria than these'} were registered before ${instant}`;
  return [{ code: 'EV7019', location: channel, message, got, expected: policy }];
}
