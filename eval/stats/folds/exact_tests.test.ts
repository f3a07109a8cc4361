import assert from 'node:assert/strict';
import { test } from 'node:test';
import { averageRanks } from '../regression/ranks.ts';
import { uniforms } from '../regression/testing/rows.ts';
import { signedRankTest, signFlipP } from './exact_tests.ts';

/** Every assignment of signs to the sizes, as sums. */
function allSums(sizes: readonly number[]): number[] {
  return sizes.reduce((sums, size) => sums.flatMap((total) => [total + size, total - size]), [0]);
}

function share(sums: readonly number[], isFar: (total: number) => boolean): number {
  return sums.filter(isFar).length / sums.length;
}

for (const seed of [41, 42, 43, 44]) {
  for (const steps of [2 ** 32, 10]) {
    for (const count of [1, 2, 5, 11, 12]) {
      const differences = uniforms(seed, count, steps).map((u) => u - 0.35);
      const name = `${count} differences (seed ${seed}, ${steps === 10 ? 'ties' : 'no ties'})`;

      test(`sign flips: the share of all patterns, ${name}`, () => {
        const observed = Math.abs(differences.reduce((a, b) => a + b));
        assert.equal(
          signFlipP(differences),
          share(allSums(differences), (total) => Math.abs(total) >= observed - 1e-9),
        );
      });

      test(`signed ranks: the share of all patterns, ${name}`, () => {
        const ranks = [...averageRanks(differences.map((difference) => Math.abs(difference)))];
        const observed = ranks.reduce((total, rank, i) => total + rank * Math.sign(differences[i]!), 0);
        const got = signedRankTest(differences) as { statistic: number; p: number };
        const expected = share(allSums(ranks), (total) => Math.abs(total) >= Math.abs(observed));
        assert.ok(Math.abs(got.p - expected) < 1e-14, `got ${got.p}, expected ${expected}`);
        assert.equal(got.statistic, ((count * (count + 1)) / 2 - Math.abs(observed)) / 2);
      });
    }
  }
}

test('what differs nowhere is what chance gives; ranks have nothing to go by', () => {
  assert.equal(signFlipP([0, 0, 0]), 1);
  assert.deepEqual(signedRankTest([0, -0]), { undefined: 'zero-variance' });
});

test('zeros have no rank', () => assert.deepEqual(signedRankTest([0, 3, -1, 0, 2]), signedRankTest([3, -1, 2])));

test('decimal differences that tie count as ties', () => {
  // 0.1 + 0.2 - 0.3 is 5.6e-17 in floating point: without a tolerance the patterns +++ and ++- around it would differ.
  assert.equal(signFlipP([0.1, 0.2, -0.3]), 1);
  assert.equal(signFlipP([0.1, 0.2, 0.3]), 2 / 8);
});

test('more folds than can be enumerated are refused, not approximated', () => {
  const ones = (count: number): number[] => Array.from({ length: count }, () => 1);
  const tooMany = { undefined: 'too-many-rows' };
  assert.equal(signFlipP(ones(30)), 2 / 2 ** 30);
  assert.deepEqual(signFlipP(ones(41)), tooMany);
  assert.equal((signedRankTest(ones(60)) as { p: number }).p, 2 / 2 ** 60);
  assert.deepEqual(signedRankTest(ones(501)), tooMany);
});
