/** From a decision to what a test says: text, JUnit XML and exit code. Nothing is judged here. */
import type { Decision } from '../contracts/decision.ts';
import { InputError } from '../errors/errors.ts';
import { junitXml } from './junit.ts';
import { gateLines } from './text.ts';

export interface GateInput {
  readonly decision: Decision;
  /** Label of the report: how a person builds and finds it. */
  readonly report: string;
  /** The verdict that passes. Anything but go is for examples and tests of a policy. */
  readonly expect: Decision['verdict'];
}

export interface GateOutput {
  /** At most twelve lines. */
  readonly text: string;
  readonly junit: string;
  /** 0 on the expected verdict, else that of the verdict. */
  readonly exitCode: number;
}

/** Apart from 0, 1, 2 and 3 of every program, 5 is what no other program of ours means: more samples would decide. */
export const exitCodes = { go: 1, 'no-go': 1, inconclusive: 5, void: 1 } as const satisfies Record<Decision['verdict'], number>;

/** @throws InputError EV5307 for a decision that says go against its own results */
export function run({ decision, report, expect }: GateInput): GateOutput {
  const go = decision.verdict === 'go';
  const against = objections(decision);
  if (go !== (decision.recommendation === 'go') || (go && against.length > 0)) {
    const got = `verdict ${decision.verdict}, recommendation ${decision.recommendation}, against it: ${against.join(', ') || 'nothing'}`;
    throw new InputError({ code: 'EV5307', location: 'decision', message: 'its parts do not agree', got });
  }
  const text = gateLines(decision, report, expect).join('\n');
  return { text: `${text}\n`, junit: junitXml(decision, text, expect), exitCode: decision.verdict === expect ? 0 : exitCodes[decision.verdict] };
}

const standsAgainst: ReadonlySet<string> = new Set(['fail', 'inconclusive', 'insufficient']);

/** Everything in the decision that stands against a go, wherever it is written: also that nothing stands for it. */
function objections({ failed, criteria, sanity }: Decision): string[] {
  const results = criteria.filter(({ level, status }) => level === 'block' && standsAgainst.has(status));
  const findings = sanity.filter(({ level, status }) => (level === 'void' || level === 'block') && status !== 'quiet');
  const judged = criteria.some(({ level, status }) => level === 'block' && status === 'pass');
  const nothing = judged ? [] : ['no blocking criterion holds'];
  return [...new Set([...failed, ...nothing, ...results.map(({ id }) => id), ...findings.map(({ check }) => `sanity:${check}`)])];
}
