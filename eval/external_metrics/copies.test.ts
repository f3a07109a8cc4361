import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentOf, folded, nameOf, originalOf } from './copies.ts';
import { evidenceOf, problemsOf, source, tracesOf } from './testing/build.ts';

const names: readonly (readonly [string, string, boolean])[] = [
  ['task-1', 'task-1', true],
  ['task-1', ' Task-1\t', true],
  ['a  b', 'a b', true],
  ['caf\u00e9', 'cafe\u0301', true],
  ['\uff41', 'a', true],
  ['task-1', 'task\u200b-1', true],
  ['task-1', 'task-10', false],
  ['a b', 'ab', false],
  ['task-1', 'task\u20111', true],
  ['task-1', 'task_1', true],
  ['task-1', 't\u0430sk-1', true],
  ['\u0437\u0430\u0434\u0430\u0447\u0430', '3\u0430da\u0447a', false],
  ['move -1', 'move 1', false],
  ['add_-1', 'add_1', false],
];
for (const [a, b, same] of names) {
  test(`${JSON.stringify(a)} and ${JSON.stringify(b)} are ${same ? 'one name' : 'two names'}`, () => assert.equal(folded(a) === folded(b), same));
}

const originals: Readonly<Record<string, readonly string[]>> = {
  'task-01': [
    'task-01 (1)',
    'task-01(2)',
    'task-01 copy',
    'Copy of task-01',
    'task-01 - Copy (3)',
    'task_01_copy2',
    'task-01.json',
    './task-01',
    '"task-01"',
    'task-01#2',
    'task-01-attempt-2',
    'task01_rerun1',
    'task.1',
    'task-001 (1) copy',
  ],
  'buy milk': ['Buy-Milk (12)', 'buy milk.bak', 'buy_milk epoch 3'],
};
for (const [name, copies] of Object.entries(originals)) {
  for (const copy of copies) test(`${copy} is ${name} once more`, () => assert.equal(originalOf(copy, 'task'), nameOf(name, 'task')));
}
for (const name of [
  'photocopy',
  '(1)',
  'copy',
  'retry-2',
  'task-010',
  'v1-11',
  'a01f',
  'login retry',
  'page 1.5',
  'hard copying',
  'parse.json',
  'database backup',
  'job rerun',
]) {
  test(`${name} is a name of its own`, () => assert.equal(originalOf(name, 'task'), nameOf(name, 'task')));
}

test('content is equal whatever the order of keys, case and blanks; a number in quotes is that number', () => {
  assert.equal(contentOf({ a: 'X', b: [1, ' y'] }), contentOf({ b: [1, 'Y '], a: 'x' }));
  assert.equal(contentOf({ a: 1, b: true }), contentOf({ a: '1.0', b: 'True' }));
  assert.notEqual(contentOf({ a: 1 }), contentOf({ a: 2 }));
});

const step = (label_reason: string, i: number, more: object = {}) => {
  const label = label_reason === 'gate_verify_pass' ? 'positive' : 'negative';
  return { step_index: i, label, label_reason, ...more };
};
const words = [...'ppfppfffpfppppffpp'].map((word) => (word === 'p' ? 'gate_verify_pass' : 'failed_step'));
const steps = words.map((word, i) => step(word, i));
const uniform = Array.from({ length: 30 }, (_, i) => step('gate_verify_pass', i));
const renumbered = (by: number) => (one: ReturnType<typeof step>) => ({ ...one, step_index: one.step_index + by });
const acting = Array.from({ length: 6 }, (_, i) => step('gate_verify_pass', i, { action: `click ${i}` }));
const candidate = (own: object): unknown => ({ variant: 'candidate', ...own });

