/** The most frequent numbers are what a map of all of them says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomStream } from '../stats/random.ts';
import { mostFrequentOf } from './number_counts.ts';

function byDefinition(columns: readonly Float64Array[]): readonly [most: number, numbers: readonly number[]] {
  const counts = new Map<number, number>();
  for (const value of columns.flatMap((column) => [...column])) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return [most, [...counts].filter(([, count]) => count === most).map(([value]) => value)];
}

const forms: Readonly<Record<string, (share: number) => number>> = {
  'two decimals': (share) => Math.round(share * 100) / 100,
  'five decimals': (share) => Math.round(share * 100_000) / 100_000,
  'six decimals': (share) => Math.round(share * 1e6) / 1e6,
  'single precision': (share) => Math.fround(Math.round(share * 300) / 300),
  'numbers beyond 0 to 1': (share) => Math.round(share * 400 - 200) / 100,
  'zeros of both signs': (share) => (share < 0.4 ? -0 : share < 0.8 ? 0 : 1),
  'decimals, and one number that is none': (share) => (share < 0.001 ? 1 / 3 : Math.round(share * 100) / 100),
};

for (const [words, form] of Object.entries(forms)) {
  test(words, () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = randomStream(seed, words);
      const share = (): number => random.below(1_000_003) / 1_000_003;
      const columns = Array.from({ length: seed % 5 }, () => Float64Array.from({ length: random.below(400) }, () => form(share())));
      const { most, numbers } = mostFrequentOf(columns);
      const [expected, all] = byDefinition(columns);
      assert.equal(most, expected, `seed ${seed}`);
      assert.deepEqual(new Set(numbers), new Set(all), `seed ${seed}`);
    }
  });
}
