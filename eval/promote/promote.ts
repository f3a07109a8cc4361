/** promote: moves a channel to the candidate, on a go whose every digest holds, or says and writes down why not. */
import type { Problem } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';
import { lastLine, moveTo } from './approval.ts';
import { checkpointProblems } from './check_checkpoint.ts';
import { decisionProblems } from './check_decision.ts';
import { signStatement } from './dsse.ts';
import type { PromotionInputs } from './inputs.ts';
import { done, type Outcome, outcomeOf } from './outcome.ts';
import { agreed, currentProblems, eventOf, type Proof, type Request, refuse, type Surroundings } from './record.ts';
import { registeredBefore, registrationProblems } from './register.ts';
import { statementLines, versionOf } from './statement.ts';
import { withStore } from './store/store.ts';
import type { StoredVersion } from './store/version.ts';

export interface Promotion extends Request, Proof {
  readonly inputs: PromotionInputs;
  /** Overrules a no-go; a reason is then there. */
  readonly force: boolean;
  /** Why a baseline is enough that is not in service. */
  readonly otherBaseline: string | null;
  /** When the numbers were first known, where the criteria must have been registered before; null where nobody asks. */
  readonly registeredBefore: string | null;
}

/** Exit code 0: the channel has the candidate, now or already; 1: refused, and the refusal is in the audit trail. */
export function promote(promotion: Promotion, { fs, self, now }: Surroundings): Outcome {
  const { inputs, channel, force, otherBaseline, registeredBefore: known, key } = promotion;
  const objections = [...decisionProblems(inputs, force), ...checkpointProblems(inputs)];
  const version = objections.length === 0 && inputs.checkpoint !== undefined ? versionOf(inputs, inputs.checkpoint) : undefined;

  return outcomeOf(() =>
    withStore(fs, self, true, (store) => {
      const current = store.current(channel);
      if (version !== undefined && version.digest === current?.version) {
        return done([`nothing to do: ${channel} has ${version.digest} already`, ...statementLines(current.statement)]);
      }
      const time = now();
      const wanted = version && moveTo(version.digest, version.statement, { action: 'promote', channel, after: lastLine(store.entries, channel) });
      const { signed: approved, problems: disagreements } = wanted === undefined ? nobodyAsked : agreed(store, wanted, promotion, time);
      const problems = [
        ...objections,
        ...disagreements,
        ...currentProblems(promotion, current),
        ...baselineProblems(promotion, current),
        ...(known === null ? [] : registrationProblems(store.entries, channel, inputs.policy.digest, known)),
      ];
      const registration = known === null ? undefined : registeredBefore(store.entries, channel, known);
      const event = {
        ...eventOf(promotion, 'promote', current, time),
        ...approved,
        checkpoint: inputs.checkpoint?.manifest.digest ?? null,
        evaluation: inputs.decision.evaluation,
        decision: digestOf(inputs.decision),
        otherBaseline,
        ...(known === null || registration === undefined ? {} : { registered: { sequence: registration.line.sequence, before: known } }),
      };
      if (version === undefined || problems.length > 0) return refuse(store, event, problems);

      const { digest, statement, text } = version;
      const signed = key === undefined ? undefined : signStatement(text, key);
      store.add({ ...event, to: digest, forced: statement.predicate.forced }, version, signed);
      const before = event.from === null ? 'it had none' : `it had ${event.from}`;
      return done([`promoted: ${channel} has ${digest} now; ${before}`, ...statementLines(statement)]);
    }),
  );
}

/** Where objections leave no version that anybody could agree to. */
const nobodyAsked = { signed: {}, problems: [] };

/** EV7014: nobody gets better by choosing whom to be compared with. */
function baselineProblems({ inputs, channel, otherBaseline }: Promotion, current: StoredVersion | undefined): Problem[] {
  const expected = current?.statement.predicate.backend.digest;
  const got = inputs.decision.digests.baseline;
  if (expected === undefined || got === expected || otherBaseline !== null) return [];
  return [
    { code: 'EV7014', location: channel, message: 'the evaluation did not compare with the version in service', got: got ?? 'no baseline', expected },
  ];
}