const twice: Readonly<Record<string, readonly [first: unknown, second: unknown, copied: boolean]>> = {
  'the same bytes': [candidate({ run_id: 'r1', steps }), candidate({ run_id: 'r1', steps }), true],
  'a run id in other case and with blanks': [candidate({ run_id: 'R1', steps }), candidate({ run_id: ' r1 ', steps }), true],
  'another run id': [candidate({ run_id: 'r1', steps }), candidate({ run_id: 'r2', steps }), true],
  'texts in other case': [
    candidate({ run_id: 'r1', steps: steps.map((one) => ({ ...one, data: 'Page' })) }),
    candidate({ run_id: 'r2', steps: steps.map((one) => ({ ...one, data: 'page ' })) }),
    true,
  ],
  'no run ids': [candidate({ steps: uniform }), candidate({ steps: uniform }), true],
  'the first steps of one run': [candidate({ run_id: 'r1', steps: steps.slice(0, 4) }), candidate({ run_id: 'r1', steps }), true],
  'the other variant': [{ variant: 'baseline', run_id: 'r1', steps }, candidate({ run_id: 'r1', steps }), true],
  'two runs in which every step is like the others': [
    candidate({ run_id: 'r1', steps: uniform }),
    candidate({ run_id: 'r2', steps: uniform }),
    false,
  ],
  'two short runs': [candidate({ run_id: 'r1', steps: steps.slice(0, 4) }), candidate({ run_id: 'r2', steps: steps.slice(0, 4) }), false],
  'two runs of one id that differ': [candidate({ run_id: 'r1', steps }), candidate({ run_id: 'r1', steps: steps.slice(1) }), false],
  'two short runs of labels alone': [
    candidate({ run_id: 'r1', steps: steps.slice(0, 8) }),
    candidate({ run_id: 'r2', steps: steps.slice(0, 8) }),
    false,
  ],
  'a short run that says what was done': [
    candidate({ run_id: 'r1', steps: acting.slice(0, 5) }),
    candidate({ run_id: 'r2', steps: acting.slice(0, 5) }),
    true,
  ],
  'steps in another order, with their numbers': [
    candidate({ run_id: 'r1', steps }),
    candidate({ run_id: 'r2', steps: steps.toSorted((a, b) => a.label.localeCompare(b.label)) }),
    true,
  ],
  'a file name of a copy as the run id': [
    candidate({ run_id: 'r1', steps: steps.slice(0, 4) }),
    candidate({ run_id: 'r1 (1)', steps: steps.slice(0, 4) }),
    true,
  ],
  'the first steps under the name of a copy': [
    candidate({ run_id: 'r1', steps }),
    candidate({ run_id: 'Copy of r1', steps: steps.slice(0, 4) }),
    true,
  ],
  'a second attempt that began alike': [candidate({ run_id: 'r1', steps: steps.slice(0, 4) }), candidate({ run_id: 'r1-retry-2', steps }), false],
  'steps counted from 1': [candidate({ run_id: 'r1', steps }), candidate({ run_id: 'r2', steps: steps.map(renumbered(1)) }), true],
  'members that say nothing': [
    candidate({ run_id: 'r1', steps }),
    candidate({ run_id: 'r2', steps: steps.map((one) => ({ ...one, note: null, Data: '' })) }),
    true,
  ],
  'the run id in each step': [
    candidate({ run_id: 'r1', steps: steps.map((one) => ({ ...one, run: 'r1' })) }),
    candidate({ run_id: 'r2', steps: steps.map((one) => ({ ...one, run: 'R2' })) }),
    true,
  ],
  'steps that say what was done, in another order': [
    candidate({ run_id: 'r1', steps: acting }),
    candidate({ run_id: 'r2', steps: [...acting].reverse().map(({ step_index: _, ...said }) => said) }),
    true,
  ],
  'labels alone in another order': [
    candidate({ run_id: 'r1', steps }),
    candidate({ run_id: 'r2', steps: [...words].reverse().map((word, i) => step(word, i)) }),
    false,
  ],
  'times and ids in each step': [
    candidate({ run_id: 'r1', steps }),
    candidate({ run_id: 'r2', steps: steps.map((one, i) => ({ ...one, startedAt: 3 * i, span_id: `s${i}`, seed: 7 })) }),
    true,
  ],
  'a field that one of them lacks, in what says enough': [
    candidate({ run_id: 'r1', steps: acting.map((one, i) => ({ ...one, page: i })) }),
    candidate({ run_id: 'r2', steps: acting }),
    true,
  ],
  'a field that one of them lacks, in what chance makes': [
    candidate({ run_id: 'r1', steps: steps.slice(0, 6).map((one, i) => ({ ...one, page: i })) }),
    candidate({ run_id: 'r2', steps: steps.slice(0, 6) }),
    false,
  ],
  'one step that was done otherwise': [
    candidate({ run_id: 'r1', steps: acting }),
    candidate({ run_id: 'r2', steps: acting.map((one, i) => (i === 3 ? { ...one, action: 'scroll' } : one)) }),
    false,
  ],
  'two parts of one run': [candidate({ run_id: 'r1', steps: uniform }), candidate({ run_id: 'r1', steps: uniform.map(renumbered(30)) }), false],
  'no steps': [candidate({ steps: [] }), candidate({ steps: [] }), false],
};
for (const [name, [first, second, copied]] of Object.entries(twice)) {
  test(`traces: ${name} ${copied ? 'are a copy' : 'are two traces'}`, () => {
    const problems = problemsOf(() => evidenceOf({ traces: tracesOf({ 'a.json': first, 'b/c.json': second }) }));
    assert.deepEqual(
      problems.map((text) => text.split(': ')[0]),
      copied ? ['EV6005 b/c.json it is the run that a.json holds'] : [],
    );
  });
}

