import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibration } from './calibration.ts';
import { regressionRows } from './testing/rows.ts';
import { isUndefined } from './undefined.ts';

test('every row is in one bin or counted as outside (seed 31)', () => {
  const { predicted, target } = regressionRows(31, 400, 50);
  const got = calibration(predicted, target, [25, 40, 40.5, 55, 70]);
  assert.ok(!isUndefined(got));
  const inside = got.bins.map(({ n }) => n);
  assert.deepEqual(
    inside,
    got.bins.map(({ low, high }) => predicted.filter((value) => value >= low && (high === 70 ? value <= high : value < high)).length),
  );
  assert.equal(inside.reduce((a, b) => a + b) + got.outside, 400);
  assert.ok(got.outside > 0);
});

test('rows outside all bins leave nothing to tell', () => {
  const none = { undefined: 'too-few-rows' };
  assert.deepEqual(calibration([9], [1], [0, 1]), {
    bins: [{ low: 0, high: 1, n: 0, meanPredicted: none, meanTarget: none, gap: none }],
    meanAbsoluteGap: none,
    outside: 1,
  });
});

test('undefined rows are undefined bins', () => {
  assert.deepEqual(calibration([], [], [0, 1]), { undefined: 'too-few-rows' });
  assert.deepEqual(calibration([1], [1, 2], [0, 1]), { undefined: 'length-mismatch' });
  assert.deepEqual(calibration([1, Number.NaN], [1, 2], [0, 1]), { undefined: 'non-finite' });
});

for (const edges of [[], [0], [0, 0], [0, 2, 1], [0, Number.NaN]]) {
  test(`edges [${edges}] are no bins`, () => assert.throws(() => calibration([1], [1], edges), RangeError));
}
