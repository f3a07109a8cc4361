/** How far two predictions agree: the same, less and less the same, and a prediction on one side only. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { fromCounts, toText } from '../masks/runs.ts';
import { detectionsOf } from './instances/schema.ts';
import type { ParityMetric } from './metric.ts';
import { annotations } from './registry.ts';
import type { Prediction } from './schema.ts';

const metrics = annotations.flatMap((annotation) => annotation.metrics).filter((metric): metric is ParityMetric => metric.kind === 'parity');
const measured = (id: string, a: Prediction | null, b: Prediction | null) =>
  (metrics.find((metric) => metric.id === id) ?? assert.fail(id)).measure(a, b, 'sample');

/** Runs down the columns of a mask of 2 x 5. */
const rle = (...counts: number[]) => toText(fromCounts(counts, [2, 5]));
const mask = (...counts: number[]): Prediction => ({ kind: 'mask', mask: rle(...counts) });
const series = (...values: number[]): Prediction => ({ kind: 'series', values });
const text = (value: string): Prediction => ({ kind: 'json', type: 'text_line', value });
const regions = (given: Record<string, number[]>): Prediction => ({
  kind: 'regions',
  regions: Object.fromEntries(Object.entries(given).map(([name, counts]) => [name, rle(...counts)])),
});
/** One row a detection: class, score, then x, y, width, height. */
const boxes = (...rows: [string, number, number, number, number, number][]): Prediction =>
  detectionsOf({ parts: rows.map(([part]) => part), scores: rows.map(([, score]) => score), boxes: rows.flatMap(([, , ...box]) => box) });

const cases: readonly [metric: string, what: string, a: Prediction, b: Prediction, expected: number][] = [
  ['parity_masks', 'the same', mask(2, 4, 4), mask(2, 4, 4), 1],
  ['parity_masks', 'both empty', mask(10), mask(10), 1],
  ['parity_masks', 'one empty', mask(10), mask(2, 4, 4), 0],
  ['parity_masks', 'three of five pixels', mask(0, 4, 6), mask(1, 4, 5), 3 / 5],
  ['parity_masks', 'another size', mask(0, 4, 6), { kind: 'mask', mask: toText(fromCounts([0, 4], [2, 2])) }, 0],
  ['parity_pixels', 'two of ten pixels differ', mask(0, 4, 6), mask(1, 4, 5), 8 / 10],
  ['parity_pixels', 'all pixels differ', mask(10), mask(0, 10), 0],
  ['parity_regions', 'the worst region counts', regions({ nose: [0, 4, 6], ear: [2, 4, 4] }), regions({ nose: [1, 4, 5], ear: [2, 4, 4] }), 3 / 5],
  ['parity_regions', 'a region of one side', regions({ nose: [0, 4, 6] }), regions({ nose: [0, 4, 6], ear: [2, 4, 4] }), 0],
  ['parity_regions', 'no regions', regions({}), regions({}), 1],
  ['parity_numbers', 'the same', series(1, -2.5), series(1, -2.5), 1],
  ['parity_numbers', 'absolute below 1', series(0.5, 0.25), series(0.5, 0.375), 1 - 0.125],
  ['parity_numbers', 'relative above', series(64, 1), series(80, 1), 1 - 16 / 80],
  ['parity_numbers', 'opposite signs are as far as it goes', series(-50), series(50), 0],
  ['parity_numbers', 'another number of frames', series(1, 2), series(1), 0],
  ['parity_values', 'equal', text('cup'), text('cup'), 1],
  ['parity_values', 'not equal', text('cup'), text('cap'), 0],
  ['parity_boxes', 'nothing detected', boxes(), boxes(), 1],
  [
    'parity_boxes',
    'the order of detections is nothing',
    boxes(['a', 0.5, 0, 0, 4, 4], ['b', 0.25, 9, 9, 4, 4]),
    boxes(['b', 0.25, 9, 9, 4, 4], ['a', 0.5, 0, 0, 4, 4]),
    1,
  ],
  ['parity_boxes', 'a box moved by half', boxes(['a', 0.5, 0, 0, 4, 4]), boxes(['a', 0.5, 2, 0, 4, 4]), 1 / 3],
  ['parity_boxes', 'a score fell', boxes(['a', 0.75, 0, 0, 4, 4]), boxes(['a', 0.25, 0, 0, 4, 4]), 0.5],
  ['parity_boxes', 'a class changed', boxes(['a', 0.5, 0, 0, 4, 4]), boxes(['b', 0.5, 0, 0, 4, 4]), 0],
  [
    'parity_boxes',
    'a box is gone, as sure as the other',
    boxes(['a', 0.5, 0, 0, 4, 4], ['a', 0.5, 9, 9, 4, 4]),
    boxes(['a', 0.5, 0, 0, 4, 4]),
    2 / 3,
  ],
  ['parity_boxes', 'a weak box is gone', boxes(['a', 0.875, 0, 0, 4, 4], ['a', 0.25, 9, 9, 4, 4]), boxes(['a', 0.875, 0, 0, 4, 4]), 7 / 8],
  ['parity_boxes', 'one box has one partner', boxes(['a', 0.5, 0, 0, 4, 4]), boxes(['a', 0.5, 0, 0, 4, 4], ['a', 0.5, 0, 0, 4, 4]), 2 / 3],
];
for (const [metric, what, a, b, expected] of cases) {
  test(`${metric}: ${what}`, () => {
    assert.equal(measured(metric, a, b), expected);
    assert.equal(measured(metric, b, a), expected, 'it does not matter which one is the baseline');
  });
}

test('a prediction on one side only is no parity; where both failed nothing is known', () => {
  for (const { id } of metrics) {
    const [, , a] = cases.find(([metric]) => metric === id) ?? assert.fail(`no case of ${id}`);
    assert.deepEqual([measured(id, a, null), measured(id, null, a), measured(id, null, null)], [0, 0, { undefined: 'both backends failed' }]);
  }
});

test('predictions of different kinds are refused', () => {
  assert.throws(
    () => measured('parity_masks', mask(10), series(1)),
    (error) => error instanceof InputError && error.problems[0]?.code === 'EV5107',
  );
});
