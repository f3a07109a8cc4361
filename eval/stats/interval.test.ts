import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type GroupedStatistic, intervals } from './interval.ts';

const settings = { resamples: 200, seed: 5, level: 0.9, minimum_groups: 4 };

function meanOver(groups: readonly number[], values: readonly number[]): GroupedStatistic {
  return { groups, statistic: { of: { numerators: Float64Array.from(values), denominators: new Float64Array(values.length).fill(1) } } };
}

const four = meanOver([0, 1, 2, 3], [1, 2, 3, 4]);
const twelve = meanOver([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [0.31, 2.7, 1.9, 0.05, 4.4, 3.3, 2.2, 0.9, 1.4, 5.1, 0.6, 3.7]);
const paired: GroupedStatistic = { groups: four.groups, statistic: { of: four.statistic.of, minus: four.statistic.of } };

test('an interval carries its method, level, resamples and groups', () => {
  const [mean, difference] = intervals([four, paired], 'location', settings);
  assert.ok(mean?.interval && mean.interval.low < 2.5 && mean.interval.high > 2.5);
  const { low, high, ...rest } = mean.interval;
  assert.deepEqual(rest, { level: 0.9, method: 'group-bootstrap-percentile', resamples: 200, groups: 4 });
  assert.deepEqual(difference, {
    interval: { low: 0, high: 0, level: 0.9, method: 'paired-group-bootstrap-percentile', resamples: 200, groups: 4 },
    intervalReason: null,
  });
  assert.ok(low >= 1 && high <= 4);
});

test('too few groups give no interval and say how many are missing', () => {
  assert.deepEqual(intervals([meanOver([3], [0.5]), meanOver([], []), meanOver([1, 2, 5], [1, 1, 1])], 'location', settings), [
    { interval: null, intervalReason: '1 group; an interval needs at least 4' },
    { interval: null, intervalReason: '0 groups; an interval needs at least 4' },
    { interval: null, intervalReason: '3 groups; an interval needs at least 4' },
  ]);
});

test('resamples without a denominator give no interval instead of one over the rest', () => {
  const rare = Float64Array.of(1, 0, 0, 0);
  const [estimate] = intervals([{ groups: [0, 1, 2, 3], statistic: { of: { numerators: rare, denominators: rare } } }], 'location', settings);
  assert.equal(estimate?.interval, null);
  assert.match(estimate.intervalReason, /^\d+ of 200 resamples of 4 groups have no value$/);
});

test('an interval depends on seed, label and its own sums, not on its neighbours or their order', () => {
  const others = [meanOver([0, 1, 2, 4], [9, 9, 1, 1]), meanOver([8], [1]), paired];
  const [alone] = intervals([twelve], 'location', settings);
  assert.deepEqual(intervals([...others, twelve], 'location', settings)[3], alone);
  assert.deepEqual(intervals([twelve, ...others], 'location', settings)[0], alone);
  assert.notDeepEqual(intervals([twelve], 'elsewhere', settings)[0], alone);
  assert.notDeepEqual(intervals([twelve], 'location', { ...settings, seed: 6 })[0], alone);
});
