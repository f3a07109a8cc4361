import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidatesOf, type Detection, type Raw, type Selection, select } from './detections.ts';

const selection: Selection = { confidence: 0.25, iou: 0.5, maximum: 300, classAgnostic: false, multiLabel: false, keeps: () => true };

function selected(raw: Raw, changes: Partial<Selection> = {}): Detection[] {
  const all = { ...selection, ...changes };
  return select(raw, candidatesOf(raw, all), all);
}

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

const rawOf = (data: Float32Array): Raw => ({ layout: 'anchors', rows: 7, columns: data.length / 7, data, classes: 2 });
const kept = (data: Float32Array, changes: Partial<Selection> = {}): string[] =>
  selected(rawOf(data), changes).map(({ coefficients, label }) => `${coefficients[0]}:${label}`);

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
  const [detection] = selected(rawOf(anchors([1, 2, 5, 9, 0.5, 0.75])));
  assert.deepEqual(detection, { x1: 1, y1: 2, x2: 5, y2: 9, score: 0.75, label: 1, coefficients: Float64Array.of(0) });
});

test('rows of a model that suppresses inside', () => {
  const data = Float32Array.of(0, 0, 4, 4, 0.75, 1, 7, 8, 0, 0, 4, 4, 0.5, 0, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0);
  const rows = (changes: Partial<Selection>) =>
    selected({ layout: 'rows', rows: 3, columns: 8, data, classes: 2 }, changes).map(({ label, coefficients }) => [label, ...coefficients]);
  assert.deepEqual(rows({}), [
    [1, 7, 8],
    [0, 5, 6],
  ]);
  assert.deepEqual(rows({ confidence: 0.5 }), [[1, 7, 8]]);
  assert.deepEqual(rows({ maximum: 1 }), [[1, 7, 8]]);
  assert.deepEqual(rows({ keeps: (label) => label === 0 }), [[0, 5, 6]]);
});

test('each class of an anchor for itself, as in validation', () => {
  const data = anchors([0, 0, 8, 8, 0.5, 0.75], [20, 0, 28, 8, 0.75, 0.25], [40, 0, 48, 8, 0.125, 0.125]);
  assert.deepEqual(kept(data, { multiLabel: true }), ['0:1', '1:0', '0:0']);
  assert.deepEqual(kept(data, { multiLabel: true, confidence: 0.2 }), ['0:1', '1:0', '0:0', '1:1']);
  assert.deepEqual(kept(data, { multiLabel: true, classAgnostic: true }), ['0:1', '1:0']);
});

test('objectness times score; objectness alone where the only class was not trained', () => {
  const row = (objectness: number, ...scores: number[]): number[] => [4, 4, 8, 8, objectness, ...scores, 7];
  const data = Float32Array.from([...row(0.5, 0.75, 0.25), ...row(0.25, 1, 1), ...row(1, 0.25, 0.5)]);
  const raw: Raw = { layout: 'objectness', rows: 3, columns: 8, data, classes: 2 };
  const scores = (of: Raw, changes: Partial<Selection> = {}) =>
    selected(of, { iou: 1, ...changes }).map((d) => [d.label, d.score, d.coefficients[0]]);
  assert.deepEqual(scores(raw), [
    [1, 0.5, 7],
    [0, 0.375, 7],
  ]);
  const one = (layout: 'objectness' | 'objectness_only'): Raw => ({
    layout,
    rows: 1,
    columns: 7,
    data: Float32Array.from(row(0.75, 0.5)),
    classes: 1,
  });
  assert.deepEqual(scores(one('objectness')), [[0, 0.375, 7]]);
  assert.deepEqual(scores(one('objectness_only')), [[0, 0.75, 7]]);
});

test('overlaps are those of float32 boxes shifted by their class, which decides at the limit', () => {
  // What torchvision.ops.nms keeps of two boxes of 10 x 10 that are 1.7648 apart.
  const two = (first: number, second: number) =>
    anchors([0, 0, 10, 10, 0.9 * first, 0.9 * second], [1.7648, 0, 11.7648, 10, 0.8 * first, 0.8 * second]);
  assert.deepEqual(kept(two(1, 0), { iou: 0.7 }), ['0:0', '1:0']);
  assert.deepEqual(kept(two(0, 1), { iou: 0.7 }), ['0:1']);
  assert.deepEqual(kept(two(0, 1), { iou: 0.7, classAgnostic: true }), ['0:1', '1:1']);
});
