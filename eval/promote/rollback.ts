/** rollback: moves a channel back to a version that it had before, after looking at every byte of it. */
import type { Problem } from '../errors/errors.ts';
import { lastLine, moveTo } from './approval.ts';
import { done, type Outcome, outcomeOf } from './outcome.ts';
import { agreed, currentProblems, eventOf, type Proof, type Request, refuse, type Surroundings } from './record.ts';
import { statementLines } from './statement.ts';
import { withStore } from './store/store.ts';

export interface Rollback extends Request, Proof {
  readonly to: string;
}

/** Exit code 0: the channel has the version, now or already; 1: refused, and the refusal is in the audit trail. */
export function rollback(request: Rollback, { fs, self, now }: Surroundings): Outcome {
  const { channel, to } = request;
  return outcomeOf(() =>
    withStore(fs, self, false, (store) => {
      const current = store.current(channel);
      if (current?.version === to) return done([`nothing to do: ${channel} has ${to} already`, ...statementLines(current.statement)]);
      const problems = currentProblems(request, current);
      if (!store.wasIn(channel, to)) problems.push(neverHad(channel, to));
      const event = eventOf(request, 'rollback', current, now());
      if (problems.length > 0) return refuse(store, event, problems);

      store.checkFiles(to);
      const held = store.storedVersion(to);
      const wanted = moveTo(to, held.statement, { action: 'rollback', channel, after: lastLine(store.entries, channel) });
      const { signed, problems: disagreements } = agreed(store, wanted, request, event.time);
      if (disagreements.length > 0) return refuse(store, { ...event, ...signed }, disagreements);
      const { checkpoint, forced, evaluation, decision } = held.statement.predicate;
      store.move({ ...event, ...signed, to, checkpoint, forced, evaluation, decision }, held);
      return done([`rolled back: ${channel} has ${to} now; it had ${event.from}`, ...statementLines(held.statement)]);
    }),
  );
}

function neverHad(channel: string, version: string): Problem {
  return { code: 'EV7016', location: channel, message: `${version} was never in service here` };
}
