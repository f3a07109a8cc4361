import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalCritical } from './normal.ts';

/** sqrt(2) erfinv(level) by mpmath at 40 digits. */
const criticalValues: readonly (readonly [level: number, z: number])[] = [
  [0.1, 0.12566134685507405],
  [0.5, 0.6744897501960817],
  [0.8, 1.2815515655446006],
  [0.9, 1.6448536269514729],
  [0.95, 1.9599639845400538],
  [0.99, 2.5758293035489004],
  [0.999, 3.2905267314918945],
  [0.999999, 4.891638475692932],
];

for (const [level, z] of criticalValues) {
  test(`a normal distribution holds ${level} within ${z} deviations`, () => {
    const got = normalCritical(level);
    // Near 1 the level itself has fewer digits than its distance from 1.
    assert.ok(Math.abs(got - z) < 1e-12 / (1 - level) ** 0.25, `got ${got}`);
  });
}

test('no level has an infinite critical value', () => {
  for (const level of [1, 1.5, Number.NaN, -0.1]) assert.throws(() => normalCritical(level), RangeError);
});
