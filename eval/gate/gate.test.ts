import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CriterionResult, type Decision, decision as decisionSchema, type Finding } from '../contracts/decision.ts';
import { InputError } from '../errors/errors.ts';
import { run } from './run.ts';

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

function resultOf(id: string, status: CriterionResult['status'], more: Partial<CriterionResult> = {}): CriterionResult {
  const judged = status === 'pass' ? 0.9 : status === 'fail' ? 0.6 : null;
  return {
    id,
    criterion: id.split('/')[0] ?? id,
    title: id,
    status,
    level: 'block',
    metric: 'mask_iou',
    metricVersion: 1,
    statistic: 'value',
    of: 'candidate',
    where: { corpus: 'flagged', slice: null },
    comparator: '>=',
    limit: 0.7,
    holds: 'value',
    observed: judged,
    judged,
    margin: null,
    relativeMargin: null,
    relativeInterval: null,
    candidate: judged,
    baseline: null,
    interval: null,
    n: judged === null ? 1 : 36,
    minimumN: 3,
    worstSamples: [],
    reason: `reason of ${id}`,
    ...more,
  };
}

function findingOf(check: string, level: Finding['level'], status: Finding['status'], more: Partial<Finding> = {}): Finding {
  return { check, level, status, corpus: '', backend: '', metric: '', value: 1, limit: 0, n: 9, reason: `reason of ${check}`, samples: [], ...more };
}

function decisionOf(parts: Partial<Decision>): Decision {
  return decisionSchema.parse({
    schemaVersion: 1,
    kind: 'decision',
    evaluation: '//eval:report',
    verdict: 'no-go',
    recommendation: 'no-go',
    deciding: 'a',
    why: 'flagged: mask IoU is 0.600; at least 0.700 is required (36 samples)',
    failed: [],
    criteria: [],
    sanity: [],
    tally: { blocking: { checks: 0, pass: 0, fail: 0, insufficient: 0 }, sanity: { quiet: 0, fired: 0, not_measured: 0 } },
    digests: {
      candidate: digest('a'),
      candidateCheckpoint: digest('b'),
      baseline: null,
      policy: digest('1'),
      measure: digest('0'),
      metrics: digest('2'),
      corpora: { flagged: digest('f') },
      evidence: {},
    },
    policy: { id: 'pottery', version: 4, about: '', tier: null, notices: [] },
    ...parts,
  });
}

const go = decisionOf({
  verdict: 'go',
  recommendation: 'go',
  why: 'all 2 blocking checks hold',
  criteria: [resultOf('a', 'pass'), resultOf('b', 'pass')],
  sanity: [findingOf('same_truth', 'void', 'quiet')],
});

test('go: exit code 0, verdict and reason', () => {
  const { exitCode, text } = run({ decision: go, report: '//eval:report', expect: 'go' });
  assert.equal(exitCode, 0);
  assert.equal(
    text,
    "GO: //eval:report, criteria pottery version 4\nall 2 blocking checks hold\nreport: bazel build //eval:report (its files are also in this test's outputs)\n",
  );
});

test('no-go: what failed, why and the worst samples', () => {
  const decision = decisionOf({
    failed: ['c', 'a/x'],
    criteria: [
      resultOf('a/x', 'fail', { worstSamples: ['s1', 's2', 's3', 's4'] }),
      resultOf('b', 'pass'),
      resultOf('c', 'insufficient'),
      resultOf('d', 'fail', { level: 'warn' }),
    ],
    sanity: [findingOf('corpus_overlap', 'warn', 'fired'), findingOf('corpus_overlap', 'warn', 'fired', { corpus: 'x' })],
  });
  const { exitCode, text } = run({ decision, report: '//eval:report', expect: 'go' });
  assert.equal(exitCode, 1);
  assert.deepEqual(text.split('\n'), [
    'NO-GO: //eval:report, criteria pottery version 4',
    'flagged: mask IoU is 0.600; at least 0.700 is required (36 samples)',
    '  insufficient c: reason of c',
    '  fail a/x: reason of a/x; worst samples: s1, s2, s3',
    'warnings: d, sanity:corpus_overlap',
    "report: bazel build //eval:report (its files are also in this test's outputs)",
    '',
  ]);
});

