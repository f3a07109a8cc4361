/** From a decision to what a test says: text, JUnit XML and exit code. Nothing is judged here. */
import type { Decision } from '../contracts/decision.ts';
import { EvalError } from '../errors/errors.ts';
import { junitXml } from './junit.ts';
import { gateLines } from './text.ts';

export interface GateInput {
  readonly decision: Decision;
  /** Where the report is, as a person would open it. */
  readonly reports: readonly string[];
}

export interface GateOutput {
  /** At most twelve lines. */
  readonly text: string;
  readonly junit: string;
  /** 0 on go, else 1. */
  readonly exitCode: 0 | 1;
}

/** @throws EvalError EV5307 for a decision that says go against its own results */
export function run({ decision, reports }: GateInput): GateOutput {
  const go = decision.verdict === 'go';
  const against = objections(decision);
  if (go !== (decision.recommendation === 'go') || (go && against.length > 0)) {
    const got = `verdict ${decision.verdict}, recommendation ${decision.recommendation}, against it: ${against.join(', ') || 'nothing'}`;
    throw new EvalError({ code: 'EV5307', place: 'decision', message: 'its parts do not agree', got });
  }
  const text = gateLines(decision, reports).join('\n');
  return { text: `${text}\n`, junit: junitXml(decision, text), exitCode: go ? 0 : 1 };
}

/** Everything in the decision that stands against a go, wherever it is written. */
function objections({ failed, criteria, sanity }: Decision): string[] {
  const results = criteria.filter(({ level, status }) => level === 'block' && (status === 'fail' || status === 'insufficient'));
  const findings = sanity.filter(({ level, status }) => (level === 'void' || level === 'block') && status !== 'quiet');
  return [...new Set([...failed, ...results.map(({ id }) => id), ...findings.map(({ check }) => `sanity:${check}`)])];
}
