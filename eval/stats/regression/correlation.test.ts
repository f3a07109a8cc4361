import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Measured } from '../../contracts/samples.ts';
import { ccc, pearson, spearman } from './correlation.ts';
import { kendallTauB } from './kendall.ts';
import type { Numbers } from './pairs.ts';
import { regressionRows, shuffled } from './testing/rows.ts';

const correlations = { pearson, spearman, kendallTauB };
const seeds = [1, 2, 3, 4, 5];

function near(got: Measured, expected: Measured, what: string): void {
  assert.ok(typeof got === 'number' && typeof expected === 'number' && Math.abs(got - expected) < 1e-13, `${what}: got ${got}, expected ${expected}`);
}

/** The definition, over all pairs of rows. */
function tauByPairs(predicted: readonly number[], target: readonly number[]): number {
  let [balance, untiedPredictions, untiedTargets] = [0, 0, 0];
  for (const i of predicted.keys()) {
    for (let j = 0; j < i; j++) {
      const p = Math.sign(predicted[i]! - predicted[j]!);
      const y = Math.sign(target[i]! - target[j]!);
      balance += p * y;
      untiedPredictions += Math.abs(p);
      untiedTargets += Math.abs(y);
    }
  }
  return balance / Math.sqrt(untiedPredictions * untiedTargets);
}

for (const seed of seeds) {
  for (const steps of [undefined, 8]) {
    const rows = regressionRows(seed, 150, steps);
    const { predicted, target } = rows;
    const kind = steps === undefined ? 'no ties' : 'many ties';

    test(`correlations do not change under rising affine maps and change sign under falling ones (seed ${seed}, ${kind})`, () => {
      const rising = predicted.map((value) => 0.37 * value - 1200);
      const falling = target.map((value) => 5 - 3 * value);
      for (const [name, correlation] of Object.entries(correlations)) {
        const value = correlation(predicted, target) as number;
        near(correlation(rising, target), value, name);
        near(correlation(predicted, falling), -value, name);
        near(correlation(target, predicted), value, `${name}, columns swapped`);
        assert.ok(value > 0.5 && value < 1);
      }
    });

    test(`the order of the rows does not matter (seed ${seed}, ${kind})`, () => {
      const other = shuffled(seed + 100, rows);
      assert.notDeepEqual(other.target, target);
      for (const [name, correlation] of Object.entries({ ...correlations, ccc })) {
        near(correlation(other.predicted, other.target), correlation(predicted, target), name);
      }
      assert.equal(kendallTauB(other.predicted, other.target), kendallTauB(predicted, target));
    });

    test(`tau-b is what counting all pairs gives (seed ${seed}, ${kind})`, () => {
      near(kendallTauB(predicted, target), tauByPairs(predicted, target), 'tau-b');
    });

    test(`concordance is below correlation unless predictions are right (seed ${seed}, ${kind})`, () => {
      assert.ok((ccc(predicted, target) as number) < (pearson(predicted, target) as number));
      near(ccc(target, target), 1, 'perfect');
    });
  }
}

test('rank correlations see the order only', () => {
  const { predicted, target } = regressionRows(11, 80, 20);
  const bent = predicted.map((value) => Math.exp(value / 20));
  assert.equal(spearman(bent, target), spearman(predicted, target));
  assert.equal(kendallTauB(bent, target), kendallTauB(predicted, target));
  assert.notEqual(pearson(bent, target), pearson(predicted, target));
});

test('the same order is a rank correlation of exactly 1, with ties as well', () => {
  for (const steps of [undefined, 5]) {
    const { target } = regressionRows(12, 57, steps);
    const bent = target.map((value) => value ** 3 - 7);
    assert.equal(spearman(bent, target), 1);
  }
});

test('twenty thousand rows: tau-b of a reversed order, and of one that is off by one exchange', () => {
  const rising = Float64Array.from({ length: 20_000 }, (_, i) => i);
  assert.equal(kendallTauB(rising, rising.toReversed()), -1);
  const exchanged = rising.with(0, 1).with(1, 0);
  near(kendallTauB(exchanged, rising), 1 - 4 / (20_000 * 19_999), 'tau-b');
});

const nan = Number.NaN;
const faults: readonly (readonly [string, Numbers, Numbers, string])[] = [
  ['the length before everything', [nan], [], 'length-mismatch'],
  ['no rows', [], [], 'too-few-rows'],
  ['the count before the numbers', [nan], [1], 'too-few-rows'],
  ['numbers before constants', [1, 1], [1, Infinity], 'non-finite'],
  ['the prediction before the target', [2, 2], [3, 3], 'constant-prediction'],
  ['a constant target', [2, 3], [3, 3], 'constant-target'],
  ['zeros of both signs are equal', [0, -0, 0], [1, 2, 3], 'constant-prediction'],
];

for (const [name, predicted, target, reason] of faults) {
  test(`undefined correlations: ${name}`, () => {
    for (const correlation of [pearson, spearman, kendallTauB, ccc]) {
      assert.deepEqual(correlation(predicted, target), { undefined: reason });
      assert.deepEqual(correlation(Float64Array.from(predicted), Float64Array.from(target)), { undefined: reason });
    }
  });
}

test('numbers whose sum leaves the range of a double are undefined, not NaN', () => {
  assert.deepEqual(pearson([1.7e308, 1.7e308, -1.7e308], [1, 2, 3]), { undefined: 'non-finite' });
  near(pearson([1e300, 2e300, 3e300], [1, 2, 3]), 1, 'large numbers');
});
