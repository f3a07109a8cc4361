import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type GroupSums, percentileInterval, replicates, type Statistic } from './bootstrap.ts';
import { randomStream } from './random.ts';

interface Oracle {
  readonly means: readonly { values: number[]; level: number; bootstrap: [number, number]; normal: [number, number]; standardError: number }[];
  readonly pairedRatios: readonly { rows: [number, number, number, number][]; level: number; bootstrap: [number, number] }[];
  readonly quotients: readonly { rows: [number, number][]; level: number; bootstrap: [number, number] }[];
}

const oracle = JSON.parse(readFileSync('eval/stats/testdata/oracle.json', 'utf8')) as Oracle;

/** Groups of one sample each. */
function meanOf(values: readonly number[]): GroupSums {
  return { numerators: Float64Array.from(values), denominators: new Float64Array(values.length).fill(1) };
}

function run(statistic: Statistic, seed: number, resamples = 2000): Float64Array {
  const random = randomStream(seed, 'bootstrap');
  return replicates([statistic], { groups: (statistic.of as GroupSums).numerators.length, resamples, random })[0] as Float64Array;
}

for (const { values, level, bootstrap, normal, standardError } of oracle.means) {
  test(`mean of ${values.length} groups: SciPy's bootstrap and the normal limit (seed 1)`, () => {
    const { low, high } = percentileInterval(run({ of: meanOf(values) }, 1, 20_000), level);
    // A 5% quantile of 20,000 resamples against one of 100,000 scatters by 0.017 standard errors: four times that.
    for (const [got, scipy, limit] of [
      [low, bootstrap[0], normal[0]],
      [high, bootstrap[1], normal[1]],
    ] as const) {
      assert.ok(Math.abs(got - scipy) < 0.068 * standardError, `got ${got}, SciPy ${scipy}`);
      assert.ok(Math.abs(got - limit) < 0.1 * standardError, `got ${got}, normal limit ${limit}`);
    }
  });
}

for (const { rows, level, bootstrap } of oracle.pairedRatios) {
  test(`difference of two pooled rates over ${rows.length} paired groups: SciPy's paired bootstrap (seed 2)`, () => {
    const column = (i: number): Float64Array => Float64Array.from(rows, (row) => row[i] as number);
    const statistic = { of: { numerators: column(0), denominators: column(1) }, minus: { numerators: column(2), denominators: column(3) } };
    const { low, high } = percentileInterval(run(statistic, 2, 20_000), level);
    // Four times the Monte Carlo error of a 2.5% quantile, in widths of the interval.
    const tolerance = 0.022 * (bootstrap[1] - bootstrap[0]);
    assert.ok(Math.abs(low - bootstrap[0]) < tolerance && Math.abs(high - bootstrap[1]) < tolerance, `got ${low} to ${high}, SciPy ${bootstrap}`);
  });
}

for (const { rows, level, bootstrap } of oracle.quotients) {
  test(`quotient of two means over ${rows.length} paired groups: SciPy's paired bootstrap (seed 3)`, () => {
    const column = (i: number): GroupSums => meanOf(rows.map((row) => row[i] as number));
    const { low, high } = percentileInterval(run({ of: column(0), over: column(1) }, 3, 20_000), level);
    const tolerance = 0.022 * (bootstrap[1] - bootstrap[0]);
    assert.ok(Math.abs(low - bootstrap[0]) < tolerance && Math.abs(high - bootstrap[1]) < tolerance, `got ${low} to ${high}, SciPy ${bootstrap}`);
  });
}

test('a resample whose baseline is 0, or that is below 0, has no quotient (seed 5)', () => {
  const values = run({ of: meanOf([1, 1, 1]), over: meanOf([0, 0, 1]) }, 5, 200);
  assert.ok(values.some(Number.isNaN) && values.some(Number.isFinite));
  assert.ok(run({ of: meanOf([-1, -1]), over: meanOf([-2, -2]) }, 5, 20).every(Number.isNaN));
});

test('the distribution over unequal groups is that of all 27 ordered draws of three groups (seed 9)', () => {
  const of = { numerators: Float64Array.of(1, 6, 4), denominators: Float64Array.of(1, 3, 5) };
  const exact = new Map<string, number>();
  const groups = [0, 1, 2];
  for (const i of groups) {
    for (const j of groups) {
      for (const k of groups) {
        const total = (sums: Float64Array): number => (sums[i] as number) + (sums[j] as number) + (sums[k] as number);
        const key = (total(of.numerators) / total(of.denominators)).toFixed(9);
        exact.set(key, (exact.get(key) ?? 0) + 1 / 27);
      }
    }
  }
  const values = run({ of }, 9, 50_000);
  const seen = Map.groupBy(values, (value) => value.toFixed(9));
  assert.deepEqual([...seen.keys()].sort(), [...exact.keys()].sort());
  for (const [key, share] of exact) {
    const got = (seen.get(key)?.length ?? 0) / values.length;
    assert.ok(Math.abs(got - share) < 0.01, `${key}: share ${got}, expected ${share}`);
  }
});

