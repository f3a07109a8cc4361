import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uniforms } from '../regression/testing/rows.ts';
import { because, isUndefined } from '../regression/undefined.ts';
import { jackknife } from './jackknife.ts';
import { summarize } from './summary.ts';

test('equal folds have no spread, not one of a rounding', () => {
  const values = Array.from({ length: 10 }, () => 0.1);
  const expected = { n: 10, mean: 0.1, sd: 0, median: 0.1, minimum: 0.1, maximum: 0.1, spread: 0, interval: { low: 0.1, high: 0.1 } };
  assert.deepEqual(summarize(values, 0.95), expected);
});

test('one fold has a mean and no spread; no fold has nothing', () => {
  const none = { undefined: 'too-few-rows' };
  assert.deepEqual(summarize([0.97], 0.95), {
    n: 1,
    mean: 0.97,
    sd: none,
    median: 0.97,
    minimum: 0.97,
    maximum: 0.97,
    spread: 0,
    interval: none,
  });
  assert.deepEqual(summarize([], 0.95), none);
});

test('an undefined fold makes the summary undefined, for its reason', () => {
  assert.deepEqual(summarize([1, { undefined: 'no frames' }, because('constant-target')], 0.95), { undefined: 'no frames' });
  assert.deepEqual(summarize([1, Number.POSITIVE_INFINITY], 0.95), { undefined: 'non-finite' });
});

test('a wider level gives a wider interval around the same mean (seed 61)', () => {
  const values = uniforms(61, 9);
  const widths = [0.5, 0.8, 0.95, 0.999].map((level) => {
    const got = summarize(values, level);
    assert.ok(!isUndefined(got) && !isUndefined(got.interval));
    assert.ok(Math.abs((got.interval.low + got.interval.high) / 2 - got.mean) < 1e-15);
    return got.interval.high - got.interval.low;
  });
  assert.deepEqual(
    widths,
    widths.toSorted((a, b) => a - b),
  );
});

test('the jackknife is the mean of the other folds, and influences add up to 0 (seed 62)', () => {
  const values = uniforms(62, 12);
  const got = jackknife(values);
  const all = summarize(values, 0.95);
  assert.ok(!isUndefined(got) && !isUndefined(all));
  for (const [i, { meanWithout, influence }] of got.entries()) {
    const others = summarize(values.toSpliced(i, 1), 0.95);
    assert.ok(!isUndefined(others) && Math.abs(meanWithout - others.mean) < 1e-15);
    assert.ok(Math.abs(influence - (all.mean - others.mean)) < 1e-15);
  }
  assert.ok(Math.abs(got.reduce((total, { influence }) => total + influence, 0)) < 1e-15);
  assert.deepEqual(
    jackknife([1, 2, 6]),
    [-1, -0.5, 1.5].map((influence) => ({ meanWithout: 3 - influence, influence })),
  );
});

test('a fold can be left out only where others remain', () => {
  assert.deepEqual(jackknife([1]), { undefined: 'too-few-rows' });
  assert.deepEqual(jackknife([1, because('constant-target')]), { undefined: 'constant-target' });
});
