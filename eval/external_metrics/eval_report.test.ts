import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agrees } from './found.ts';
import { evidenceOf, problemsOf, rowOf, source, told, withBaseline } from './testing/build.ts';

interface Row {
  readonly passed?: boolean;
  readonly cost?: number | null;
  readonly error?: string;
}

function reportOf(rows: readonly Row[], stated: Readonly<Record<string, unknown>> = {}): unknown {
  const results = rows.map(({ passed = true, ...outcome }, i) => ({ task_id: `t${i}`, passed, outcome }));
  return { name: 'candidate', results, ...stated };
}

/** Pass rate and cost per success, in words. */
function measured(report: unknown): string[] {
  const evidence = evidenceOf({ evalReport: source('r.json', report) });
  return ['task_pass_rate', 'cost_per_success_usd_max'].map((metric) => told(rowOf(evidence, metric)));
}

const cases: Record<string, { report: unknown; rate: string; cost: string }> = {
  'rows are counted': {
    report: reportOf([{ cost: 0.1 }, { cost: 0.2 }, { passed: false, cost: 0.3 }]),
    rate: '0.6666666666666666 on 3: 2 of 3 tasks passed',
    cost: '0.3 on 3: 0.6 USD for 3 tasks, over 2 passed',
  },
  'one task': { report: reportOf([{ cost: 1 }]), rate: '1 on 1: 1 of 1 task passed', cost: '1 on 1: 1 USD for 1 task, over 1 passed' },
  'what crashed tasks had spent counts': {
    report: reportOf([{ cost: 0.25 }, { passed: false, cost: 0.5, error: 'boom' }]),
    rate: '0.5 on 2: 1 of 2 tasks passed',
    cost: '0.75 on 2: 0.75 USD for 2 tasks, 1 of them crashed, over 1 passed',
  },
  'a crashed task that is said to cost nothing has an unknown cost': {
    report: reportOf([{ cost: 0.1 }, { passed: false, cost: 0, error: 'boom' }]),
    rate: '0.5 on 2: 1 of 2 tasks passed',
    cost: 'none: the cost of 1 of 2 tasks is not known: t1',
  },
  'a missing cost is not free': {
    report: reportOf([{ cost: 0.1 }, {}, { cost: null }]),
    rate: '1 on 3: 3 of 3 tasks passed',
    cost: 'none: the cost of 2 of 3 tasks is not known: t1, t2',
  },
  'costs that are 0 everywhere were not measured': {
    report: reportOf([{ cost: 0 }, { cost: 0 }]),
    rate: '1 on 2: 2 of 2 tasks passed',
    cost: 'none: every task is said to cost 0, which is what is written where nobody measured',
  },
  'money without a success is an infinite cost': {
    report: reportOf([
      { passed: false, cost: 3 },
      { passed: false, cost: 2 },
    ]),
    rate: '0 on 2: 0 of 2 tasks passed',
    cost: '1000000000000 on 2: no task passed for 5 USD: infinite, written as 1000000000000',
  },
  'also where some of it is unknown': {
    report: reportOf([{ passed: false, cost: 3 }, { passed: false }]),
    rate: '0 on 2: 0 of 2 tasks passed',
    cost: '1000000000000 on 2: no task passed for 3 USD or more: infinite, written as 1000000000000',
  },
  'a row without an outcome': {
    report: { results: [{ task_id: 'a', passed: true }] },
    rate: '1 on 1: 1 of 1 task passed',
    cost: 'none: the cost of 1 of 1 task is not known: a',
  },
  'no tasks': {
    report: { task_count: 0, pass_count: 0, pass_rate: 0, results: [] },
    rate: 'none: the report has no tasks',
    cost: 'none: the report has no tasks',
  },
  'counts without rows': {
    report: { task_count: 20, pass_count: 11, pass_rate: 0.55 },
    rate: '0.55 on 20: 11 of 20 tasks passed, as the report counts them; it has no rows',
    cost: 'none: the report has no rows, and so no costs',
  },
};

for (const [name, { report, rate, cost }] of Object.entries(cases)) {
  test(name, () => assert.deepEqual(measured(report), [rate, cost]));
}

test('the rate is that of the counts: a rounded one just below a limit does not reach it', () => {
  // 10999 of 20000 is 0.54995, printed as 0.55 with four decimals.
  const evidence = evidenceOf({ evalReport: source('r.json', { task_count: 20_000, pass_count: 10_999, pass_rate: 0.55 }) });
  const row = rowOf(evidence, 'task_pass_rate');
  assert.equal(row?.value, 0.54995);
  assert.deepEqual(row?.counts, { numerator: 10_999, denominator: 20_000 });
});

