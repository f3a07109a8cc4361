import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricRow, MetricsTable } from '../contracts/metrics.ts';
import type { SampleRow } from '../contracts/samples.ts';
import { run } from './run.ts';
import { failed, inputOf, measureOf, scored, sliceRowOf } from './testing/build.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
const samples = ids.map((id) => sliceRowOf(id));
const rows: readonly SampleRow[] = [
  scored('a', [12, 12, 16]), // IoU 0.75, precision 1, recall 0.75
  scored('b', [8, 8, 16]), // IoU 0.5, precision 1, recall 0.5
  scored('c', [0, 0, 0]), // a correct rejection
  scored('d', [0, 5, 0]), // a false alarm: recall undefined
  failed('e', 32),
];

function rowOf(table: MetricsTable, metric: string): MetricRow {
  return table.rows.find((row) => row.metric === metric && row.where.slice === null) as MetricRow;
}

test('a correct rejection is left out of the mean where the criteria say so, a failure is not', () => {
  const table = run(inputOf({ samples, candidate: rows }));
  const { interval, ...row } = rowOf(table, 'mask_iou');
  assert.deepEqual(row, {
    backend: 'new',
    role: 'candidate',
    where: { corpus: 'heldout', slice: null },
    metric: 'mask_iou',
    value: 0.3125,
    n: 5,
    defined: 4,
    failed: 1,
    undefined: 1,
    undefinedReasons: { 'correct rejection (both masks empty)': 1 },
    mean: 0.3125,
    median: 0.25,
    p10: 0,
    p90: 0.675,
    intervalReason: null,
  });
  assert.deepEqual(
    { ...interval, low: 0, high: 0 },
    { low: 0, high: 0, level: 0.95, method: 'group-bootstrap-percentile', resamples: 200, groups: 4 },
  );
});

test('what is a rate has its counts: passes, pixels of a pooled number, and no mean of real values', () => {
  const table = run(inputOf({ samples, candidate: rows }));
  assert.deepEqual(
    ['pass_rate', 'mask_recall_pooled', 'mask_iou'].map((metric) => rowOf(table, metric).counts),
    [{ numerator: 1, denominator: 4 }, { numerator: 20, denominator: 64 }, undefined],
  );
});

test('a correct rejection counts as perfect where the criteria say so', () => {
  const row = rowOf(run(inputOf({ samples, candidate: rows }, { measure: measureOf({ correct_rejections: 'include' }) })), 'mask_iou');
  assert.deepEqual([row.value, row.defined, row.undefined, row.undefinedReasons], [2.25 / 5, 5, 0, {}]);
});

const undefinedCases = [
  // The failed sample e has recall 0 and, without a predicted pixel, no precision.
  ['mask_precision', 2 / 3, 3, { 'correct rejection (both masks empty)': 1, 'no prediction': 1 }],
  ['mask_recall', 1.25 / 3, 3, { 'correct rejection (both masks empty)': 1, 'the truth is empty': 1 }],
  ['mask_precision_pooled', 20 / 25, 3, { 'correct rejection (both masks empty)': 1, 'no prediction': 1 }],
  ['mask_recall_pooled', 20 / 64, 3, { 'correct rejection (both masks empty)': 1, 'the truth is empty': 1 }],
] as const;

for (const [metric, value, defined, reasons] of undefinedCases) {
  test(`${metric}: undefined samples are counted with their reason and are never 0`, () => {
    const row = rowOf(run(inputOf({ samples, candidate: rows })), metric);
    assert.ok(Math.abs((row.value ?? Number.NaN) - value) < 1e-15, `${row.value} instead of ${value}`);
    assert.deepEqual([row.n, row.defined, row.undefined, row.undefinedReasons], [5, defined, 5 - defined, reasons]);
  });
}

const passCases = [
  ['below the limit', 0.7500001, 0],
  ['equal to the limit', 0.75, 1 / 4],
  ['above the limit', 0.5, 2 / 4],
  ['zero does not let a failed sample pass', 0, 3 / 4],
] as const;

for (const [name, at, rate] of passCases) {
  test(`pass rate: ${name}`, () => {
    const row = rowOf(run(inputOf({ samples, candidate: rows }, { measure: measureOf({ pass: { metric: 'mask_iou', at } }) })), 'pass_rate');
    assert.deepEqual([row.value, row.defined, row.failed, row.undefined], [rate, 4, 1, 1]);
  });
}

test('a sample without a value of the pass metric neither passes nor fails', () => {
  const row = rowOf(run(inputOf({ samples, candidate: rows }, { measure: measureOf({ pass: { metric: 'mask_recall', at: 0.7 } }) })), 'pass_rate');
  assert.deepEqual(
    [row.value, row.defined, row.undefinedReasons],
    [1 / 3, 3, { 'correct rejection (both masks empty)': 1, 'the truth is empty': 1 }],
  );
});

test('without a pass limit there is no pass rate', () => {
  const { pass: _, ...measure } = measureOf().measure;
  const table = run(inputOf({ samples, candidate: rows }, { measure: { ...measureOf(), measure } }));
  assert.equal(
    table.definitions.some(({ id }) => id === 'pass_rate'),
    false,
  );
  assert.equal(
    table.rows.some(({ metric }) => metric === 'pass_rate'),
    false,
  );
  assert.equal(table.pass, null);
});

test('one group has a value and no interval', () => {
  const table = run(inputOf({ samples: samples.map((sample) => ({ ...sample, group: 'one pot' })), candidate: rows }));
  const row = rowOf(table, 'mask_iou');
  assert.deepEqual([row.value, row.interval, row.intervalReason], [0.3125, null, '1 group; an interval needs at least 3']);
});

test('every known value of a dimension has a row, in its order, also without samples; a sample may be in two', () => {
  const sliced = samples.map((sample, i) => ({ ...sample, slices: { failure_class: i < 2 ? ['shadow', 'handle'] : i === 2 ? ['handle'] : [] } }));
  const table = run(inputOf({ samples: sliced, candidate: rows, dimensions: { failure_class: ['shadow', 'cut', 'handle'], source: [] } }));
  const got = table.rows
    .filter(({ metric }) => metric === 'mask_iou')
    .map(({ where, n, value, intervalReason }) => [where.slice?.value ?? null, n, value, intervalReason]);
  assert.deepEqual(got, [
    [null, 5, 0.3125, null],
    ['shadow', 2, 0.625, '2 groups; an interval needs at least 3'],
    ['cut', 0, null, '0 groups; an interval needs at least 3'],
    ['handle', 3, 0.625, '2 groups; an interval needs at least 3'],
  ]);
});

test('an interval of a slice does not depend on the other samples of the corpus', () => {
  const wide = Array.from({ length: 6 }, (_, i) => `w${i}`);
  const slice = (id: string) => sliceRowOf(id, { slices: { size: ['wide'] } });
  const scores = wide.map((id, i) => scored(id, [i + 1, 10, 10]));
  const alone = run(inputOf({ samples: wide.map(slice), candidate: scores, dimensions: { size: ['wide'] } }));
  const among = run(inputOf({ samples: [...samples, ...wide.map(slice)], candidate: [...rows, ...scores], dimensions: { size: ['wide'] } }));
  const ofSlice = (table: MetricsTable) => table.rows.filter(({ where }) => where.slice !== null);
  assert.deepEqual(ofSlice(among), ofSlice(alone));
  assert.notEqual(ofSlice(alone)[0]?.interval, null);
});
