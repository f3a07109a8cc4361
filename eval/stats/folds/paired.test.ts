import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Measured } from '../../contracts/samples.ts';
import { uniforms } from '../regression/testing/rows.ts';
import { because, isUndefined } from '../regression/undefined.ts';
import { type PairedComparison, pairedComparison } from './paired.ts';

function compare(a: readonly Measured[], b: readonly Measured[]): PairedComparison {
  const got = pairedComparison(a, b, 0.95);
  assert.ok(!isUndefined(got));
  return got;
}

/** Darwin's 15 pairs of plants, in eighths of an inch: R. Fisher, The Design of Experiments, 1935, sections 15 and 21. */
const darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

test("Fisher's worked example: t = 2.148, and 2 x 863 of 32768 sign patterns are as far out", () => {
  const got = compare(
    darwin,
    darwin.map(() => 0),
  );
  assert.ok(!isUndefined(got.sd) && !isUndefined(got.t) && !isUndefined(got.tP) && !isUndefined(got.wilcoxonP));
  assert.deepEqual([got.mean.toFixed(3), got.sd.toFixed(3), got.t.toFixed(3), got.tP.toFixed(4)], ['20.933', '37.744', '2.148', '0.0497']);
  assert.equal(got.signFlipP, (2 * 863) / 2 ** 15);
  assert.equal(got.wilcoxonP.toFixed(5), '0.04126');
  assert.deepEqual([got.winsA, got.winsB, got.ties], [13, 2, 0]);
});

test('exchanging the models changes signs and nothing else (seed 51)', () => {
  const [a, b] = [uniforms(51, 9), uniforms(52, 9)];
  const [one, other] = [compare(a, b), compare(b, a)];
  assert.ok(!isUndefined(one.interval) && !isUndefined(one.t));
  assert.deepEqual(other, {
    ...one,
    mean: -one.mean,
    t: -one.t,
    interval: { low: -one.interval.high, high: -one.interval.low },
    winsA: one.winsB,
    winsB: one.winsA,
  });
});

test('a model against itself: no difference, and no test that finds one', () => {
  const none = { undefined: 'zero-variance' };
  assert.deepEqual(compare([0.9, 0.8, 0.7], [0.9, 0.8, 0.7]), {
    n: 3,
    mean: 0,
    sd: 0,
    interval: { low: 0, high: 0 },
    t: none,
    tP: none,
    signFlipP: 1,
    wilcoxonP: none,
    winsA: 0,
    winsB: 0,
    ties: 3,
  });
});

test('a rounding wins no fold, and does not make equal differences differ', () => {
  const noise = compare([0.1 + 0.2, 0.7], [0.3, 0.5]);
  assert.deepEqual([noise.winsA, noise.winsB, noise.ties], [1, 0, 1]);
  const shifted = compare([0.9, 0.8, 0.7], [0.8, 0.7, 0.6]);
  assert.deepEqual([shifted.sd, shifted.t], [0, { undefined: 'zero-variance' }]);
  assert.ok(Math.abs(shifted.mean - 0.1) < 1e-15);
});

test('one fold has a difference without spread', () => {
  const none = { undefined: 'too-few-rows' };
  const { n, mean, sd, interval, t, tP, signFlipP, wilcoxonP } = compare([2], [1]);
  assert.deepEqual({ n, mean, sd, interval, t, tP }, { n: 1, mean: 1, sd: none, interval: none, t: none, tP: none });
  assert.deepEqual([signFlipP, wilcoxonP], [1, 1]);
});

const faults: readonly (readonly [string, Measured[], Measured[], string])[] = [
  ['unequal numbers of folds', [1, 2], [1], 'length-mismatch'],
  ['no folds', [], [], 'too-few-rows'],
  ['an undefined fold of a', [1, because('constant-prediction')], [1, 2], 'constant-prediction'],
  ['an undefined fold of b', [1, 2], [because('constant-target'), 2], 'constant-target'],
  ['a value that is no number', [1, Number.NaN], [1, 2], 'non-finite'],
];

for (const [name, a, b, reason] of faults) {
  test(`undefined: ${name}`, () => assert.deepEqual(pairedComparison(a, b, 0.95), { undefined: reason }));
}
