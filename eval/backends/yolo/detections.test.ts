import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Selection } from './detections.ts';
import { selectFromAnchors, selectFromRows } from './detections.ts';

const selection: Selection = { confidence: 0.25, iou: 0.5, maximum: 300, classAgnostic: false, keeps: () => true };

/** Anchors given as [x1, y1, x2, y2, scores of two classes], one coefficient: its index. */
function anchors(...list: (readonly [number, number, number, number, number, number])[]): Float32Array {
  const rows = [
    list.map(([x1, , x2]) => (x1 + x2) / 2),
    list.map(([, y1, , y2]) => (y1 + y2) / 2),
    list.map(([x1, , x2]) => x2 - x1),
    list.map(([, y1, , y2]) => y2 - y1),
    list.map((a) => a[4]),
    list.map((a) => a[5]),
    list.map((_, i) => i),
  ];
  return Float32Array.from(rows.flat());
}

const kept = (data: Float32Array, changes: Partial<Selection> = {}): string[] =>
  selectFromAnchors(data, 2, data.length / 7, { ...selection, ...changes }).map(({ coefficients, label }) => `${coefficients[0]}:${label}`);

test('scores must be greater than the confidence, and the best class counts, the first of equal ones', () => {
  const data = anchors([0, 0, 8, 8, 0.25, 0.1], [20, 0, 28, 8, 0.1, 0.26], [40, 0, 48, 8, 0.5, 0.5]);
  assert.deepEqual(kept(data), ['2:0', '1:1']);
});

test('a box is suppressed when it overlaps a better one of its class by more than the limit', () => {
  // Areas 8 and 4, intersection 4: overlap exactly 0.5.
  const data = anchors([0, 0, 4, 2, 0.9, 0], [0, 0, 2, 2, 0.8, 0], [0, 0, 4, 2, 0, 0.7]);
  assert.deepEqual(kept(data), ['0:0', '1:0', '2:1']);
  assert.deepEqual(kept(data, { iou: 0.49 }), ['0:0', '2:1']);
  assert.deepEqual(kept(data, { classAgnostic: true }), ['0:0', '1:0']);
});

test('a suppressed box suppresses nothing', () => {
  const data = anchors([0, 0, 10, 10, 0.9, 0], [4, 0, 14, 10, 0.8, 0], [8, 0, 18, 10, 0.7, 0]);
  assert.deepEqual(kept(data, { iou: 0.3 }), ['0:0', '2:0']);
});

test('equal scores keep the order of anchors; the best so many remain; classes can be left out', () => {
  const data = anchors([0, 0, 4, 4, 0.5, 0], [10, 0, 14, 4, 0, 0.5], [20, 0, 24, 4, 0.6, 0]);
  assert.deepEqual(kept(data), ['2:0', '0:0', '1:1']);
  assert.deepEqual(kept(data, { maximum: 2 }), ['2:0', '0:0']);
  assert.deepEqual(kept(data, { keeps: (label) => label === 1 }), ['1:1']);
});

test('corners, score and class of a detection', () => {
  const [detection] = selectFromAnchors(anchors([1, 2, 5, 9, 0.5, 0.75]), 2, 1, selection);
  assert.deepEqual(detection, { x1: 1, y1: 2, x2: 5, y2: 9, score: 0.75, label: 1, coefficients: Float64Array.of(0) });
});

test('rows of a model that suppresses inside', () => {
  const data = Float32Array.of(0, 0, 4, 4, 0.75, 1, 7, 8, 0, 0, 4, 4, 0.5, 0, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0);
  const rows = (changes: Partial<Selection>) =>
    selectFromRows(data, 3, { ...selection, ...changes }).map(({ label, coefficients }) => [label, ...coefficients]);
  assert.deepEqual(rows({}), [
    [1, 7, 8],
    [0, 5, 6],
  ]);
  assert.deepEqual(rows({ confidence: 0.5 }), [[1, 7, 8]]);
  assert.deepEqual(rows({ maximum: 1 }), [[1, 7, 8]]);
  assert.deepEqual(rows({ keeps: (label) => label === 0 }), [[0, 5, 6]]);
});
