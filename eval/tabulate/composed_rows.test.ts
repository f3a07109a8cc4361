import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricRow, MetricsTable } from '../contracts/metrics.ts';
import { composedRows } from './composed_rows.ts';
import type { Evaluation } from './evaluation.ts';

type Term = { metric: string; weight: number; of: 'value' | 'complement'; when_undefined?: number };

function row(backend: string, role: MetricRow['role'], corpus: string, metric: string, value: number | null, n = 10): MetricRow {
  const reasons = value === null ? { 'no sample': 1 } : {};
  const counts = { n, defined: value === null ? 0 : n, failed: 0, undefined: 0, undefinedReasons: reasons };
  const none = { mean: value, median: null, p10: null, p90: null, interval: null, intervalReason: '' };
  return { backend, role, where: { corpus, slice: null }, metric, value, ...counts, ...none };
}

function evaluation(terms: readonly Term[]): Evaluation {
  const composites = [{ id: 'score', title: 'Score', better: 'higher', over: 'rows', terms }];
  return { measure: { measure: { composites } } } as unknown as Evaluation;
}

const terms: readonly Term[] = [
  { metric: 'mask_iou', weight: 0.75, of: 'value' },
  { metric: 'latency', weight: 0.25, of: 'complement' },
];
const measured = [row('new', 'candidate', 'heldout', 'mask_iou', 0.8), row('old', 'baseline', 'heldout', 'mask_iou', 0.6, 8)];
const external = [row('new', 'candidate', 'speed', 'latency', 0.5, 3), row('old', 'baseline', 'speed', 'latency', 0.25)];

function told({ rows, deltas }: Pick<MetricsTable, 'rows' | 'deltas'> | ReturnType<typeof composedRows>): unknown[] {
  return [
    ...rows.map(({ backend, where, value, n, undefinedReasons }) => [backend, where.corpus, value ?? Object.keys(undefinedReasons), n]),
    ...deltas.map(({ value, n }) => ['delta', value, n]),
  ];
}

test('a measured number and one from outside, of each backend and as a difference; n is the smallest', () => {
  assert.deepEqual(told(composedRows(evaluation(terms), measured, external)), [
    ['new', 'heldout', 0.75 * 0.8 + 0.25 * 0.5, 3],
    ['old', 'heldout', 0.75 * 0.6 + 0.25 * 0.75, 8],
    ['delta', 0.75 * 0.8 + 0.25 * 0.5 - (0.75 * 0.6 + 0.25 * 0.75), 3],
  ]);
});

test('a missing part makes it undefined, and says which, unless something stands in', () => {
  const only = external.slice(0, 1);
  assert.deepEqual(told(composedRows(evaluation(terms), measured, only))[1], ['old', 'heldout', ['latency: nobody measured it of the baseline'], 8]);
  const standing = terms.map((term) => (term.metric === 'latency' ? { ...term, when_undefined: 1 } : term));
  assert.deepEqual(told(composedRows(evaluation(standing), measured, only))[1], ['old', 'heldout', 0.75 * 0.6, 8]);
  const undefinedIou = [row('new', 'candidate', 'heldout', 'mask_iou', null)];
  assert.deepEqual(told(composedRows(evaluation(terms), undefinedIou, external))[0], ['new', 'heldout', ['mask_iou: no sample'], 3]);
});

test('two sources with one number are no number', () => {
  const twice = [...external, row('new', 'candidate', 'again', 'latency', 0.1)];
  assert.deepEqual(told(composedRows(evaluation(terms), measured, twice))[0], ['new', 'heldout', ['latency: speed and again both have it'], 10]);
});

test('where everything comes from outside, each source has its number', () => {
  const alone = terms.slice(1);
  assert.deepEqual(told(composedRows(evaluation(alone), [], external)), [
    ['new', 'speed', 0.125, 3],
    ['old', 'speed', 0.1875, 10],
    ['delta', -0.0625, 3],
  ]);
});
