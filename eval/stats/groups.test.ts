import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sumByGroup } from './groups.ts';

const groupOf = [7, 2, 7, 2, 11];
const values = [1, 10, 100, 1000, 10_000];
const ones = [1, 1, 1, 1, 1];

const cases: readonly (readonly [string, readonly number[], readonly number[], readonly (readonly number[])[]])[] = [
  ['all samples', [0, 1, 2, 3, 4], [2, 7, 11], [[1010, 101, 10_000], [2, 2, 1]]],
  ['groups without one of the samples are left out', [1, 2], [2, 7], [[10, 100], [1, 1]]],
  ['no samples', [], [], [[], []]],
];

for (const [name, samples, groups, sums] of cases) {
  test(`sums by group: ${name}`, () => {
    const got = sumByGroup(samples, groupOf, [values, ones]);
    assert.deepEqual({ groups: got.groups, sums: got.sums.map((column) => [...column]) }, { groups, sums });
  });
}
