/** Numbers that came from outside, and policies that take missing ones as passed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PolicyFile } from '../contracts/criteria.ts';
import { type Decision, decision as decisionSchema } from '../contracts/decision.ts';
import { metricsTable } from '../contracts/metrics.ts';
import { InputError } from '../errors/errors.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { run } from './run.ts';
import {
  backendOf,
  type CriterionText,
  classes,
  deltaOf,
  digest,
  evidenceOf,
  flagged,
  inClass,
  intervalOf,
  policyOf,
  quiet,
  rowOf,
  shippedSanity,
  type TableParts,
  tableOf,
} from './testing/table.ts';

const scorecard = { corpus: 'scorecard', slice: null };
const rate: CriterionText = { id: 'rate', metric: 'pass_rate', where: { corpus: 'scorecard' }, of: 'candidate', limit: 0.55, minimum_n: 20 };
const loops: CriterionText = { ...rate, id: 'loops', metric: 'error_rate', limit: 0.05 };
const skipping: Partial<PolicyFile> = { missing_policy: 'skipped_counts_as_passed', notices: ['Missing evidence is taken as passed.'] };

/** A table of nothing but evidence. */
function decide(criteria: readonly CriterionText[], parts: TableParts, more: Partial<PolicyFile> = {}): Decision {
  const metrics = tableOf({ corpora: [], evidence: [evidenceOf('scorecard')], ...parts });
  assert.deepEqual(metricsTable.parse(metrics), metrics);
  // What an absent number means is said by the file that policy writes: by then it is `not_applicable`.
  const written =
    more.missing_policy === skipping.missing_policy ? criteria.map((one) => ({ ...one, missing: 'not_applicable' as const })) : criteria;
  const decision = run({ metrics, policy: policyOf(written, shippedSanity(), more) });
  assert.deepEqual(decisionSchema.parse(JSON.parse(canonicalJson(decision))), decision);
  return decision;
}

test('evidence is judged like a corpus, without samples to look at', () => {
  const { verdict, criteria, digests, policy, sanity } = decide([rate], { rows: [rowOf(scorecard, 'pass_rate', 0.62, 50)] });
  assert.equal(verdict, 'go');
  assert.equal(criteria[0]?.reason, 'scorecard: pass rate is 0.620; at least 0.550 is required (50 observations)');
  assert.deepEqual([criteria[0]?.where, criteria[0]?.worstSamples], [scorecard, []]);
  assert.deepEqual([digests.corpora, digests.evidence], [{}, { scorecard: digest('e') }]);
  assert.deepEqual(policy, { id: 'pottery', version: 1, about: '', tier: null, notices: [] });
  assert.deepEqual([...new Set(sanity.map(({ status, level }) => `${status} ${level}`))], ['not_measured info']);
  assert.equal(
    sanity[0]?.reason,
    'share of predictions that equal the ground truth: could not be measured (there are no samples: everything is evidence)',
  );
});

test('the chosen tier is told', () => {
  assert.equal(decide([rate], {}, { tier: 'first_sft' }).policy.tier, 'first_sft');
});

test('evidence of too few runs, without a value and without a row is none', () => {
  const missing = { defined: 0, undefined: 1, undefinedReasons: { 'no shadow summary was given': 1 } };
  const { verdict, failed, criteria } = decide([rate, { ...rate, id: 'few', minimum_n: 51 }, loops, { ...loops, id: 'absent', metric: 'score' }], {
    rows: [rowOf(scorecard, 'pass_rate', 0.62, 50), rowOf(scorecard, 'error_rate', null, 1, missing)],
  });
  assert.deepEqual([verdict, failed], ['no-go', ['few', 'loops', 'absent']]);
  assert.deepEqual(
    criteria.map(({ reason }) => reason),
    [
      'scorecard: pass rate is 0.620; at least 0.550 is required (50 observations)',
      'scorecard: pass rate rests on 50 observations; at least 51 are needed',
      'scorecard: error rate rests on 0 observations; at least 20 are needed; 1 of 1 has no value (no shadow summary was given: 1)',
      'scorecard: score rests on 0 observations; at least 20 are needed; the table has no row for it',
    ],
  );
});

test('a difference to the evidence on a baseline, and the interval of a proportion', () => {
  const { criteria } = decide(
    [
      { ...rate, of: 'candidate - baseline', limit: -0.02 },
      { ...rate, id: 'sure', holds: 'interval' },
    ],
    {
      rows: [rowOf(scorecard, 'pass_rate', 0.62, 50, { interval: intervalOf(0.48, 0.74), intervalReason: null })],
      deltas: [deltaOf(scorecard, 'pass_rate', -0.05, 50)],
    },
  );
  assert.deepEqual(
    criteria.map(({ status, reason }) => `${status}: ${reason}`),
    [
      'fail: scorecard: pass rate fell by 0.050 against the baseline; at most 0.020 is allowed (50 observations)',
      'inconclusive: scorecard: pass rate is 0.620, at worst 0.480 within its 95 % interval; at least 0.550 is required (50 observations); ' +
        'inconclusive: about 150 more observations of the same kind would decide, if value and spread stay as they are',
    ],
  );
});