test('a step that stands in one trace twice is refused', () => {
  const problems = problemsOf(() => evidenceOf({ traces: tracesOf({ 'a.json': candidate({ run_id: 'r1', steps: [...steps, ...steps] }) }) }));
  assert.deepEqual(problems, ['EV6005 a.json its step 0 stands in it twice']);
});

const long = 'Ordered three items and paid with the saved card; the confirmation number is 88121, sent to the address on file.';
const task = (task_id: string, outcome: object = {}) => ({ task_id, passed: true, outcome: { cost: 0.5, ...outcome } });
const tasks: Readonly<Record<string, readonly [results: readonly unknown[], problem: string | undefined]>> = {
  'ids that differ in case': [[task('buy'), task('Buy')], 'results[0] has this task id too'],
  'ids that differ in blanks': [[task('buy'), task(' buy')], 'results[0] has this task id too'],
  'the name of a copy': [[task('buy'), task('buy (1)')], 'results[0] has this task id too'],
  'the name of a copy before its original': [[task('buy - Copy'), task('buy')], 'results[1] has this task id too'],
  'numbers of a series': [[task('buy (1)'), task('buy (2)')], undefined],
  'the outcome of another task': [[task('buy', { task_id: 'buy' }), task('sell', { task_id: 'buy' })], 'the outcome is of another task'],
  'an outcome that was copied': [
    [task('buy', { task_id: 'buy', duration_s: 1.25, output: 'ok' }), task('sell', { task_id: 'sell', duration_s: 1.25, output: 'OK' })],
    'the outcome is that of results[0], to the last digit of its duration',
  ],
  'a long output of success that was copied': [
    [task('buy', { output: long }), task('sell', { output: long.toUpperCase() })],
    'the outcome is that of results[0], to the last word of its output',
  ],
  'a long output of failure': [
    [
      { ...task('buy', { output: long }), passed: false },
      { ...task('sell', { output: long }), passed: false },
    ],
    undefined,
  ],
  'a shortened copy with its tokens and milliseconds': [
    [task('buy', { elapsed_ms: 48_213, tokens: 10_313, url: 'a' }), task('sell', { elapsed_ms: 48_213, tokens: 10_313 })],
    'the outcome is that of results[0], to the last digit of its duration',
  ],
  'outcomes of equal cost, steps and limits': [
    [task('buy', { steps: 12, timeout_ms: 61_337, score: 1 / 3 }), task('sell', { steps: 12, timeout_ms: 61_337, score: 1 / 3 })],
    undefined,
  ],
  'outcomes of equal milliseconds that differ elsewhere': [
    [task('buy', { elapsed_ms: 48_213, url: 'a' }), task('sell', { elapsed_ms: 48_213, url: 'b' })],
    undefined,
  ],
  'outcomes without a measured time': [[task('buy', { duration_s: 1 }), task('sell', { duration_s: 1 })], undefined],
  'outcomes that differ in time': [[task('buy', { duration_s: 1.25 }), task('sell', { duration_s: 1.5 })], undefined],
};
for (const [name, [results, problem]] of Object.entries(tasks)) {
  test(`tasks: ${name} are ${problem === undefined ? 'two tasks' : 'refused'}`, () => {
    const problems = problemsOf(() => evidenceOf({ evalReport: source('r.json', { results }) }));
    assert.equal(problems.length, problem === undefined ? 0 : 1);
    if (problem !== undefined) assert.match(problems[0] ?? '', new RegExp(`^EV6005 r\\.json:1:\\d+ ${problem.replaceAll(/[[\]]/g, '\\$&')}`));
  });
}

