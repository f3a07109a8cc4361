/** Intervals that are honest for few groups. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandedTail } from './bootstrap.ts';
import { clopperPearson } from './clopper_pearson.ts';
import { fisherInterval } from './fisher.ts';
import type { GroupedStatistic } from './interval.ts';
import { intervals } from './interval.ts';

/** By SciPy 1.17: stats.norm.sf(sqrt(n / (n - 1)) * stats.t.ppf((1 + level) / 2, n - 1)). */
const tails: readonly (readonly [level: number, groups: number, tail: number])[] = [
  [0.95, 5, 0.000954100551882491],
  [0.95, 10, 0.00855063902440637],
  [0.95, 20, 0.015880829920348],
  [0.9, 50, 0.0451733069359271],
  [0.95, 200, 0.0240261847706204],
];
for (const [level, groups, tail] of tails) {
  test(`the share left out on each side for ${groups} groups at ${level}`, () => {
    const got = expandedTail(level, groups);
    assert.ok(Math.abs(got - tail) < 1e-9, `got ${got}`);
  });
}

const settings = { resamples: 1000, seed: 5, level: 0.95, minimum_groups: 4, interval: 'expanded' } as const;
const { interval: _, ...plain } = settings;
const over = (values: readonly number[], size = 1): GroupedStatistic => {
  const sums = { numerators: Float64Array.from(values), denominators: new Float64Array(values.length).fill(size) };
  return { groups: values.map((__, i) => i), statistic: { of: sums } };
};
const overlaps = over([0.9, 0.85, 0.2, 0.95, 0.8, 0.7]);

test('wider than the percentile interval, and says how it was made', () => {
  const [[wide], [narrow]] = [intervals([overlaps], 'test', settings), intervals([overlaps], 'test', plain)];
  assert.ok(wide?.interval && narrow?.interval && wide.interval.low < narrow.interval.low && wide.interval.high > narrow.interval.high);
  assert.equal(wide.interval.method, 'group-bootstrap-expanded-percentile');
  assert.equal(narrow.interval.method, 'group-bootstrap-percentile');
});

test('a rate of unrelated samples has the exact interval: ten passes in ten do not prove 0.9', () => {
  const [rate] = intervals([over(Array.from({ length: 10 }, () => 1))], 'test', settings);
  const exact = { ...clopperPearson({ numerator: 10, denominator: 10 }, 0.95), level: 0.95, method: 'clopper-pearson', resamples: 0, groups: 10 };
  assert.deepEqual(rate, { interval: exact, intervalReason: null });
});

test('a rate of related samples, and a difference of rates, are resampled', () => {
  const [related] = intervals([over([2, 1, 0, 2, 2], 2)], 'test', settings);
  const rate = over([1, 0, 1, 1, 0]);
  const [difference] = intervals([{ ...rate, statistic: { of: rate.statistic.of, minus: over([1, 1, 1, 0, 0]).statistic.of } }], 'test', settings);
  assert.equal(related?.interval?.method, 'group-bootstrap-expanded-percentile');
  assert.equal(difference?.interval?.method, 'paired-group-bootstrap-expanded-percentile');
});

test("a correlation is resampled on Fisher's scale", () => {
  /** By NumPy and SciPy 1.17, from the resamples' arctanh, with n / (n - 1) and r / (2 (n - 1)). */
  const expected = { low: -0.1317667517106672, high: 0.9647457297228905 };
  const got = fisherInterval(Float64Array.of(0.3, 0.5, 0.62, 0.71, 0.8, 0.86, 0.9, 0.93), 0.75, 0.95, 12);
  assert.ok(Math.abs(got.low - expected.low) < 1e-9 && Math.abs(got.high - expected.high) < 1e-9, JSON.stringify(got));
  const resampled = { evaluate: (weights: Float64Array) => Float64Array.of(1 - 0.02 * (weights[0] as number)) };
  const of = { resampled, position: 0 };
  const groups = [0, 1, 2, 3, 4];
  const made = intervals(
    [
      { groups, statistic: { of, isCorrelation: true } },
      { groups, statistic: { of, minus: of, isCorrelation: true } },
      { groups, statistic: { of } },
    ],
    'test',
    settings,
  );
  assert.deepEqual(
    made.map(({ interval }) => interval?.method),
    ['group-bootstrap-fisher-z', 'paired-group-bootstrap-expanded-percentile', 'group-bootstrap-expanded-percentile'],
  );
  assert.ok((made[0]?.interval?.high ?? 2) <= 1);
});
