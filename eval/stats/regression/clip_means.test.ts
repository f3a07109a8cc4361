import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clipMeans } from './clip_means.ts';
import { rmse } from './errors.ts';
import { isUndefined } from './undefined.ts';

test('one row a clip, in the order in which clips appear', () => {
  assert.deepEqual(clipMeans(['b', 'a', 'b', 'c'], [1, 10, 2, 7], [3, 30, 6, 8]), {
    clips: ['b', 'a', 'c'],
    predicted: Float64Array.of(1.5, 10, 7),
    target: Float64Array.of(4.5, 30, 8),
  });
});

test('columns of unequal length have no means', () => {
  assert.deepEqual(clipMeans(['a'], [1, 2], [1, 2]), { undefined: 'length-mismatch' });
  assert.deepEqual(clipMeans(['a', 'a'], [1, 2], [1]), { undefined: 'length-mismatch' });
});

test('a frame that is no number makes its clip undefined, and with it every statistic over clips', () => {
  const means = clipMeans(['a', 'a', 'b'], [1, Number.NaN, 2], [1, 1, 1]);
  assert.ok(!isUndefined(means));
  assert.deepEqual(rmse(means.predicted, means.target), { undefined: 'non-finite' });
});