const brokenRows: Readonly<Record<string, readonly [row: object, outcome: object, told: string | undefined]>> = {
  'an exception': [{}, { exception: 'Timeout' }, 'the task crashed'],
  'an error in the row': [{ error: { type: 'Timeout' } }, {}, 'the task crashed'],
  'a status of the outcome': [{}, { status: 'Timed_out' }, 'the task crashed'],
  'a status of the row': [{ status: 'crashed' }, {}, 'the task crashed'],
  'a status that was asked for': [{ criterion_results: [{ type: 'status_eq', passed: true }] }, { status: 'error' }, undefined],
  'an exit code': [{}, { exitCode: 137 }, 'the task crashed'],
  'an error under another name': [{}, { Error_Type: 'Timeout' }, 'the task crashed'],
  'a list of errors': [{ errors: ['boom'] }, {}, 'the task crashed'],
  'memory that ran out': [{}, { status: 'OOM-killed' }, 'the task crashed'],
  'a reason of the crash': [{}, { crashReason: 'OOM' }, 'the task crashed'],
  'a status with more words': [{}, { status: 'failed (timeout)' }, 'the task crashed'],
  'a status that is not the end': [{ status: 'not_run' }, {}, 'the task crashed'],
  'an error a level deeper': [{ meta: { run: { last_exit: 0, error: 'x' } } }, {}, 'the task crashed'],
  'an exit by a signal': [{}, { signal: 'SIGKILL' }, 'the task crashed'],
  'success under another name': [{}, { is_done: 0, completed: false }, 'the task did not succeed'],
  'limits, counts of what was recovered, and what its page held': [
    { timeout: 30, errors_allowed: 2, max_errors: 1 },
    {
      console_errors: ['404'],
      failed_steps: 1,
      result: 'Error page was shown',
      attempts: [{ error: 'x' }],
      output: { error: 'x' },
      status: 'error free',
    },
    undefined,
  ],
  'an exit code of 0': [{ errors: [] }, { exit_code: 0, error_type: null, timed_out: 'false' }, undefined],
  'no step': [{}, { steps: [] }, 'the task took no step'],
  'a count of no steps': [{ stepCount: 0 }, {}, 'the task took no step'],
  'some steps': [{}, { steps: 3 }, undefined],
  'a score of 0': [{ score: 0 }, {}, 'the task was judged otherwise'],
  'a reward of 0 in its outcome': [{}, { total_reward: '0.0' }, 'the task was judged otherwise'],
  'scores of a grader': [{ scores: { accuracy: { value: 'I' } } }, {}, 'the task was judged otherwise'],
  'a list of metrics': [{ metrics: [{ name: 'exact_match', value: 0 }] }, {}, 'the task was judged otherwise'],
  'the answer of a grader': [{ gradingResult: { pass: false, score: 0.2 } }, {}, 'the task was judged otherwise'],
  'a grade that nobody gave': [{ graded: false }, {}, 'the task was judged otherwise'],
  'a reason why it was skipped': [{ skip_reason: 'no key' }, {}, 'the task crashed'],
  'a row that denies success': [{ success: false }, {}, 'the task did not succeed'],
  'scores in its favour, and others that are better low': [
    { score: 0.4, scores: { accuracy: 'C', toxicity: 0, correct: true } },
    { reward: 1, penalty: 0, score: null, metrics: { latency: 0 } },
    undefined,
  ],
  'a success that nobody knows': [{}, { success: null }, 'the task did not succeed'],
  'an error that is empty': [{ error: '' }, { error: ' ', timed_out: false }, undefined],
  'a criterion that nobody judged': [
    { criterion_results: [{ type: 'url_contains', passed: null }] },
    {},
    'the task has a criterion that nobody judged',
  ],
};
for (const [name, [row, outcome, told]] of Object.entries(brokenRows)) {
  test(`a task that passed with ${name} ${told === undefined ? 'is a pass' : 'is refused'}`, () => {
    const problems = problemsOf(() => evidenceOf({ evalReport: source('r.json', { results: [{ ...task('buy', outcome), ...row }] }) }));
    assert.deepEqual(
      problems.map((text) => text.replace(/:\d+:\d+/, '')),
      told === undefined ? [] : [`EV6004 r.json ${told} and is said to have passed`],
    );
  });
}

