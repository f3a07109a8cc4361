import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { configOf, evidenceOf, problemsOf, rowOf, source, told, withBaseline } from './testing/build.ts';

const vouched = { who: 'A. Reviewer', why: 'counted by hand' };
const report = { results: [{ task_id: 'a', passed: false, outcome: { cost: 1 } }] };

test('an override wins over every artefact, and says who, why and instead of what', () => {
  const overrides = [
    { metric: 'task_pass_rate', numerator: 19, denominator: 20, ...vouched },
    { metric: 'cost_per_success_usd_max', value: 0.1, n: 20, ...vouched },
    { metric: 'parser_validity', value: 0.99, n: 300, ...vouched },
  ];
  const evidence = evidenceOf({ evalReport: source('r.json', report) }, { overrides });
  assert.deepEqual(rowOf(evidence, 'task_pass_rate'), {
    metric: 'task_pass_rate',
    role: 'candidate',
    value: 0.95,
    reason: null,
    n: 20,
    counts: { numerator: 19, denominator: 20 },
    origin: 'override',
    detail: 'instead of 0 (0 of 1 task passed)',
    ...vouched,
  });
  assert.equal(
    told(rowOf(evidence, 'cost_per_success_usd_max')),
    '0.1 on 20: instead of 1000000000000 (no task passed for 1 USD: infinite, written as 1000000000000)',
  );
  assert.equal(told(rowOf(evidence, 'parser_validity')), '0.99 on 300: instead of nothing (no artefact holds it, and nobody stated it)');
  assert.equal(evidence.rows.filter(({ origin }) => origin === 'override').length, 3);
});

test('one of the baseline leaves the candidate alone', () => {
  const evidence = evidenceOf({}, { ...withBaseline, overrides: [{ metric: 'done_completeness', role: 'baseline', value: 0.8, n: 20, ...vouched }] });
  assert.equal(told(rowOf(evidence, 'done_completeness', 'baseline')), '0.8 on 20: no artefact says anything');
  assert.equal(rowOf(evidence, 'done_completeness')?.value, null);
});

test('every wrong override is told at once', () => {
  const overrides = [
    { metric: 'task_pass_rate', value: 1.7, n: 1, ...vouched },
    { metric: 'loop_rate_max', value: -0.2, n: 1, ...vouched },
    { metric: 'loop_rate_max', value: 0.2, n: 1, ...vouched },
    { metric: 'cost_per_success_usd_max', numerator: 1, denominator: 2, ...vouched },
    { metric: 'done_completeness', numerator: 3, denominator: 2, ...vouched },
    { metric: 'escalation_rate_max', role: 'baseline', value: 0, n: 1, ...vouched },
  ];
  const problems = problemsOf(() => evidenceOf({}, { overrides }));
  assert.deepEqual(problems, [
    'EV6007 override of task_pass_rate it cannot have this value [1.7 / 0 to 1]',
    'EV6007 override of loop_rate_max it cannot have this value [-0.2 / 0 to 1]',
    'EV6009 override of loop_rate_max there is another override of it',
    'EV6007 override of cost_per_success_usd_max it is not a part of a whole [1 of 2 / value and n]',
    'EV6006 override of done_completeness the numerator is above the denominator',
    "EV6010 override of the baseline's escalation_rate_max the subject names no baseline",
  ]);
});

test('nobody overrides without a name, a reason and a size', () => {
  const refused = (override: object): boolean => {
    try {
      configOf({ overrides: [override] });
    } catch (error) {
      assert.ok(!(error instanceof InputError));
      return true;
    }
    return false;
  };
  const complete = { metric: 'task_pass_rate', value: 0.5, n: 20, ...vouched };
  assert.equal(refused(complete), false);
  for (const wrong of [{ who: '' }, { why: '  ' }, { who: undefined }, { n: undefined }, { n: 0 }, { denominator: 3 }, { value: Number.NaN }]) {
    assert.equal(refused({ ...complete, ...wrong }), true, JSON.stringify(wrong));
  }
});
