import assert from 'node:assert/strict';
import { test } from 'node:test';
import { because, isUndefined } from '../regression/undefined.ts';
import { outliers } from './outliers.ts';

test("Grubbs' test of NIST's example data, for either side: G = 2.4688 against a critical 2.127", () => {
  const got = outliers([199.31, 199.53, 200.19, 200.82, 201.92, 201.95, 202.18, 245.57]);
  assert.ok(!isUndefined(got) && !isUndefined(got.grubbs));
  const { position, statistic, critical, flagged } = got.grubbs;
  assert.deepEqual([position, statistic.toFixed(4), critical.toFixed(3), flagged], [7, '2.4688', '2.127', [7]]);
});

test('values without an outlier, by all rules', () => {
  const got = outliers([1, 2, 3, 4, 5]);
  assert.ok(!isUndefined(got) && !isUndefined(got.grubbs) && !isUndefined(got.modifiedZ));
  assert.deepEqual(got.modifiedZ, { median: 3, mad: 1, statistics: [-1.349, -0.6745, 0, 0.6745, 1.349], critical: 3.5, flagged: [] });
  assert.deepEqual(got.tukey, { low: -1, high: 7, flagged: [] });
  assert.deepEqual([got.grubbs.position, got.grubbs.flagged], [0, []]);
});

test('where most folds agree, the median deviation is 0 and one rule has nothing to say', () => {
  const got = outliers([1, 1, 1, 1, 9]);
  assert.ok(!isUndefined(got) && !isUndefined(got.grubbs));
  assert.deepEqual(got.modifiedZ, { undefined: 'zero-variance' });
  assert.deepEqual([got.grubbs.flagged, got.tukey.flagged], [[4], [4]]);
});

test('too few folds, equal folds, undefined folds', () => {
  const of = (values: number[]): unknown => {
    const got = outliers(values);
    return isUndefined(got) ? got : got.grubbs;
  };
  assert.deepEqual(of([1, 2]), { undefined: 'too-few-rows' });
  assert.deepEqual(of([2, 2, 2]), { undefined: 'zero-variance' });
  assert.deepEqual(outliers([]), { undefined: 'too-few-rows' });
  assert.deepEqual(outliers([1, because('constant-prediction'), 3]), { undefined: 'constant-prediction' });
});