test('a reward of 0 is a pass where failures are below 0', () => {
  const results = [{ ...task('reach', { reward: 0 }) }, { ...task('push', { reward: -1 }), passed: false }];
  assert.deepEqual(
    problemsOf(() => evidenceOf({ evalReport: source('r.json', { results }) })),
    [],
  );
});

const counted: Readonly<Record<string, readonly [said: object, problem: string | undefined]>> = {
  'counts of its reasons': [{ label_summary: { gate_verify_pass: 11, failed_step: 7 } }, undefined],
  'counts of its labels, and of all': [{ label_summary: { positive: 11, negative: 7, total: 18 }, step_count: 18 }, undefined],
  'a summary of something else': [{ label_summary: { model: 'judge-2', rates: { positive: 0.6 } }, steps_used: 40 }, undefined],
  'a reason that no step has': [
    { label_summary: { gate_verify_pass: 11, failed_step: 7, escalation: 4 } },
    'escalation is not what the steps say [4 / 0]',
  ],
  'other counts': [{ label_summary: { Positive: 11, negative: 3 } }, 'negative is not what the steps say [3 / 7]'],
  'no count of a reason that a step has': [{ label_summary: { gate_verify_pass: 11 } }, 'failed step is not what the steps say [0 / 7]'],
  'more steps than it holds': [{ stepCount: 40 }, 'stepCount is not what the steps say [40 / 18]'],
};
for (const [name, [said, problem]] of Object.entries(counted)) {
  test(`a trace with ${name} is ${problem === undefined ? 'evidence' : 'refused'}`, () => {
    const problems = problemsOf(() => evidenceOf({ traces: tracesOf({ 'a.json': candidate({ run_id: 'r1', steps, ...said }) }) }));
    assert.deepEqual(
      problems.map((text) => text.replace(/:\d+:\d+/, '')),
      problem === undefined ? [] : [`EV6004 a.json ${problem}`],
    );
  });
}

test('scores of one task under two names are refused', () => {
  const scores = (of: object) => source('s.json', { scores: of });
  const champion = { champion: { regression_tolerance: 0, resamples: 100, seed: 1 } };
  const problems = problemsOf(() => evidenceOf({ championScores: scores({ a: 1 }), challengerScores: scores({ a: 1, 'A ': 1, b: 0 }) }, champion));
  assert.deepEqual(problems, ['EV6005 s.json one task under several names: a, A ']);
});

const doubled: Readonly<Record<string, Parameters<typeof evidenceOf>[0]>> = {
  'an eval report': { evalReport: source('x.json', '{"task_count": 20, "pass_count": 1, "pass_count": 20}') },
  'a shadow summary': {
    shadowSummary: source('x.json', '{"variants": {"candidate": {"step_count": 10, "escalation_count": 9, "escalation_count": 0}}}'),
  },
  'a labelled trace': { traces: tracesOf({ 'x.json': '{"variant": "baseline", "variant": "candidate", "steps": []}' }) },
};
for (const [name, artefacts] of Object.entries(doubled)) {
  test(`a key that stands twice in ${name} is refused`, () => {
    assert.match(problemsOf(() => evidenceOf(artefacts))[0] ?? '', /^EV6023 x\.json the key "[a-z_]+" is written twice in one object$/);
  });
}

test('numbers too large for JSON are compared as texts', () => {
  assert.equal(contentOf({ step: Number.POSITIVE_INFINITY }), contentOf({ step: 'infinity' }).replace('infinity', 'Infinity'));
  assert.notEqual(contentOf({ step: Number.POSITIVE_INFINITY }), contentOf({ step: Number.NEGATIVE_INFINITY }));
});
