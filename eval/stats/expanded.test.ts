/** Intervals that are honest for few groups. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Interval } from '../contracts/metrics.ts';
import { expandedTail } from './bootstrap.ts';
import { clopperPearson } from './clopper_pearson.ts';
import { type GroupedStatistic, intervals } from './interval.ts';
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

test('a rate of related samples is no exact one', () => {
  const [related] = intervals([over([2, 1, 0, 2, 2], 2)], 'test', settings);
  assert.equal(related?.interval?.method, 'group-bootstrap-expanded-percentile');
});

test('ten pairs that pass twice do not prove that a model is as good: an eleventh could be lost, or won', () => {
  const { groups, statistic } = over(Array.from({ length: 10 }, () => 1));
  const { of } = statistic;
  const within = [0, 1] as const;
  const many = { ...settings, resamples: 20_000 };
  const [difference, quotient] = intervals(
    [of, of].map((_, i) => ({ groups, statistic: { of, [i === 0 ? 'minus' : 'over']: of, within } })),
    'test',
    many,
  );
  // The pair more weighs 1 - 0.025^(1/10) at most, as in Clopper and Pearson's interval.
  const least = 0.025 ** (1 / 10);
  const close = (got: Interval | null | undefined, low: number, high: number): void =>
    assert.ok(got && Math.abs(got.low - low) < 0.005 && Math.abs(got.high - high) < 0.01, JSON.stringify(got));
  close(difference?.interval, least - 1, 1 - least);
  close(quotient?.interval, least, 1 / least);
  assert.deepEqual(
    [difference, quotient].map((one) => one?.interval?.method),
    ['paired-group-bounded-mean', 'paired-group-bounded-mean'],
  );
});

test('what no group and no resample changes has no interval: all differences are 0', () => {
  const { groups, statistic } = overlaps;
  const { of } = statistic;
  const resampled = { evaluate: () => Float64Array.of(0.5) };
  const alike = [{ of, minus: of }, { of, over: of }, { of: { resampled, position: 0 } }].map((one) => ({ groups, statistic: one }));
  assert.deepEqual(
    intervals(alike, 'test', settings).map(({ intervalReason }) => intervalReason),
    [
      'it is the same without any of 6 groups, so that nothing tells its spread',
      'it is the same in all resamples of 6 groups, so that nothing tells its spread',
      'it is the same in all resamples of 6 groups, so that nothing tells its spread',
    ],
  );
});

test('a quotient to a baseline that could be 0 throughout has no interval', () => {
  const [of, none] = [over([1, 0, 1, 1, 1]).statistic.of, over([0, 0, 0, 0, 0]).statistic.of];
  const [quotient] = intervals([{ groups: [0, 1, 2, 3, 4], statistic: { of, over: none, within: [0, 1] } }], 'test', settings);
  assert.equal(quotient?.intervalReason, '1000 of 1000 resamples of 5 groups have no value');
});
/** By NumPy 2.5 and SciPy 1.18: (n - 1) / n of the squared deviations, t.ppf with n - 1 degrees of freedom: the kurtosis asks for no fewer. */
test("Student's interval around a number, and around Fisher's z of a correlation, has the jackknife's spread", () => {
  const without = Float64Array.of(0.3, 0.5, 0.62, 0.71, 0.8, 0.86, 0.9, 0.93);
  const close = (got: { low: number; high: number; df: number }, low: number, high: number): void =>
    assert.ok(Math.abs(got.low - low) < 1e-9 && Math.abs(got.high - high) < 1e-9 && got.df === 7, JSON.stringify(got));
  close(jackknifeInterval(0.75, without, 0.95), -0.5301361355518353, 2.0301361355518353);
  close(correlationInterval(0.75, without, 0.95), -0.9476345332276431, 0.9986412505457499);
});

test('one group that stands apart takes degrees of freedom away', () => {
  const without = Float64Array.from({ length: 50 }, (_, i) => (i === 0 ? 5 : i % 2));
  assert.equal(jackknifeInterval(0, without, 0.95).df, Math.floor(100 / (2 + excessOf(without))));
  // Two values that stand apart evenly: a kurtosis of 1, and less than 1 without its bias.
  assert.equal(jackknifeInterval(0, without.slice(2), 0.95).df, 47);
});

/** G2 of Joanes and Gill, from the deviations: scipy.stats.kurtosis(values, bias=False). */
function excessOf(values: Float64Array): number {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b) / n;
  const moment = (power: number): number => values.reduce((sum, value) => sum + (value - mean) ** power, 0) / n;
  const biased = moment(4) / moment(2) ** 2 - 3;
  return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * biased + 6);
}

test('each kind of number has the method that is honest for it', () => {
  const resampled = { evaluate: (weights: Float64Array) => Float64Array.of(1 - 0.02 * (weights[0] as number)) };
  const other = { evaluate: (weights: Float64Array) => Float64Array.of(1 - 0.01 * (weights[1] as number)) };
  const of = { resampled, position: 0 };
  const groups = [0, 1, 2, 3, 4, 5];
  const mean = overlaps.statistic.of;
  const less = over([0.5, 0.8, 0.1, 0.9, 0.3, 0.7]).statistic.of;
  const made = intervals(
    [
      { of, isCorrelation: true },
      { of, minus: { ...of, resampled: other }, isCorrelation: true },
      { of: mean, minus: less },
      { of: mean, within: [0, 1] as const },
      { of: mean, minus: less, within: [0, 1] as const },
      { of: mean },
      { of: mean, over: less },
      { of },
      { of, minus: { ...of, resampled: other } },
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
      'paired-group-bounded-mean',
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
