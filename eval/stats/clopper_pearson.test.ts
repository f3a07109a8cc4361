import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clopperPearson } from './clopper_pearson.ts';

/** Quantiles of the beta distribution by SciPy 1.17 (scipy.stats.beta.ppf). */
const cases: readonly (readonly [successes: number, n: number, level: number, low: number, high: number])[] = [
  [0, 5, 0.95, 0, 0.521823750104981],
  [5, 5, 0.95, 0.478176249895019, 1],
  [10, 10, 0.95, 0.691502892181239, 1],
  [18, 20, 0.95, 0.683017285980918, 0.987651472829705],
  [45, 50, 0.9, 0.801166997483582, 0.959763409597885],
  [190, 200, 0.99, 0.896037844246018, 0.981164511695191],
  [700, 1000, 0.95, 0.670538321302634, 0.728278887870855],
  [99_000, 100_000, 0.95, 0.989363888470646, 0.990607443910901],
];
for (const [numerator, denominator, level, low, high] of cases) {
  test(`${numerator} of ${denominator} at ${level}`, () => {
    const got = clopperPearson({ numerator, denominator }, level);
    assert.ok(Math.abs(got.low - low) < 1e-9 && Math.abs(got.high - high) < 1e-9, `got ${got.low} to ${got.high}`);
  });
}
