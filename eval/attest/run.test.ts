import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Checkpoint } from '../contracts/checkpoint.ts';
import type { Criterion } from '../contracts/criteria.ts';
import type { Decision, Finding } from '../contracts/decision.ts';
import { testResultStatement } from '../contracts/test_result.ts';
import { run as decide } from '../decide/run.ts';
import { digest, policyOf, quiet, rowOf, tableOf } from '../decide/testing/table.ts';
import { InputError } from '../errors/errors.ts';
import { run } from './run.ts';

const checkpoint: Checkpoint = {
  schemaVersion: 1,
  kind: 'checkpoint',
  digest: digest('a'),
  files: [
    { name: 'model.onnx', sha256: digest('b'), bytes: 1 },
    { name: 'weights.bin', sha256: digest('c'), bytes: 2 },
  ],
  parameters: 0,
  metadata: {},
  inputs: [],
  outputs: [],
};
const configuration = [{ name: 'policy.json', digest: { sha256: 'd'.repeat(64) } }];

/** A decision on mask_iou of 0.8 by criteria of these limits and levels. */
function decisionOf(...limits: readonly (readonly [limit: number, more?: Partial<Criterion>])[]): Decision {
  const criteria = limits.map(([limit, more], i) => {
    return { id: `c${i}`, metric: 'mask_iou', where: { corpus: 'heldout' }, of: 'candidate' as const, limit, minimum_n: 3, ...more };
  });
  const metrics = tableOf({
    rows: [
      rowOf({ corpus: 'heldout', slice: null }, 'mask_iou', 0.8, 9, {
        interval: { low: 0.7, high: 0.9, level: 0.95, method: 'x', resamples: 100, groups: 9 },
      }),
    ],
  });
  const decision = decide({ metrics, policy: policyOf(criteria, quiet) });
  return { ...decision, digests: { ...decision.digests, candidateCheckpoint: checkpoint.digest } };
}

const predicateOf = (decision: Decision) => run({ decision, checkpoint, configuration }).predicate;

test('the subjects are the files of the checkpoint, and it is a statement', () => {
  const made = run({ decision: decisionOf([0.5]), checkpoint, configuration });
  assert.deepEqual(testResultStatement.parse(made), made);
  assert.deepEqual(
    made.subject.map(({ name, digest: { sha256 } }) => [name, sha256]),
    [
      ['model.onnx', 'b'.repeat(64)],
      ['weights.bin', 'c'.repeat(64)],
    ],
  );
  assert.deepEqual(made.predicate.configuration, configuration);
});

test('the order in which files are given makes no difference', () => {
  const files = [...configuration, { name: 'metrics.json', digest: { sha256: 'e'.repeat(64) } }];
  const [one, other] = [files, files.toReversed()].map((given) => run({ decision: decisionOf([0.5]), checkpoint, configuration: given }));
  assert.deepEqual(one, other);
});

const cases: Record<string, { decision: Decision; verdict: Decision['verdict']; result: string; warned?: string[]; failed?: string[] }> = {
  'a go': { decision: decisionOf([0.5]), verdict: 'go', result: 'PASSED' },
  'a go with a warning': { decision: decisionOf([0.5], [0.9, { level: 'warn' }]), verdict: 'go', result: 'WARNED', warned: ['c1'] },
  'a go with a failure for information': { decision: decisionOf([0.5], [0.9, { level: 'info' }]), verdict: 'go', result: 'PASSED' },
  'a no-go': { decision: decisionOf([0.5], [0.9]), verdict: 'no-go', result: 'FAILED', failed: ['c1'] },
  'missing evidence': { decision: decisionOf([0.5], [0.5, { minimum_n: 10 }]), verdict: 'no-go', result: 'FAILED', failed: ['c1'] },
  inconclusive: { decision: decisionOf([0.75, { holds: 'interval' }]), verdict: 'inconclusive', result: 'FAILED', failed: ['c0'] },
};
for (const [name, { decision, verdict, result, warned = [], failed = [] }] of Object.entries(cases)) {
  test(name, () => {
    assert.equal(decision.verdict, verdict);
    const predicate = predicateOf(decision);
    assert.deepEqual([predicate.result, predicate.warnedTests, predicate.failedTests], [result, warned, failed]);
  });
}

test('a void fails, and a sanity check that fired on one of two corpora is not among the passed', () => {
  const finding = (status: Finding['status']): Finding => {
    return { check: 'copied', level: 'void', status, corpus: '', backend: '', metric: '', value: 1, limit: 0, n: 3, reason: '', samples: [] };
  };
  const decision = { ...decisionOf([0.5]), verdict: 'void' as const, deciding: 'sanity:copied', sanity: [finding('fired'), finding('quiet')] };
  const { result, failedTests, passedTests } = predicateOf(decision);
  assert.deepEqual([result, failedTests, passedTests], ['FAILED', ['sanity:copied'], ['c0']]);
});

test('whatever the lists say, only a go passes', () => {
  for (const verdict of ['no-go', 'inconclusive', 'void'] as const) {
    const { result, failedTests } = predicateOf({ ...decisionOf([0.5]), verdict, deciding: 'nothing_measured' });
    assert.deepEqual([result, failedTests], ['FAILED', ['nothing_measured']]);
  }
});

test('a decision about another checkpoint is refused', () => {
  const refuse = () => run({ decision: decisionOf([0.5]), checkpoint: { ...checkpoint, digest: digest('9') }, configuration });
  assert.throws(refuse, (error) => error instanceof InputError && error.problems[0]?.code === 'EV7003');
});
