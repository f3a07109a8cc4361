import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeltaRow } from '../contracts/metrics.ts';
import type { SampleRow } from '../contracts/samples.ts';
import { assemble } from './assemble.ts';
import { deltaRow } from './deltas.ts';
import { type Backend, scoresOf } from './evaluation.ts';
import { at, must } from './items.ts';
import { run } from './run.ts';
import { subsetsOf } from './subsets.ts';
import { failed, inputOf, measureOf, scored, sliceRowOf } from './testing/build.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const samples = ids.map((id) => sliceRowOf(id));

const candidate: readonly SampleRow[] = [
  scored('a', [12, 12, 16]), // IoU 0.75
  scored('b', [8, 8, 16]), // IoU 0.5
  scored('c', [0, 0, 0]), // a correct rejection, as the baseline's
  scored('d', [0, 0, 0]), // a correct rejection against a false alarm
  scored('e', [0, 5, 0]), // a false alarm against a correct rejection
  failed('f', 32),
];
const baseline: readonly SampleRow[] = [
  scored('a', [8, 8, 16]),
  scored('b', [8, 8, 16]),
  scored('c', [0, 0, 0]),
  scored('d', [0, 5, 0]),
  scored('e', [0, 0, 0]),
  scored('f', [16, 32, 32]), // IoU 1/3, precision and recall 0.5
];

function deltaOf(metric: string, rest: Parameters<typeof inputOf>[1] = {}): DeltaRow {
  return run(inputOf({ samples, candidate, baseline }, rest)).deltas.find((row) => row.metric === metric) as DeltaRow;
}

test('a pair of correct rejections is left out, one against a false alarm is 1 against 0', () => {
  const { interval, ...row } = deltaOf('mask_iou');
  assert.deepEqual(row, {
    where: { corpus: 'heldout', slice: null },
    metric: 'mask_iou',
    value: (0.75 + 0.5 + 1) / 5 - (0.5 + 0.5 + 1 + 1 / 3) / 5,
    candidate: (0.75 + 0.5 + 1) / 5,
    baseline: (0.5 + 0.5 + 1 + 1 / 3) / 5,
    n: 5,
    unpaired: 0,
    improved: 2,
    regressed: 2,
    intervalReason: null,
  });
  assert.deepEqual([interval?.method, interval?.groups], ['paired-group-bootstrap-percentile', 5]);
});

test('all pairs count where correct rejections do', () => {
  const { n, candidate, improved, regressed } = deltaOf('mask_iou', { measure: measureOf({ correct_rejections: 'include' }) });
  assert.deepEqual([n, candidate, improved, regressed], [6, (0.75 + 0.5 + 1 + 1) / 6, 2, 2]);
});

test('a quotient of the same pairs stands beside the difference where it is asked for', () => {
  const measure = measureOf();
  const asked = { ...measure, measure: { ...measure.measure, ratios: ['mask_iou'] } };
  const { ratio, ...row } = deltaOf('mask_iou', { measure: asked });
  assert.deepEqual(row, deltaOf('mask_iou'), 'the difference is what it was');
  assert.equal(ratio?.value, (0.75 + 0.5 + 1) / 5 / ((0.5 + 0.5 + 1 + 1 / 3) / 5));
  assert.ok(ratio.interval && ratio.interval.low < ratio.value && ratio.value < ratio.interval.high);
  assert.deepEqual([ratio.interval.method, ratio.interval.groups], ['paired-group-bootstrap-percentile', 5]);
  assert.equal(deltaOf('pass_rate', { measure: asked }).ratio, undefined);
});

test('losing a correct rejection shows in the pass rate too', () => {
  const { value, candidate, n, improved, regressed } = deltaOf('pass_rate');
  assert.deepEqual([candidate, value, n, improved, regressed], [2 / 5, 2 / 5 - 1 / 5, 5, 2, 1]);
});

const undefinedCases = [
  // d and e have a predicted pixel on one side only, f on the baseline's.
  ['mask_precision', 1, 1, 2, 3],
  ['mask_precision_pooled', 1, 1, 2, 3],
  // d and e have no truth: recall is undefined for both, which is no loss of a pair.
  ['mask_recall', 1.25 / 3, 1.5 / 3, 3, 0],
  ['mask_recall_pooled', 20 / 64, 32 / 64, 3, 0],
] as const;

for (const [metric, ours, theirs, n, unpaired] of undefinedCases) {
  test(`${metric}: both sides are aggregated over the same pairs`, () => {
    const row = deltaOf(metric);
    assert.deepEqual([row.candidate, row.baseline, row.n, row.unpaired], [ours, theirs, n, unpaired]);
    assert.equal(row.value, ours - theirs);
  });
}

test('no pair has no value', () => {
  const [row] = run(inputOf({ samples: [sliceRowOf('c')], candidate: [scored('c', [0, 0, 0])], baseline: [scored('c', [0, 0, 0])] })).deltas;
  assert.deepEqual(
    [row?.value, row?.candidate, row?.n, row?.interval, row?.intervalReason],
    [null, null, 0, null, '0 groups; an interval needs at least 3'],
  );
});

test('equal scores differ by exactly 0, interval included', () => {
  const many = Array.from({ length: 30 }, (_, i) => `s${i}`);
  const rows = many.map((id, i) => scored(id, [i, 30, 37]));
  const { deltas } = run(inputOf({ samples: many.map((id) => sliceRowOf(id)), candidate: rows, baseline: rows }));
  for (const { value, interval, improved, regressed } of deltas) {
    assert.deepEqual([value, interval?.low, interval?.high, improved, regressed], [0, 0, 0, 0, 0]);
  }
});

test('a metric that is better when lower improves by falling', () => {
  const evaluation = assemble(inputOf({ samples, candidate, baseline }));
  const corpus = at(evaluation.corpora, 0);
  const location = at([...subsetsOf(corpus)], 0);
  const passRate = evaluation.metrics.findIndex(({ id }) => id === 'pass_rate');
  const lower = (backend: Backend): Backend => {
    const scores = scoresOf(backend, corpus);
    const columns = scores.columns.map((column) => ({ ...column, metric: { ...column.metric, better: 'lower' as const } }));
    return { ...backend, scores: new Map([['heldout', { ...scores, columns }]]) };
  };
  const [ours, theirs] = [evaluation.candidate, must(evaluation.baseline)];
  const higher = deltaRow(ours, theirs, corpus, location, passRate).row;
  const turned = deltaRow(lower(ours), lower(theirs), corpus, location, passRate).row;
  assert.deepEqual(turned, { ...higher, improved: higher.regressed, regressed: higher.improved });
  assert.deepEqual([higher.improved, higher.regressed], [2, 1]);
});

test('without a baseline there are no differences', () => {
  assert.deepEqual(run(inputOf({ samples, candidate })).deltas, []);
});
