import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pearson } from './correlation.ts';
import { centred, quadraticMean } from './moments.ts';

test('values that differ in their last bit only: what rounds in the mean is taken out of the deviations', () => {
  const bits = [0, 1, 0, 1, 1, 0, 0];
  const values = bits.map((bit) => 1 + bit * Number.EPSILON);
  const { mean, ...deviations } = centred(values);
  assert.equal(mean, 1);
  assert.ok(Math.abs(quadraticMean(deviations, 7) / Number.EPSILON - Math.sqrt(12) / 7) < 1e-15);
  assert.equal(pearson(values, bits), 1);
});

test('equal values have no deviation, although their mean rounds', () => {
  for (const [count, value] of [
    [3, 0.1],
    [3, 0.7],
    [9, 57.3],
    [49, 0.97],
  ] as const) {
    const values = new Float64Array(count).fill(value);
    assert.deepEqual(centred(values), { mean: value, scale: 0, parts: new Float64Array(count) });
  }
});
