/**
 * register: writes down that a channel will be judged by these criteria, before there is a result. The trail has the time and its
 * chain; a promotion that asks for it is refused unless the criteria were the channel's own before the numbers were known.
 */
import type { PolicyFile } from '../contracts/criteria.ts';
import type { Problem } from '../errors/errors.ts';
import { InputError } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';
import type { Outcome } from './outcome.ts';
import { done, outcomeOf } from './outcome.ts';
import type { Request, Surroundings } from './record.ts';
import { currentProblems, eventOf, refuse } from './record.ts';
import { withStore } from './store/store.ts';
import type { Entry } from './store/trail.ts';

export interface Registration extends Request {
  readonly policy: PolicyFile;
}

/**
 * Exit code 0: the channel has these criteria, now or already; 1: refused, and the refusal is in the audit trail.
 * @throws InputError EV7006 for a policy whose content does not have the digest that it states
 */
export function register(registration: Registration, { fs, self, now }: Surroundings): Outcome {
  const { channel, policy } = registration;
  checkDigest(policy);
  return outcomeOf(() =>
    withStore(fs, self, true, (store) => {
      const known = registeredBefore(store.entries, channel, null);
      if (known?.line.policy === policy.digest) return done([`nothing to do: ${channel} has these criteria since ${known.line.time}`]);
      const current = store.current(channel);
      const event = { ...eventOf(registration, 'register', current, now()), policy: policy.digest };
      const objections = currentProblems(registration, current);
      if (objections.length > 0) return refuse(store, event, objections);
      store.note(event);
      const before = known === undefined ? 'it had none' : `it had ${known.line.policy}`;
      return done([`registered: ${channel} is judged by ${policy.id} version ${policy.version}, ${policy.digest}; ${before}`]);
    }),
  );
}

function checkDigest({ schemaVersion: _version, kind: _kind, digest, ...judging }: PolicyFile): void {
  const got = digestOf(judging);
  if (got === digest) return;
  throw new InputError({
    code: 'EV7006',
    location: 'policy.json',
    message: 'its content does not have the digest that it states',
    got,
    expected: digest,
  });
}

/** The line that registered what a channel was judged by at an instant; with null, what it is judged by now. */
export function registeredBefore(entries: readonly Entry[], channel: string, instant: string | null): Entry | undefined {
  const limit = instant === null ? Number.POSITIVE_INFINITY : Date.parse(instant);
  return entries.findLast(({ line }) => {
    return line.action === 'register' && line.status === 'done' && line.channel === channel && Date.parse(line.time) < limit;
  });
}

/** EV7019 unless the channel had exactly these criteria before the numbers were known: not one of many sets that were tried. */
export function registrationProblems(entries: readonly Entry[], channel: string, policy: string, instant: string): Problem[] {
  const got = registeredBefore(entries, channel, instant)?.line.policy;
  if (got === policy) return [];
  const message = `other criteria than these were registered before ${instant}`;
  return [
    {
      code: 'EV7019',
      location: channel,
      message: got === undefined ? `no criteria were registered before ${instant}` : message,
      got,
      expected: policy,
    },
  ];
}
