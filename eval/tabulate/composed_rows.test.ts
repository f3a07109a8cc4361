import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricRow, MetricsTable } from '../contracts/metrics.ts';
import { composedRows } from './composed_rows.ts';
import type { Evaluation } from './evaluation.ts';

type Term = { metric: string; weight: number; of: 'value' | 'complement'; scale?: { zero: number; one: number }; when_undefined?: number };

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

/** The published sample of the score of vision services: by its formula 0.2488, whatever is printed beside it. */
const score: readonly Term[] = [
  { metric: 'bbox_ap', weight: 0.35, of: 'value' },
  { metric: 'bbox_ap50', weight: 0.2, of: 'value' },
  { metric: 'bbox_recall_small', weight: 0.2, of: 'value' },
  { metric: 'bbox_f1', weight: 0.15, of: 'value' },
  { metric: 'inference_ms', weight: 0.1, of: 'value', scale: { zero: 500, one: 50 } },
];
const detected = Object.entries({ bbox_ap: 0.108, bbox_ap50: 0.213, bbox_recall_small: 0.15, bbox_f1: 0.256 }).map(([metric, value]) =>
  row('new', 'candidate', 'val', metric, value),
);

for (const [milliseconds, share] of [
  [45.2, 1],
  [50, 1],
  [275, 0.5],
  [500, 0],
  [9000, 0],
] as const) {
  test(`an inference of ${milliseconds} ms counts as ${share}`, () => {
    const [own] = composedRows(evaluation(score), detected, [row('new', 'candidate', 'latency', 'inference_ms', milliseconds)]).rows;
    assert.ok(Math.abs((own?.value ?? 0) - (0.1488 + 0.1 * share)) < 1e-12, String(own?.value));
  });
}

test('a speed that nobody measured leaves the score undefined, and is no speed of 0', () => {
  const [own] = composedRows(evaluation(score), detected, []).rows;
  assert.deepEqual([own?.value, Object.keys(own?.undefinedReasons ?? {})], [null, ['inference_ms: nobody measured it of the candidate']]);
});
