import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CriterionResult, type Decision, decision as decisionSchema } from '../contracts/decision.ts';
import type { ExternalMetrics, ExternalRow } from '../contracts/external_metrics.ts';
import { scorecard as scorecardSchema } from '../contracts/scorecard.ts';
import { InputError } from '../errors/errors.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { run } from './run.ts';

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

function resultOf(id: string, status: CriterionResult['status'], more: Partial<CriterionResult> = {}): CriterionResult {
  const judged = status === 'pass' || status === 'fail';
  return {
    id,
    criterion: id,
    title: id,
    status,
    level: 'block',
    metric: id,
    metricVersion: 1,
    statistic: 'value',
    of: 'candidate',
    where: { corpus: 'scorecard', slice: null },
    comparator: '>=',
    limit: 0.55,
    holds: 'value',
    observed: judged ? 0.5 : null,
    judged: judged ? 0.5 : null,
    margin: judged ? -0.05 : null,
    relativeMargin: judged ? -0.05 : null,
    relativeInterval: null,
    candidate: judged ? 0.5 : null,
    baseline: null,
    interval: null,
    n: judged ? 20 : 0,
    minimumN: 20,
    worstSamples: [],
    reason: `reason of ${id}`,
    ...more,
  };
}

const criteria = [
  resultOf('passed', 'pass'),
  resultOf('loops', 'fail', { comparator: '<=', limit: 0.05, observed: 0.2 }),
  resultOf('absent', 'insufficient'),
  resultOf('few', 'insufficient', { observed: 0.7, n: 3 }),
  resultOf('warned', 'insufficient', { level: 'warn' }),
  resultOf('skipped', 'not_applicable'),
  resultOf('stated', 'pass', { observed: 0.9 }),
];

function decisionOf(more: Partial<Decision> = {}): Decision {
  const decision: Decision = {
    schemaVersion: 1,
    kind: 'decision',
    evaluation: '//agents:promotion',
    verdict: 'no-go',
    recommendation: 'no-go',
    deciding: 'absent',
    why: 'reason of absent',
    failed: ['absent', 'few', 'loops'],
    criteria,
    sanity: [],
    tally: { blocking: { checks: 0, pass: 0, fail: 0, insufficient: 0 }, sanity: { quiet: 0, fired: 0, not_measured: 0 } },
    digests: {
      candidate: digest('a'),
      candidateCheckpoint: null,
      baseline: null,
      policy: digest('1'),
      measure: digest('2'),
      metrics: digest('3'),
      corpora: {},
      evidence: { scorecard: digest('e') },
    },
    policy: { id: 'promotion_scorecard', version: 1, about: '', tier: 'first_sft', notices: ['a notice'] },
    ...more,
  };
  assert.deepEqual(decisionSchema.parse(decision), decision);
  return decision;
}

function rowOf(metric: string, more: Partial<ExternalRow>): ExternalRow {
  const artefact = { role: 'candidate', counts: null, origin: 'artefact', detail: '', who: null, why: null } as const;
  return { metric, value: null, reason: null, n: 0, ...artefact, ...more };
}

const evidence: ExternalMetrics = {
  schemaVersion: 1,
  kind: 'evidence',
  name: 'scorecard',
  digest: digest('e'),
  subject: { candidate: 'agent-2', checkpoint: null, baseline: null },
  inputs: [{ role: 'eval_report', sha256: digest('f') }],
  rows: [
    rowOf('absent', { reason: 'no eval report was given' }),
    rowOf('few', { value: 0.7, n: 3 }),
    rowOf('stated', { value: 0.9, n: 20, origin: 'override', who: 'A. Reviewer', why: 'counted by hand' }),
    rowOf('loops', { value: 0.2, role: 'baseline', n: 20, origin: 'override', who: 'B', why: 'c' }),
  ],
  remarks: ['a remark'],
};

test('a decision in the shape of a scorecard, each gate with its state', () => {
  const card = run({ decision: decisionOf(), external: new Map([['scorecard', evidence]]) });
  assert.deepEqual(scorecardSchema.parse(JSON.parse(canonicalJson(card))), card);
  assert.deepEqual([card.tier, card.overall_passed], ['first_sft', false]);
  assert.deepEqual(
    card.gates.map(({ name, value, threshold, direction, passed, state, level, n, note }) => [
      name,
      value,
      threshold,
      direction,
      passed,
      state,
      level,
      n,
      note,
    ]),
    [
      ['passed', 0.5, 0.55, 'min', true, 'pass', 'block', 20, ''],
      ['loops', 0.2, 0.05, 'max', false, 'fail', 'block', 20, 'reason of loops'],
      ['absent', null, 0.55, 'min', false, 'not_measured', 'block', 0, 'not measured; no eval report was given'],
      ['few', 0.7, 0.55, 'min', false, 'not_measured', 'block', 3, 'not measured; reason of few'],
      ['warned', null, 0.55, 'min', false, 'not_measured', 'warn', 0, 'not measured, which only counts as warn here; reason of warned'],
      ['skipped', null, 0.55, 'min', true, 'not_measured', 'block', 0, 'not measured, and the criteria take that as passed; reason of skipped'],
      ['stated', 0.9, 0.55, 'min', true, 'pass', 'block', 20, 'override by A. Reviewer: counted by hand'],
    ],
  );
  const { overrides, coverage, not_measured, inputs, remarks, notices } = card.metadata;
  assert.deepEqual(overrides, [
    { metric: 'stated', role: 'candidate', value: 0.9, who: 'A. Reviewer', why: 'counted by hand' },
    { metric: 'loops', role: 'baseline', value: 0.2, who: 'B', why: 'c' },
  ]);
  assert.deepEqual([coverage, not_measured], [{ measured: 3, gates: 7 }, ['absent', 'few', 'warned', 'skipped']]);
  assert.deepEqual([inputs, remarks, notices], [evidence.inputs, ['a remark'], ['a notice']]);
});

test('only the verdict go is an overall pass, whatever the gates say', () => {
  const passed = (more: Partial<Decision>): boolean =>
    run({ decision: decisionOf({ criteria: [resultOf('a', 'pass')], ...more }), external: new Map() }).overall_passed;
  assert.equal(passed({ verdict: 'go', recommendation: 'go' }), true);
  assert.equal(passed({}), false);
  assert.equal(passed({ verdict: 'void' }), false);
});

test("without evidence the reasons are the decision's own, and nobody is named", () => {
  const { gates, metadata } = run({ decision: decisionOf(), external: new Map() });
  assert.equal(gates[2]?.note, 'not measured; reason of absent');
  assert.equal(gates[6]?.note, '');
  assert.deepEqual([metadata.overrides, metadata.inputs, metadata.digests.evidence], [[], [], { scorecard: digest('e') }]);
});

test('evidence that the decision did not judge is refused', () => {
  const codes = (name: string, more: Partial<ExternalMetrics>): string[] => {
    try {
      run({ decision: decisionOf(), external: new Map([[name, { ...evidence, ...more }]]) });
    } catch (error) {
      assert.ok(error instanceof InputError, String(error));
      return error.problems.map(({ code, expected }) => `${code} ${expected}`);
    }
    return [];
  };
  assert.deepEqual(codes('scorecard', {}), []);
  assert.deepEqual(codes('scorecard', { digest: digest('0') }), [`EV5403 ${digest('e')}`]);
  assert.deepEqual(codes('other', {}), ['EV5403 none of this name']);
});
