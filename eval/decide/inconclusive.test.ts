/** Intervals that reach over a limit: neither pass nor fail. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Decision, decision as decisionSchema } from '../contracts/decision.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { run } from './run.ts';
import { type CriterionText, flagged, intervalOf, measurementOf, policyOf, quiet, rowOf, tableOf } from './testing/table.ts';

const sure: CriterionText = {
  id: 'sure',
  metric: 'mask_iou',
  where: { corpus: 'flagged' },
  of: 'candidate',
  holds: 'interval',
  limit: 0.7,
  minimum_n: 3,
};
const floor: CriterionText = { ...sure, id: 'floor', holds: 'value', limit: 0.5 };

function decide(criteria: readonly CriterionText[], value: number, [low, high]: readonly [number, number], sanity = quiet, n = 40): Decision {
  const row = rowOf(flagged, 'mask_iou', value, n, { interval: intervalOf(low, high), intervalReason: null });
  const facts = [measurementOf('training_overlap', 1, 9)];
  const decision = run({ metrics: tableOf({ rows: [row], facts }), policy: policyOf(criteria, sanity) });
  assert.deepEqual(decisionSchema.parse(JSON.parse(canonicalJson(decision))), decision, 'the decision survives its file');
  return decision;
}

const range = { ...sure, at_most: 0.9 };
const cases: Readonly<Record<string, readonly [CriterionText, number, readonly [number, number], string]>> = {
  'wholly on the holding side': [sure, 0.8, [0.75, 0.85], 'pass'],
  'a bound that is the limit': [sure, 0.8, [0.7, 0.9], 'pass'],
  'wholly on the failing side': [sure, 0.6, [0.55, 0.65], 'fail'],
  'the value holds and its bound does not': [sure, 0.75, [0.65, 0.85], 'inconclusive'],
  'the bound holds and the value does not': [sure, 0.65, [0.55, 0.75], 'inconclusive'],
  'an upper bound that is the limit': [sure, 0.65, [0.6, 0.7], 'inconclusive'],
  'a value outside of its own interval': [sure, 0.69, [0.7, 0.72], 'inconclusive'],
  'between two limits': [range, 0.8, [0.75, 0.85], 'pass'],
  'over the upper limit': [range, 0.88, [0.82, 0.95], 'inconclusive'],
  'over both limits': [range, 0.8, [0.6, 0.95], 'inconclusive'],
  'wholly too good': [range, 0.95, [0.92, 0.97], 'fail'],
  'wholly too bad': [range, 0.5, [0.4, 0.6], 'fail'],
  'where the value is judged, its interval does not matter': [{ ...sure, holds: 'value' }, 0.75, [0.65, 0.85], 'pass'],
};
for (const [name, [criterion, value, interval, status]] of Object.entries(cases)) {
  test(`${name}: ${status}`, () => assert.equal(decide([criterion], value, interval).criteria[0]?.status, status));
}

test('an inconclusive result says how many more samples would decide', () => {
  // Half 0.1, distance 0.05: four times the 20 groups; 40 samples in 20 groups.
  const [result] = decide([sure], 0.75, [0.65, 0.85]).criteria;
  assert.equal(result?.moreNeeded, 120);
  assert.equal(
    result.reason,
    'flagged: mask IoU is 0.750, at worst 0.650 within its 95 % interval; at least 0.700 is required (40 samples); ' +
      'inconclusive: about 120 more samples of the same kind would decide, if value and spread stay as they are',
  );
});

test('so close to its limit that no number of samples decides', () => {
  const [result] = decide([sure], 0.7001, [0.6, 0.8]).criteria;
  assert.equal(result?.moreNeeded, null);
  assert.match(result.reason, /inconclusive: no number of samples that can be estimated would decide$/);
  assert.equal(decide([sure], 0.7, [0.6, 0.8]).criteria[0]?.moreNeeded, null, 'the limit itself');
});

const open = [0.75, [0.65, 0.85]] as const;
const verdicts: Readonly<Record<string, readonly [Decision, readonly unknown[]]>> = {
  'the only thing against a go': [decide([floor, sure], ...open), ['inconclusive', 'no-go', 'sure', ['sure']]],
  'one that fails weighs more': [decide([sure, { ...floor, limit: 0.8 }], ...open), ['no-go', 'no-go', 'floor', ['floor', 'sure']]],
  'one that lacks evidence weighs more': [decide([sure, { ...floor, minimum_n: 50 }], ...open), ['no-go', 'no-go', 'floor', ['floor', 'sure']]],
  'a warning stops nothing': [decide([floor, { ...sure, level: 'warn' }], ...open), ['go', 'go', 'floor', []]],
  'nothing else was judged: not void': [decide([sure], ...open), ['inconclusive', 'no-go', 'sure', ['sure']]],
  'a sanity check that voids the run': [
    decide([sure], ...open, { ...quiet, training_overlap: { level: 'void', limit: 0, minimum_n: 0, missing: 'info' } }),
    ['void', 'no-go', 'sanity:training_overlap', ['sanity:training_overlap', 'sure']],
  ],
};
for (const [name, [{ verdict, recommendation, deciding, failed }, expected]] of Object.entries(verdicts)) {
  test(name, () => assert.deepEqual([verdict, recommendation, deciding, failed], expected));
}

test('the tally counts them, and only where there are some', () => {
  assert.deepEqual(decide([floor, sure], ...open).tally.blocking, { checks: 2, pass: 1, fail: 0, inconclusive: 1, insufficient: 0 });
  assert.deepEqual(decide([floor], ...open).tally.blocking, { checks: 1, pass: 1, fail: 0, insufficient: 0 });
});
