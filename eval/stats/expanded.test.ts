/** Intervals that are honest for few groups. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandedTail } from './bootstrap.ts';
import { clopperPearson } from './clopper_pearson.ts';
import type { GroupedStatistic } from './interval.ts';
import { intervals } from './interval.ts';
import { correlationInterval, jackknifeInterval } from './jackknife_interval.ts';

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

test('a rate of related samples, and a difference of rates', () => {
  const [related] = intervals([over([2, 1, 0, 2, 2], 2)], 'test', settings);
  const rate = over([1, 0, 1, 1, 0]);
  const [difference] = intervals([{ ...rate, statistic: { of: rate.statistic.of, minus: over([1, 1, 1, 0, 0]).statistic.of } }], 'test', settings);
  assert.equal(related?.interval?.method, 'group-bootstrap-expanded-percentile');
  assert.equal(difference?.interval?.method, 'paired-group-jackknife-student-t');
});
/** By NumPy 2.5 and SciPy 1.18: (n - 1) / n of the squared deviations, t.ppf with floor(2 n / (kurtosis - 1)) degrees of freedom, at most n - 1. */
test("Student's interval around a number, and around Fisher's z of a correlation, has the jackknife's spread", () => {
  const without = Float64Array.of(0.3, 0.5, 0.62, 0.71, 0.8, 0.86, 0.9, 0.93);
  const close = (got: { low: number; high: number; df: number }, low: number, high: number): void =>
    assert.ok(Math.abs(got.low - low) < 1e-9 && Math.abs(got.high - high) < 1e-9 && got.df === 7, JSON.stringify(got));
  close(jackknifeInterval(0.75, without, 0.95), -0.5301361355518353, 2.0301361355518353);
  close(correlationInterval(0.75, without, 0.95), -0.9476345332276431, 0.9986412505457499);
});

test('one group that stands apart takes degrees of freedom away', () => {
  const without = Float64Array.from({ length: 50 }, (_, i) => (i === 0 ? 5 : i % 2));
  assert.equal(jackknifeInterval(0, without, 0.95).df, Math.floor(2 / (kurtosisOf(without) / 50 - 1 / 50)));
});

function kurtosisOf(values: Float64Array): number {
  const mean = values.reduce((a, b) => a + b) / values.length;
  const moment = (power: number): number => values.reduce((sum, value) => sum + (value - mean) ** power, 0) / values.length;
  return moment(4) / moment(2) ** 2;
}

test('each kind of number has the method that is honest for it', () => {
  const resampled = { evaluate: (weights: Float64Array) => Float64Array.of(1 - 0.02 * (weights[0] as number)) };
  const other = { evaluate: (weights: Float64Array) => Float64Array.of(1 - 0.01 * (weights[1] as number)) };
  const of = { resampled, position: 0 };
  const groups = [0, 1, 2, 3, 4, 5];
  const mean = overlaps.statistic.of;
  const made = intervals(
    [
      { of, isCorrelation: true },
      { of, minus: { ...of, resampled: other }, isCorrelation: true },
      { of: mean, minus: mean },
      { of: mean, within: [0, 1] as const },
      { of: mean },
      { of: mean, over: mean },
      { of },
      { of, minus: of },
    ].map((statistic) => ({ groups, statistic })),
    'test',
    settings,
  );
  assert.deepEqual(
    made.map(({ interval }) => interval?.method),
    [
      'group-jackknife-fisher-z',
      'paired-group-jackknife-student-t',
      'paired-group-jackknife-student-t',
      'group-bounded-mean',
      'group-bootstrap-expanded-percentile',
      'paired-group-bootstrap-expanded-percentile',
      'group-bootstrap-expanded-percentile',
      'paired-group-bootstrap-expanded-percentile',
    ],
  );
});

test('a number that is undefined without one of the groups has no interval', () => {
  const resampled = { evaluate: (weights: Float64Array) => Float64Array.of(weights[0] === 0 ? Number.NaN : 0.5) };
  const [one] = intervals([{ groups: [0, 1, 2, 3, 4], statistic: { of: { resampled, position: 0 }, isCorrelation: true } }], 'test', settings);
  assert.deepEqual(one, { interval: null, intervalReason: 'without one of 5 groups there is no value, 1 times' });
});

test('five good overlaps do not prove a good mean: a sixth could be missed', () => {
  const alike = over([0.9, 0.9, 0.9, 0.9, 0.9]);
  const [mean] = intervals([{ ...alike, statistic: { ...alike.statistic, within: [0, 1] } }], 'test', { ...settings, resamples: 20_000 });
  // All five values are one: the worst weighs 1 - 0.025^(1/5) of it, as in Clopper and Pearson's interval.
  assert.ok(Math.abs((mean?.interval?.low ?? 0) - 0.9 * 0.025 ** (1 / 5)) < 0.005, JSON.stringify(mean));
  assert.ok(Math.abs((mean?.interval?.high ?? 0) - (1 - 0.1 * 0.025 ** (1 / 5))) < 0.001, JSON.stringify(mean));
});

test('a correlation of exactly 1 says nothing of its spread: ranks of five clips agree by chance', () => {
  const resampled = { evaluate: () => Float64Array.of(1) };
  const statistic = { of: { resampled, position: 0 }, isCorrelation: true };
  const [one] = intervals([{ groups: [0, 1, 2, 3, 4], statistic }], 'test', settings);
  assert.equal(one?.intervalReason, 'it is the same without any of 5 groups, so that nothing tells its spread');
});