test('a paired difference of equal data is exactly 0 in every resample (seed 4)', () => {
  const random = randomStream(4, 'equal');
  const values = Array.from({ length: 101 }, () => random.next() / 2 ** 32);
  const resampled = run({ of: meanOf(values), minus: meanOf(values) }, 4);
  assert.ok(resampled.every((value) => value === 0));
  assert.deepEqual(percentileInterval(resampled, 0.95), { low: 0, high: 0 });
});

test('intervals move with a shift and a change of scale (seed 6)', () => {
  const random = randomStream(6, 'equivariance');
  const values = Array.from({ length: 60 }, () => random.next() / 2 ** 32);
  const base = percentileInterval(run({ of: meanOf(values) }, 6), 0.95);
  const moved = percentileInterval(run({ of: meanOf(values.map((value) => 3 * value + 10)) }, 6), 0.95);
  for (const end of ['low', 'high'] as const)
    assert.ok(Math.abs(moved[end] - (3 * base[end] + 10)) < 1e-12, `${end}: ${base[end]} and ${moved[end]}`);
});

test('pairing matters: a constant gain has an interval without width, however scattered the samples (seed 8)', () => {
  const random = randomStream(8, 'pairing');
  const baseline = Array.from({ length: 64 }, () => random.next() / 2 ** 32);
  const { low, high } = percentileInterval(run({ of: meanOf(baseline.map((value) => value + 0.25)), minus: meanOf(baseline) }, 8), 0.95);
  assert.ok(Math.abs(low - 0.25) < 1e-12 && Math.abs(high - 0.25) < 1e-12, `${low} to ${high}`);
});

test('what a statistic gets does not depend on its neighbours', () => {
  const list: readonly Statistic[] = [
    { of: meanOf([1, 2, 3, 4, 5]) },
    { of: meanOf([5, 1, 1, 1, 1]), minus: meanOf([0, 1, 0, 1, 0]) },
    { of: { numerators: Float64Array.of(1, 1, 2, 3, 5), denominators: Float64Array.of(9, 8, 7, 6, 5) }, minus: meanOf([3, 1, 4, 1, 5]) },
  ];
  const settings = () => ({ groups: 5, resamples: 50, random: randomStream(12, 'neighbours') });
  const together = replicates(list, settings());
  assert.equal(new Set(together.flatMap((values) => [...values])).size > 60, true);
  for (const count of [1, 2, 3]) assert.deepEqual(replicates(list.slice(0, count), settings()), together.slice(0, count));
  assert.deepEqual(replicates(list.toReversed(), settings()), together.toReversed());
});

test('a resample without a denominator is not finite instead of 0', () => {
  const resampled = run({ of: { numerators: Float64Array.of(1, 0), denominators: Float64Array.of(2, 0) } }, 13, 200);
  assert.deepEqual([...new Set(resampled)].sort(), [0.5, Number.NaN]);
});

test('whole groups are drawn: the 90% interval covers the true mean about as often as it says, one of samples does not (seed 10)', () => {
  const random = randomStream(10, 'coverage');
  const uniform = (): number => random.next() / 2 ** 32 - 0.5;
  const simulations = 400;
  let [byGroup, bySample] = [0, 0];
  for (let i = 0; i < simulations; i++) {
    // 30 groups of 4 samples: each group has a common part five times as wide as the samples' own; the true mean is 0.
    const groups = Array.from({ length: 30 }, () => {
      const common = 5 * uniform();
      return Array.from({ length: 4 }, () => common + uniform());
    });
    const grouped = { numerators: Float64Array.from(groups, (group) => group.reduce((a, b) => a + b)), denominators: new Float64Array(30).fill(4) };
    if (covers(run({ of: grouped }, i, 400))) byGroup++;
    if (covers(run({ of: meanOf(groups.flat()) }, i, 400))) bySample++;
  }
  const shares = `by group ${byGroup / simulations}, by sample ${bySample / simulations}`;
  assert.ok(byGroup / simulations > 0.84 && byGroup / simulations < 0.94, shares);
  assert.ok(bySample / simulations < 0.7, shares);
});

function covers(values: Float64Array): boolean {
  const { low, high } = percentileInterval(values, 0.9);
  return low <= 0 && 0 <= high;
}
