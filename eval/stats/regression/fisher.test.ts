import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correlationInterval, meanCorrelation } from './fisher.ts';
import { normalCritical } from './normal.ts';
import { isUndefined } from './undefined.ts';

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

test('the interval mirrors the sign, and narrows with n and with less confidence', () => {
  const widths = [
    [4, 0.95],
    [20, 0.95],
    [20, 0.8],
    [900, 0.8],
  ].map(([n, level]) => {
    const positive = correlationInterval(0.7, n!, level!);
    const negative = correlationInterval(-0.7, n!, level!);
    assert.ok(!isUndefined(positive) && !isUndefined(negative));
    assert.deepEqual([negative.low, negative.high], [-positive.high, -positive.low]);
    assert.ok(positive.low < 0.7 && 0.7 < positive.high && positive.high < 1);
    return positive.high - positive.low;
  });
  assert.deepEqual(
    widths,
    widths.toSorted((a, b) => b - a),
  );
});

const faults: readonly (readonly [r: number, n: number, reason: string])[] = [
  [1, 3, 'too-few-rows'],
  [Number.NaN, 10, 'non-finite'],
  [1, 10, 'zero-variance'],
  [-1, 10, 'zero-variance'],
];

for (const [r, n, reason] of faults) {
  test(`r = ${r} of ${n} units has no interval: ${reason}`, () => assert.deepEqual(correlationInterval(r, n, 0.95), { undefined: reason }));
}

test('a mean correlation weighs high ones more, and has no value where one is perfect', () => {
  const mean = meanCorrelation([0.5, 0.99]) as number;
  assert.ok(mean > 0.745 && mean < 0.99);
  assert.deepEqual(meanCorrelation([]), { undefined: 'too-few-rows' });
  for (const values of [[0.9, 1], [1, -1], [Number.NaN]]) assert.deepEqual(meanCorrelation(values), { undefined: 'non-finite' });
});
