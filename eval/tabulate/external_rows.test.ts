import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExternalMetrics, ExternalRow } from '../contracts/external_metrics.ts';
import { type Interval, metricsTable } from '../contracts/metrics.ts';
import { InputError } from '../errors/errors.ts';
import { sha256 } from '../io/digest.ts';
import type { TabulateInput } from './evaluation.ts';
import { must } from './items.ts';
import { run } from './run.ts';
import { identityOf, inputOf, measureOf, scored, scoresOf, sliceRowOf } from './testing/build.ts';

function rowOf(metric: string, rest: Partial<ExternalRow> = {}): ExternalRow {
  return {
    metric,
    role: 'candidate',
    value: 0.6,
    reason: null,
    n: 20,
    counts: { numerator: 12, denominator: 20 },
    origin: 'artefact',
    detail: '',
    who: null,
    why: null,
    ...rest,
  };
}

function evidenceOf(rows: readonly ExternalRow[], subject: Partial<ExternalMetrics['subject']> = {}): ExternalMetrics {
  return {
    schemaVersion: 1,
    kind: 'evidence',
    name: 'its own name',
    digest: sha256('evidence'),
    subject: { candidate: 'planner', checkpoint: null, baseline: null, ...subject },
    inputs: [],
    rows: [...rows],
    remarks: [],
  };
}

const rate = {
  id: 'task_pass_rate',
  title: 'Task pass rate',
  unit: 'ratio',
  range: [0, 1] as [number, number],
  better: 'higher' as const,
  summary: '',
};
const measure = measureOf({ pass: undefined as never, external_metrics: [rate] });
const alone = (evidence: ExternalMetrics): TabulateInput => {
  return {
    ...inputOf({ samples: [], candidate: [] }),
    measure,
    corpora: new Map(),
    slices: new Map(),
    scores: [],
    external: new Map([['tasks', evidence]]),
  };
};

function codesOf(input: TabulateInput): string[] {
  try {
    run(input);
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ code, message }) => `${code} ${message}`);
    throw error;
  }
  return [];
}

test('evidence alone is a table: the subject is the candidate, rates have an interval by Wilson', () => {
  const table = metricsTable.parse(run(alone(evidenceOf([rowOf('task_pass_rate')]))));
  assert.deepEqual(
    table.backends.map(({ role, identity }) => [role, identity.name, identity.kind]),
    [['candidate', 'planner', 'evidence']],
  );
  const row = must(table.rows[0]);
  assert.deepEqual([row.where, row.value, row.n, row.defined], [{ corpus: 'tasks', slice: null }, 0.6, 20, 20]);
  // Wilson's interval of 12 of 20.
  assert.ok(row.interval !== null && Math.abs(row.interval.low - 0.386582) < 1e-6 && Math.abs(row.interval.high - 0.781193) < 1e-6);
  assert.deepEqual(
    table.definitions.map(({ id }) => id),
    ['task_pass_rate'],
  );
});

test('with `interval: expanded` a rate has the exact interval by Clopper and Pearson', () => {
  const statistics = { ...measure.measure.statistics, interval: 'expanded' as const };
  const [row] = run({ ...alone(evidenceOf([rowOf('task_pass_rate')])), measure: measureOf({ ...measure.measure, statistics }) }).rows;
  const { low, high, method, groups } = must(row).interval as Interval;
  // scipy.stats.binomtest(12, 20).proportion_ci(method='exact')
  assert.ok(Math.abs(low - 0.360543) < 1e-6 && Math.abs(high - 0.80881) < 1e-6, `${low} to ${high}`);
  assert.deepEqual([method, groups], ['clopper-pearson', 20]);
});

test('what was not measured has no value and a reason; it is no zero', () => {
  const missing = rowOf('task_pass_rate', { value: null, reason: 'the report has no tasks', n: 0, counts: null });
  const [row] = run(alone(evidenceOf([missing]))).rows;
  assert.deepEqual([row?.value, row?.defined, row?.undefinedReasons], [null, 0, { 'the report has no tasks': 1 }]);
});

test('a candidate and a baseline make a difference', () => {
  const rows = [rowOf('task_pass_rate'), rowOf('task_pass_rate', { role: 'baseline', value: 0.5 })];
  const table = run(alone(evidenceOf(rows, { baseline: 'champion' })));
  assert.deepEqual(
    table.backends.map(({ identity }) => identity.name),
    ['planner', 'champion'],
  );
  assert.ok(Math.abs(must(table.deltas[0]?.value ?? undefined) - 0.1) < 1e-12);
});

test('evidence stands beside measured numbers of the same candidate', () => {
  const identity = identityOf('new');
  const input: TabulateInput = {
    ...inputOf({ samples: [sliceRowOf('a')], candidate: [] }),
    measure: measureOf({ external_metrics: [rate] }),
    scores: [scoresOf('candidate', 'heldout', identity, [scored('a', [1, 2, 3])])],
    external: new Map([['tasks', evidenceOf([rowOf('task_pass_rate')])]]),
  };
  const table = run(input);
  assert.deepEqual([...new Set(table.rows.map(({ backend, where }) => `${backend} ${where.corpus}`))], ['new heldout', 'new tasks']);
  const other = evidenceOf([], { checkpoint: sha256('another model') });
  assert.deepEqual(codesOf({ ...input, external: new Map([['tasks', other]]) }), [
    'EV5210 the external metrics are about another checkpoint than that of new',
  ]);
});

test('an override of an unknown metric, a value outside the range, and a second row are refused at once', () => {
  const rows = [
    rowOf('task_pass_rat', { origin: 'override', who: 'kim', why: 'measured by hand' }),
    rowOf('task_pass_rate', { value: 60 }),
    rowOf('task_pass_rate'),
    rowOf('something_else'),
  ];
  assert.deepEqual(codesOf(alone(evidenceOf(rows))), [
    'EV5211 the criteria declare no external metric "task_pass_rat" (nearest: task_pass_rate)',
    'EV5211 task_pass_rate of the candidate is outside its range',
    "EV5211 two rows about the candidate's task_pass_rate",
  ]);
});
