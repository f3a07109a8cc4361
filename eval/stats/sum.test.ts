import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomStream } from './random.ts';
import { mean, sum } from './sum.ts';

const cases: readonly (readonly [string, readonly number[], number])[] = [
  ['nothing', [], 0],
  ['one value', [0.1], 0.1],
  ['digits lost when a large number comes first', [1e100, 1, -1e100], 1],
  ['digits lost when a large number comes later', [1, 1e100, 1, -1e100], 2],
  ['ten tenths', Array.from({ length: 10 }, () => 0.1), 1],
];

for (const [name, values, expected] of cases) {
  test(`sum: ${name}`, () => assert.equal(sum(values), expected));
}

test('a million tenths are exactly 100000, where plain addition is off in the seventh decimal', () => {
  const values = Array.from({ length: 1_000_000 }, () => 0.1);
  assert.notEqual(
    values.reduce((a, b) => a + b, 0),
    100_000,
  );
  assert.equal(sum(values), 100_000);
});

test('the sum does not depend on the order (seed 7)', () => {
  const random = randomStream(7, 'sum');
  const values = Array.from({ length: 2000 }, () => random.next() / 2 ** 32);
  assert.equal(sum(values), sum(values.toSorted((a, b) => a - b)));
  assert.equal(sum(values), sum(values.toReversed()));
});

test('mean is null for nothing', () => {
  assert.equal(mean([]), null);
  assert.equal(mean([1, 2, 6]), 3);
});