test('tier and notices stand in the first lines, and evidence among the digests', () => {
  const decision = decisionOf({
    ...go,
    policy: { id: 'agent', version: 1, about: '', tier: 'first_sft', notices: ['Missing evidence is passed.', '4 of 9 checks had no evidence.'] },
    digests: { ...go.digests, evidence: { scorecard: digest('e') } },
  });
  const { text, junit } = run({ decision, report: '', expect: 'go' });
  assert.deepEqual(text.split('\n'), [
    'GO: //eval:report, criteria agent version 1, tier first_sft',
    'Missing evidence is passed.',
    '4 of 9 checks had no evidence.',
    'all 2 blocking checks hold',
    '',
  ]);
  assert.match(junit, /<property name="tier" value="first_sft"\/>/);
  assert.match(junit, new RegExp(`<property name="digest.evidence.scorecard" value="${digest('e')}"/>`));
});

test('inconclusive has words and an exit code of its own, and passes where it is expected', () => {
  const decision = decisionOf({
    verdict: 'inconclusive',
    failed: ['a'],
    criteria: [resultOf('a', 'inconclusive'), resultOf('b', 'pass'), resultOf('c', 'inconclusive', { level: 'warn' })],
  });
  const { exitCode, text, junit } = run({ decision, report: '', expect: 'go' });
  assert.equal(exitCode, 5);
  assert.deepEqual(text.split('\n'), [
    'INCONCLUSIVE (more samples would decide; counts as no-go): //eval:report, criteria pottery version 4',
    'flagged: mask IoU is 0.600; at least 0.700 is required (36 samples)',
    '  inconclusive a: reason of a',
    'warnings: c',
    '',
  ]);
  assert.match(junit, /<error type="inconclusive" message="reason of a"\/>/);
  assert.equal(run({ decision, report: '', expect: 'inconclusive' }).exitCode, 0);
  assert.equal(run({ decision, report: '', expect: 'no-go' }).exitCode, 5);
  assert.equal(run({ decision: go, report: '', expect: 'inconclusive' }).exitCode, 1);
  assert.throws(() => run({ decision: { ...decision, verdict: 'go', recommendation: 'go', failed: [] }, report: '', expect: 'go' }), InputError);
});

test('void is told apart from no-go', () => {
  const decision = decisionOf({
    verdict: 'void',
    deciding: 'sanity:same_truth',
    why: 'reason of same_truth',
    failed: ['sanity:same_truth'],
    sanity: [findingOf('same_truth', 'void', 'quiet', { corpus: 'a' }), findingOf('same_truth', 'void', 'fired', { corpus: 'b' })],
  });
  const { exitCode, text } = run({ decision, report: '', expect: 'go' });
  assert.equal(exitCode, 1);
  assert.deepEqual(text.split('\n'), [
    'VOID (nothing trustworthy was measured; counts as no-go): //eval:report, criteria pottery version 4',
    'reason of same_truth',
    '  void sanity:same_truth',
    '',
  ]);
});

test('at most twelve lines, however much failed', () => {
  const ids = Array.from({ length: 40 }, (_, i) => `c${i}`);
  const criteria = [...ids.map((id) => resultOf(id, 'fail', { reason: 'two\nlines' })), resultOf('w', 'fail', { level: 'warn' })];
  const lines = run({ decision: decisionOf({ failed: ids, criteria, why: 'two\nlines' }), report: '//eval:report', expect: 'go' })
    .text.trimEnd()
    .split('\n');
  assert.equal(lines.length, 12);
  assert.deepEqual(lines.slice(-3), [
    '  and 33 more',
    'warnings: w',
    "report: bazel build //eval:report (its files are also in this test's outputs)",
  ]);
  const exactly = run({ decision: decisionOf({ failed: ids.slice(0, 9), criteria }), report: '', expect: 'go' })
    .text.trimEnd()
    .split('\n');
  assert.deepEqual([exactly.length, exactly.at(-2)], [12, '  fail c8: two lines']);
});

const contradictions: Record<string, Partial<Decision>> = {
  'go with a failed criterion': { ...go, criteria: [resultOf('a', 'fail')] },
  'go with nothing judged': { ...go, criteria: [resultOf('a', 'not_applicable')] },
  'go with information only': { ...go, criteria: [resultOf('a', 'pass', { level: 'info' })] },
  'go with missing evidence': { ...go, criteria: [resultOf('a', 'insufficient')] },
  'go with a list of failures': { ...go, failed: ['a'] },
  'go with a sanity finding that voids': { ...go, sanity: [findingOf('same_truth', 'void', 'fired')] },
  'go and the recommendation no-go': { ...go, recommendation: 'no-go' },
  'no-go and the recommendation go': { recommendation: 'go' },
  'void and the recommendation go': { verdict: 'void', recommendation: 'go' },
};
for (const [name, parts] of Object.entries(contradictions)) {
  test(`refused: ${name}`, () => {
    assert.throws(
      () => run({ decision: decisionOf(parts), report: '', expect: 'go' }),
      (error) => error instanceof InputError && error.problems[0]?.code === 'EV5307',
    );
  });
}

