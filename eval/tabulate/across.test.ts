import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metricsTable } from '../contracts/metrics.ts';
import { must } from './items.ts';
import { run } from './run.ts';
import { type Clips, type Predict, seriesInput } from './testing/series.ts';

/** Four sources of two clips; the errors of a prediction are its own numbers. */
const clips: Clips = Object.fromEntries(
  ['a', 'b', 'c', 'd'].map((source, s) => [source, { [`${source}1`]: [10 + s, 20, 30], [`${source}2`]: [40, 50 + s, 70] }]),
);
const off =
  (by: Readonly<Record<string, number>>): Predict =>
  (target, source) =>
    target.map((value) => value + (by[source] ?? 0));

const good = off({ a: 1, b: 2, c: 1, d: 4 });
const plain = off({ a: 2, b: 3, c: 2, d: 5 });
const tableOf = (predictors: Readonly<Record<string, Predict>>, measure?: Parameters<typeof seriesInput>[2]) =>
  metricsTable.parse(run(seriesInput(clips, predictors, measure)));

test('each source counts once: mean, sd, worst and spread over sources, an interval by Student', () => {
  const { across } = tableOf({ candidate: good });
  const row = must(across.find(({ metric }) => metric === 'rmse'));
  assert.deepEqual(
    row.values.map(({ value, observed, n }) => [value, observed, n]),
    [
      ['a', 1, 2],
      ['b', 2, 2],
      ['c', 1, 2],
      ['d', 4, 2],
    ],
  );
  assert.deepEqual([row.n, row.defined, row.mean, row.median, row.spread, row.worst, row.worstValue], [4, 4, 2, 1.5, 3, 4, 'd']);
  assert.ok(Math.abs(must(row.sd ?? undefined) - Math.SQRT2) < 1e-12);
  // t(0.975, 3) = 3.182446 times sd / 2.
  assert.ok(Math.abs(must(row.interval?.high) - (2 + (3.182446305 * Math.SQRT2) / 2)) < 1e-8);
  assert.deepEqual(
    row.influence.map(({ value, meanWithout }) => [value, Number(meanWithout.toFixed(12))]),
    [
      ['a', 2.333333333333],
      ['b', 2],
      ['c', 2.333333333333],
      ['d', 1.333333333333],
    ],
  );
});

test('one source that failed leaves every statistic undefined, and is named', () => {
  const broken: Predict = (target, source, clip) => (clip === 'b2' ? null : good(target, source, clip));
  const { across, rows } = tableOf({ candidate: broken });
  const row = must(across.find(({ metric }) => metric === 'rmse'));
  assert.deepEqual([row.defined, row.mean, row.worst, row.interval], [3, null, null, null]);
  assert.equal(row.reason, 'b: no prediction for 1 of the samples');
  const whole = must(rows.find(({ metric, where }) => metric === 'rmse' && where.slice === null));
  assert.deepEqual([whole.value, whole.defined, whole.failed], [null, 7, 1]);
});

test('a constant prediction has no correlation, and no mean of correlations', () => {
  const { across } = tableOf({ candidate: (target, source, clip) => (source === 'c' ? target.map(() => 5) : good(target, source, clip)) });
  const row = must(across.find(({ metric }) => metric === 'plcc'));
  assert.deepEqual([row.mean, row.reason], [null, 'c: constant-prediction']);
});

test('every two backends are compared by the metrics that the criteria name, with one correction for all of them', () => {
  const predictors = { candidate: good, baseline: plain, 'reference.third': off({ a: 1, b: 3, c: 0, d: 4 }) };
  const { comparisons } = tableOf(predictors, { across: ['source'], compare: ['rmse', 'mae'] });
  assert.deepEqual(
    comparisons.map(({ a, b, metric }) => `${a} ${b} ${metric}`),
    ['candidate baseline', 'candidate third', 'baseline third'].flatMap((pair) => [`${pair} rmse`, `${pair} mae`]),
  );
  const [rmse] = comparisons;
  // All four signs alike: 2 of 16 patterns are as far out, twice that after the correction for two metrics.
  assert.deepEqual([rmse?.n, rmse?.difference, rmse?.signFlip, rmse?.holm], [4, -1, 0.125, 0.25]);
  assert.deepEqual([rmse?.better, rmse?.worse, rmse?.equal], [4, 0, 0]);
});

test('nothing is made across dimensions that nobody asked for', () => {
  const { across, comparisons } = tableOf({ candidate: good, baseline: plain }, {});
  assert.deepEqual([across, comparisons], [[], []]);
});

test('pooled numbers differ from means over sources, and get an interval by drawing sources', () => {
  const { rows } = tableOf({ candidate: good, baseline: plain });
  const whole = must(rows.find(({ metric, where, role }) => metric === 'rmse' && where.slice === null && role === 'candidate'));
  assert.ok(Math.abs(must(whole.value ?? undefined) - Math.sqrt((1 + 4 + 1 + 16) / 4)) < 1e-12);
  assert.ok(whole.interval !== null && whole.interval.low >= 1 && whole.interval.high <= 4 && whole.interval.groups === 4);
});