const refusals: Record<string, { report: unknown; problems: string[] }> = {
  'stated counts and rates that are not those of the rows, all at once': {
    report: reportOf([{ cost: 1 }, { passed: false, cost: 1 }], { task_count: 3, pass_count: 2, fail_count: 0, pass_rate: 0.67 }),
    problems: [
      'EV6004 r.json:1:151 task_count is not what the rows say [3 / 2]',
      'EV6004 r.json:1:166 pass_count is not what the rows say [2 / 1]',
      'EV6004 r.json:1:181 fail_count is not what the rows say [0 / 1]',
      'EV6004 r.json:1:195 pass_rate is not that of the tasks [0.67 / 1 of 2, 0.5]',
    ],
  },
  'counts that contradict each other': {
    report: { task_count: 4, pass_count: 1, fail_count: 2 },
    problems: ['EV6004 r.json:1:45 fail_count is not what the other counts say [2 / 3]'],
  },
  'tasks that crashed, missed a criterion or did not succeed, and are said to have passed': {
    report: {
      results: [
        { task_id: 'a', passed: true, outcome: { error: 'boom' } },
        { task_id: 'b', passed: true, criterion_results: [{ type: 'url_contains', passed: false }] },
        { task_id: 'c', passed: true, outcome: { success: false } },
        { task_id: 'd', passed: true, outcome: { success: false }, criterion_results: [{ type: 'url_contains', passed: true }] },
        { task_id: 'e', passed: true, outcome: { success: false }, criterion_results: [{ type: 'task_success', passed: true }] },
      ],
    },
    problems: [
      'EV6004 r.json:1:37 the task crashed and is said to have passed',
      'EV6004 r.json:1:94 the task missed a criterion and is said to have passed',
      'EV6004 r.json:1:185 the task did not succeed and is said to have passed',
      'EV6004 r.json:1:361 the task did not succeed and is said to have passed',
    ],
  },
  'more crashes than there are failures': {
    report: { task_count: 20, pass_count: 18, error_count: 5 },
    problems: ['EV6004 r.json:1:48 some tasks crashed and count as passed [5 / at most 2]'],
  },
  'more crashes than rows with an error': {
    report: reportOf([{ cost: 1 }, { passed: false, cost: 1 }], { error_count: 1 }),
    problems: ['EV6004 r.json:1:152 more tasks crashed than rows with an error [1 / at most 0]'],
  },
  'a task that stands twice': {
    report: {
      results: [
        { task_id: 'a', passed: true },
        { task_id: 'b', passed: true },
        { task_id: 'a', passed: false },
      ],
    },
    problems: ['EV6005 r.json:1:84 results[0] has this task id too'],
  },
  'another kind of file': {
    report: { hello: 1 },
    problems: ['EV6002 r.json:1:1 is no eval report: it has neither results nor task_count with pass_count'],
  },
  'a rate alone': {
    report: { pass_rate: 0.7 },
    problems: ['EV6002 r.json:1:1 is no eval report: it has neither results nor task_count with pass_count'],
  },
  'values of other types and out of range': {
    report: { results: [{ task_id: 'a', passed: 'yes', outcome: { cost: -1 } }], pass_rate: 70, task_count: 1.5 },
    problems: [
      'EV6002 r.json:1:37 results[0].passed: Invalid input: expected boolean, received string',
      'EV6002 r.json:1:61 results[0].outcome.cost: Too small: expected number to be >=0',
      'EV6002 r.json:1:79 pass_rate: Too big: expected number to be <=1',
      'EV6002 r.json:1:95 task_count: Invalid input: expected int, received number',
    ],
  },
  'NaN, which is no JSON': { report: '{"pass_rate": NaN}', problems: ['EV6001 r.json:1:15 not JSON [NaN} / a value, texts in double quotes]'] },
};

for (const [name, { report, problems }] of Object.entries(refusals)) {
  test(`refuses: ${name}`, () => {
    const found = problemsOf(() => evidenceOf({ evalReport: source('r.json', report) }));
    assert.deepEqual(found, problems);
  });
}

test('the baseline has rows of its own, and needs a name', () => {
  const baselineReport = source('b.json', reportOf([{ cost: 1 }, { passed: false, cost: 1 }]));
  const evidence = evidenceOf({ baselineReport }, withBaseline);
  assert.equal(told(rowOf(evidence, 'task_pass_rate', 'baseline')), '0.5 on 2: 1 of 2 tasks passed');
  assert.equal(told(rowOf(evidence, 'task_pass_rate')), 'none: no eval report was given');
  assert.deepEqual(
    problemsOf(() => evidenceOf({ baselineReport })),
    ["EV6010 b.json this is the baseline's report, and the subject names no baseline"],
  );
});

test('printed rates may be rounded to four decimals, either way at a half', () => {
  assert.ok(agrees(0.6667, 2, 3));
  assert.ok(agrees(0.5499, 10_999, 20_000) && agrees(0.55, 10_999, 20_000));
  assert.ok(!agrees(0.667, 2, 3) && !agrees(0.5501, 11, 20) && !agrees(0.1, 0, 0));
});
