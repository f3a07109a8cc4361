import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grouped, sumByGroup } from './groups.ts';

const groupOf = Int32Array.of(7, 2, 7, 2, 11);
const values = Float64Array.of(1, 10, 100, 1000, 10_000);

const cases: readonly (readonly [string, readonly number[], readonly number[], readonly number[], readonly number[]])[] = [
  ['all samples', [0, 1, 2, 3, 4], [2, 7, 11], [1010, 101, 10_000], [2, 2, 1]],
  ['groups without one of the samples are left out', [1, 2], [2, 7], [10, 100], [1, 1]],
  ['the order of the samples does not matter', [2, 1], [2, 7], [10, 100], [1, 1]],
  ['no samples', [], [], [], []],
];

for (const [name, samples, groups, sums, sizes] of cases) {
  test(`sums by group: ${name}`, () => {
    const grouping = grouped(samples, groupOf);
    assert.deepEqual([[...grouping.groups], [...grouping.sizes]], [groups, sizes]);
    assert.deepEqual([...sumByGroup(samples, grouping, values)], sums);
    assert.equal(grouped(samples, groupOf), grouping, 'is made once');
  });
}
