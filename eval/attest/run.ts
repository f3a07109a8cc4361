/** attest: a verdict as an in-toto statement about the files of the checkpoint that was judged. */
import type { Checkpoint } from '../contracts/checkpoint.ts';
import type { Decision } from '../contracts/decision.ts';
import { predicateType, type Resource, type TestResult, type TestResultStatement } from '../contracts/test_result.ts';
import { InputError } from '../errors/errors.ts';
import { byText } from '../io/order.ts';

export interface AttestInput {
  readonly decision: Decision;
  /** Manifest of what was judged. */
  readonly checkpoint: Checkpoint;
  /** The files that the verdict was made of, in any order. */
  readonly configuration: readonly Resource[];
}

/** @throws InputError EV7003 where the decision is about another checkpoint */
export function run({ decision, checkpoint, configuration }: AttestInput): TestResultStatement {
  const expected = decision.digests.candidateCheckpoint;
  if (checkpoint.digest !== expected) {
    const message = 'another checkpoint was judged';
    throw new InputError({ code: 'EV7003', location: 'checkpoint.json', message, got: checkpoint.digest, expected: expected ?? 'none' });
  }
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: checkpoint.files.map(({ name, sha256 }) => ({ name, digest: { sha256: sha256.slice('sha256:'.length) } })),
    predicateType,
    predicate: { ...resultOf(decision), configuration: configuration.toSorted((a, b) => byText(a.name, b.name)) },
  };
}

type Outcome = 'passed' | 'warned' | 'failed';

function resultOf(decision: Decision): Omit<TestResult, 'configuration'> {
  const outcomes = [
    ...decision.criteria.map(({ id, status, level }) => [id, status === 'not_applicable' ? undefined : outcomeOf(status === 'pass', level)] as const),
    ...decision.sanity.map(({ check, status, level }) => [`sanity:${check}`, outcomeOf(status === 'quiet', level)] as const),
  ];
  // A sanity check is made on several corpora and backends: the worst counts.
  const worst = new Map<string, Outcome>();
  for (const outcome of ['passed', 'warned', 'failed'] as const) for (const [id, own] of outcomes) if (own === outcome) worst.set(id, outcome);
  const go = decision.verdict === 'go';
  if (!go && ![...worst.values()].includes('failed')) worst.set(decision.deciding, 'failed');
  const named = (wanted: Outcome): string[] => [...worst].flatMap(([id, outcome]) => (outcome === wanted ? [id] : [])).sort();
  const warnedTests = named('warned');
  return {
    result: go ? (warnedTests.length === 0 ? 'PASSED' : 'WARNED') : 'FAILED',
    passedTests: named('passed'),
    warnedTests,
    failedTests: named('failed'),
  };
}

/** What is not known counts as it does in the verdict: never as passed. */
function outcomeOf(passed: boolean, level: 'void' | 'block' | 'warn' | 'info'): Outcome | undefined {
  if (passed) return 'passed';
  return level === 'info' ? undefined : level === 'warn' ? 'warned' : 'failed';
}