test('evidence has no slices, and shares no name with a corpus', () => {
  const problems = (parts: TableParts, criteria: readonly CriterionText[] = [rate]): string[] => {
    try {
      run({ metrics: tableOf({ evidence: [evidenceOf('scorecard')], ...parts }), policy: policyOf(criteria) });
    } catch (error) {
      assert.ok(error instanceof InputError, String(error));
      return error.problems.map(({ code, message }) => `${code} ${message}`);
    }
    return [];
  };
  assert.deepEqual(problems({}, [{ ...rate, where: { corpus: 'scorecard', each: 'failure_class' } }]), [
    'EV5302 no slice dimension of scorecard "failure_class"',
  ]);
  assert.deepEqual(problems({}, [{ ...rate, where: { corpus: 'score_card' } }]), ['EV5302 no corpus "score_card" (nearest: scorecard)']);
  assert.deepEqual(problems({ evidence: [evidenceOf('flagged'), evidenceOf('scorecard')] }), ['EV5306 the corpus flagged is there twice']);
});

test('where missing evidence is taken as passed, the decision counts it', () => {
  const four = [rate, loops, { ...loops, id: 'a', metric: 'score', limit: 50 }, { ...loops, id: 'b', metric: 'distance' }];
  const rows = [rowOf(scorecard, 'pass_rate', 0.62, 50), rowOf(scorecard, 'error_rate', 0.01, 50)];
  const { verdict, criteria, policy } = decide(four, { rows }, skipping);
  assert.equal(verdict, 'go');
  assert.deepEqual(
    criteria.map(({ status }) => status),
    ['pass', 'pass', 'not_applicable', 'not_applicable'],
  );
  assert.deepEqual(policy.notices, ['Missing evidence is taken as passed.', '2 of 4 checks had no evidence and were taken as passed.']);
  assert.equal(decide(four.slice(0, 3), { rows }, skipping).policy.notices[1], '1 of 3 checks had no evidence and was taken as passed.');
  assert.equal(decide(four, { rows: [rowOf(scorecard, 'pass_rate', 0.5, 50)] }, skipping).verdict, 'no-go', 'what failed was measured');
});

test('where missing evidence is taken as passed, no evidence at all is still void', () => {
  const decision = decide([rate, loops], {}, skipping);
  assert.deepEqual([decision.verdict, decision.recommendation, decision.deciding, decision.failed], ['void', 'no-go', 'nothing_measured', []]);
  assert.match(decision.why, /^none of 2 checks could be judged, the first of them: scorecard: pass rate rests on 0 observations/);
  assert.equal(decision.policy.notices[1], '2 of 2 checks had no evidence and were taken as passed.');
});

test('where missing evidence is taken as passed, a selector that judged nothing is set aside with its values', () => {
  const each: CriterionText = { ...rate, id: 'each', where: { corpus: 'flagged', each: 'failure_class' }, missing: 'not_applicable' };
  const none: CriterionText = { ...each, id: 'none', where: { corpus: 'flagged', each: 'failure_class', except: [...classes] } };
  const floor: CriterionText = { ...rate, id: 'floor', where: { corpus: 'flagged' } };
  const metrics = tableOf({ rows: [rowOf(flagged, 'pass_rate', 0.9, 36), rowOf(inClass('frame_cut'), 'pass_rate', 0.9, 4)] });
  const { verdict, criteria, policy } = run({ metrics, policy: policyOf([floor, each, none], quiet, skipping) });
  assert.equal(verdict, 'go');
  assert.deepEqual(
    criteria.map(({ id, status }) => [id, status]),
    [['floor', 'pass'], ...classes.map((value) => [`each/${value}`, 'not_applicable']), ['none', 'not_applicable']],
  );
  assert.equal(policy.notices[1], '5 of 6 checks had no evidence and were taken as passed.');
});

test('a table with samples still needs its sanity measurements', () => {
  const metrics = tableOf({ evidence: [evidenceOf('scorecard')], rows: [rowOf(scorecard, 'pass_rate', 0.62, 50)] });
  assert.equal(run({ metrics, policy: policyOf([rate], shippedSanity()) }).verdict, 'void');
});

test('a backend without a model can be the subject of evidence', () => {
  const backends = [backendOf('candidate', 'agent', 'a')];
  const rows = [rowOf(scorecard, 'pass_rate', 0.62, 50, { backend: 'agent' })];
  assert.equal(decide([rate], { backends, rows }).verdict, 'go');
});