test('JUnit: a case for the verdict, each criterion and each finding, with digests and without a clock', () => {
  const decision = decisionOf({
    failed: ['a'],
    criteria: [
      resultOf('a', 'fail', { reason: '<"&\'>\u0000\n' }),
      resultOf('b/x', 'pass'),
      resultOf('c', 'insufficient'),
      resultOf('d', 'not_applicable'),
      resultOf('e', 'fail', { level: 'info' }),
    ],
    sanity: [
      findingOf('same_truth', 'void', 'fired', { corpus: 'flagged', backend: 'yolo' }),
      findingOf('no_spread', 'void', 'quiet'),
      findingOf('training_overlap', 'warn', 'not_measured'),
    ],
  });
  const { junit, text } = run({ decision, report: '', expect: 'go' });
  const property = (name: string, value: string): string => `      <property name="${name}" value="${value}"/>`;
  assert.deepEqual(junit.split('\n'), [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    '  <testsuite name="//eval:report" tests="9" failures="2" errors="2" skipped="3">',
    '    <properties>',
    property('verdict', 'no-go'),
    property('recommendation', 'no-go'),
    property('deciding', 'a'),
    property('policy', 'pottery version 4'),
    property('digest.baseline', 'none'),
    property('digest.candidate', digest('a')),
    property('digest.candidateCheckpoint', digest('b')),
    property('digest.corpus.flagged', digest('f')),
    property('digest.measure', digest('0')),
    property('digest.metrics', digest('2')),
    property('digest.policy', digest('1')),
    '    </properties>',
    '    <testcase classname="verdict" name="verdict">',
    '      <failure type="no-go" message="flagged: mask IoU is 0.600; at least 0.700 is required (36 samples)"/>',
    '    </testcase>',
    '    <testcase classname="a" name="a">',
    '      <failure type="fail" message="&lt;&quot;&amp;&#39;&gt;\ufffd&#10;"/>',
    '    </testcase>',
    '    <testcase classname="b" name="b/x"/>',
    '    <testcase classname="c" name="c">',
    '      <error type="insufficient" message="reason of c"/>',
    '    </testcase>',
    '    <testcase classname="d" name="d">',
    '      <skipped message="block not_applicable: reason of d"/>',
    '    </testcase>',
    '    <testcase classname="e" name="e">',
    '      <skipped message="info fail: reason of e"/>',
    '    </testcase>',
    '    <testcase classname="sanity" name="same_truth/flagged/yolo">',
    '      <error type="void fired" message="reason of same_truth"/>',
    '    </testcase>',
    '    <testcase classname="sanity" name="no_spread"/>',
    '    <testcase classname="sanity" name="training_overlap">',
    '      <skipped message="warn not_measured: reason of training_overlap"/>',
    '    </testcase>',
    ...`    <system-out>${text.trimEnd().replace('<"&\'>\u0000', '&lt;&quot;&amp;&#39;&gt;\ufffd')}</system-out>`.split('\n'),
    '  </testsuite>',
    '</testsuites>',
    '',
  ]);
});

test('JUnit is red exactly when the gate is', () => {
  const red = (decision: Decision): boolean => !/failures="0" errors="0"/.test(run({ decision, report: '', expect: 'go' }).junit);
  assert.equal(red(go), false);
  assert.equal(red(decisionOf({ criteria: [resultOf('a', 'not_applicable')] })), true, 'nothing was judged');
  assert.equal(red(decisionOf({ ...go, criteria: [resultOf('a', 'pass'), resultOf('w', 'fail', { level: 'warn' })] })), false);
});

test('a refusal can be what a test expects: of an example, or of a policy', () => {
  const decision = decisionOf({ failed: ['a'], criteria: [resultOf('a', 'fail')] });
  const { exitCode, text, junit } = run({ decision, report: '', expect: 'no-go' });
  assert.equal(exitCode, 0);
  assert.match(text, /^NO-GO: [\s\S]*\nthis test passes on NO-GO\n$/);
  assert.match(junit, /tests="1" failures="0" errors="0"/);
  assert.equal(run({ decision: go, report: '', expect: 'no-go' }).exitCode, 1);
  assert.equal(run({ decision, report: '', expect: 'void' }).exitCode, 1);
});
