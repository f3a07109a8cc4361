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
  /** 0 on the expected verdict, else 1. */
  readonly exitCode: 0 | 1;
}

/** @throws InputError EV5307 for a decision that recommends something else than its verdict, or says go although something stands against it */
export function run({ decision, report, expect }: GateInput): GateOutput {
  const go = decision.verdict === 'go';
  if (go !== (decision.recommendation === 'go') || (go && decision.failed.length > 0)) {
    const got = `verdict ${decision.verdict}, recommendation ${decision.recommendation}, against it: ${decision.failed.join(', ') || 'nothing'}`;
    throw new InputError({ code: 'EV5307', location: 'decision', message: 'its parts do not agree', got });
  }
  const text = gateLines(decision, report, expect).join('\n');
  return { text: `${text}\n`, junit: junitXml(decision, text, expect), exitCode: decision.verdict === expect ? 0 : 1 };
}
