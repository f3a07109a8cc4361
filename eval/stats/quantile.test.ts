import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ascending, quantile } from './quantile.ts';
import { randomStream } from './random.ts';

interface Oracle {
  readonly quantiles: readonly number[];
  readonly quantileCases: readonly { readonly values: readonly number[]; readonly quantiles: readonly number[] }[];
}

const oracle = JSON.parse(readFileSync('eval/stats/testdata/oracle.json', 'utf8')) as Oracle;

for (const { values, quantiles } of oracle.quantileCases) {
  test(`quantiles of ${values.length} values are NumPy's, bit by bit`, () => {
    const sorted = ascending(values);
    assert.deepEqual(
      oracle.quantiles.map((q) => quantile(sorted, q)),
      quantiles,
    );
  });
}

test('no values have no quantile', () => assert.equal(quantile([], 0.5), null));

test('ascending compares numbers, not their text, and leaves its argument alone', () => {
  const values = [10, 9, -1, 100];
  assert.deepEqual([...ascending(values)], [-1, 9, 10, 100]);
  assert.deepEqual(values, [10, 9, -1, 100]);
});

test('quantiles never decrease in q and stay between the extremes (seed 11)', () => {
  const random = randomStream(11, 'quantile');
  const sorted = ascending(Array.from({ length: 13 }, () => random.next() / 2 ** 32));
  const values = Array.from({ length: 1001 }, (_, i) => quantile(sorted, i / 1000) as number);
  assert.deepEqual(
    values,
    values.toSorted((a, b) => a - b),
  );
  assert.deepEqual([values[0], values[1000]], [sorted[0], sorted[12]]);
});
