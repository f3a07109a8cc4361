import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CriterionResult } from '../../contracts/decision.ts';
import type { Interval } from '../../contracts/metrics.ts';
import { generator } from '../../decide/testing/numbers.ts';
import { intervalOf } from '../../decide/testing/table.ts';
import { intervals } from '../../stats/interval.ts';
import { observations, samples } from '../../table/units.ts';
import { reportOf } from '../testing/reports.ts';
import { enoughSamples } from './enough.ts';

/** A result that was judged, by hand: 0.8 on 40 samples, at least 0.7 required. */
function resultOf(more: Partial<CriterionResult>): CriterionResult {
  const criterion = { id: 'floor', metric: 'mask_iou', where: { corpus: 'flagged' }, of: 'candidate', limit: 0.7, minimum_n: 3 } as const;
  const [empty] = reportOf({}, [criterion]).decision.criteria;
  assert.ok(empty);
  const result: CriterionResult = { ...empty, status: 'pass', observed: 0.8, n: 40, ...more };
  const { observed, limit, comparator } = result;
  if (observed === null) return result;
  return { ...result, judged: observed, margin: comparator === '<=' ? limit - observed : observed - limit, ...more };
}

const wilson: Interval = { ...intervalOf(0.6, 0.9), method: 'wilson', resamples: 0, groups: 40 };

const correction = { method: 'holm', places: 4, p: 0.02, adjusted: 0.08 } as const;
const corrected: Partial<CriterionResult> = { status: 'inconclusive', interval: intervalOf(0.71, 0.9), correction };

const cases: Readonly<
  Record<
    string,
    { result: Partial<CriterionResult>; unit?: typeof observations; answer: readonly [string, number | null, number | null]; text: RegExp }
  >
> = {
  'an interval on the holding side': {
    result: { interval: intervalOf(0.71, 0.9) },
    answer: ['decided', null, null],
    text: /on the holding side of 0\.700/,
  },
  'a bound that is the limit': { result: { interval: intervalOf(0.7, 0.9) }, answer: ['decided', null, null], text: /on the holding side/ },
  'an interval on the failing side': {
    result: { observed: 0.6, interval: intervalOf(0.5, 0.69) },
    answer: ['decided', null, null],
    text: /on the failing side/,
  },
  'less is better, and less was found': {
    result: { comparator: '<=', observed: 0.6, interval: intervalOf(0.5, 0.69) },
    answer: ['decided', null, null],
    text: /on the holding side/,
  },
  'a value without any spread that is the limit': {
    result: { comparator: '<=', limit: 0, observed: 0, interval: intervalOf(0, 0) },
    answer: ['decided', null, null],
    text: /on the holding side of 0\.000/,
  },
  // The table's interval is clear; the one that Holm's correction widens reaches over the limit.
  'a place among several that are corrected': {
    result: { ...corrected, moreNeeded: 7 },
    answer: ['more', 7, null],
    text: /about 7 more samples of the same kind would bring the interval, which the correction over 4 places makes wider, clear of the limit of 0\.700/,
  },
  'a place that no number of samples decides': { result: { ...corrected, moreNeeded: null }, answer: ['never', null, null], text: /over 4 places/ },
  'a place that lacks resamples': { result: { ...corrected, reason: 'it takes 799 resamples' }, answer: ['unknown', null, null], text: /799/ },
  // Half width 0.2, distance 0.1: four times the 20 groups, each of two samples.
  'a bound twice as far as the limit': {
    result: { interval: intervalOf(0.6, 0.85) },
    answer: ['more', 120, 60],
    text: /An estimate: about 120 more samples .* over 20 groups clear of the limit of 0\.700, if value and spread stay as they are/,
  },
  'the other bound, below the limit': {
    result: { observed: 0.6, interval: intervalOf(0.59, 0.8) },
    answer: ['more', 120, 60],
    text: /120 more samples/,
  },
  'a bound only just beyond the limit': { result: { interval: intervalOf(0.699, 0.9) }, answer: ['more', 2, 1], text: /2 more samples/ },
  'one group of one sample': { result: { n: 20, interval: intervalOf(0.699, 0.9) }, answer: ['more', 1, 1], text: /1 more sample of/ },
  'a proportion, whose groups are observations': {
    result: { interval: wilson },
    unit: observations,
    answer: ['more', 120, 120],
    text: /120 more observations .* over 40 observations/,
  },
  'the limit itself': {
    result: { observed: 0.7, interval: intervalOf(0.6, 0.8) },
    answer: ['never', null, null],
    text: /the value is the limit itself/,
  },
  'a value too near its limit': {
    result: { observed: 0.701, interval: intervalOf(0.6, 0.8) },
    answer: ['never', null, null],
    text: /more than 1000 times/,
  },
  'no interval': { result: {}, answer: ['unknown', null, null], text: /Without an interval nothing can be estimated \(4 groups\)/ },
  'too few samples': {
    result: { n: 2, minimumN: 10, judged: null, status: 'insufficient' },
    answer: ['more', 8, null],
    text: /^Needs 8 more samples with a value before anything is judged \(2 of 10\)\.$/,
  },
  'one sample too few': { result: { n: 2, judged: null, status: 'insufficient' }, answer: ['more', 1, null], text: /^Needs 1 more sample with/ },
  'enough samples, and a gap': {
    result: { judged: null, status: 'insufficient', reason: 'site_b is missing' },
    answer: ['unknown', null, null],
    text: /^Nothing was judged although n is enough: site_b is missing\.$/,
  },
};

for (const [name, { result, unit = samples, answer, text }] of Object.entries(cases)) {
  test(name, () => {
    const found = enoughSamples(resultOf(result), unit, '4 groups');
    assert.deepEqual([found.answer, found.samples, found.groups], answer);
    assert.match(found.text, text);
  });
}

const settings = { resamples: 2000, seed: 1, level: 0.95, minimum_groups: 5 };

/** The bootstrap interval of the mean of values, each a group of its own. */
function bootstrap(values: readonly number[]): Interval {
  const sums = { numerators: Float64Array.from(values), denominators: Float64Array.from(values, () => 1) };
  const [estimate] = intervals([{ groups: values.map((_, i) => i), statistic: { of: sums } }], 'enough', settings);
  assert.ok(estimate?.interval);
  return estimate.interval;
}

for (const seed of [1, 2, 3, 4]) {
  test(`so many samples do decide when value and spread stay as they are (seed ${seed})`, () => {
    const { unit } = generator(seed);
    const values = Array.from({ length: 40 }, unit);
    const observed = values.reduce((a, b) => a + b, 0) / values.length;
    const found = bootstrap(values);
    for (const times of [4, 9]) {
      const limit = observed - (observed - found.low) / Math.sqrt(times);
      const estimate = enoughSamples(resultOf({ observed, judged: observed, limit, interval: found }), samples, '');
      assert.ok(Math.abs((estimate.samples ?? 0) - 40 * (times - 1)) <= 1, `${estimate.samples} more, expected ${40 * (times - 1)}`);
      const half = observed - bootstrap(Array.from({ length: times }, () => values).flat()).low;
      // The bound of a bootstrap of 2000 resamples is itself uncertain by a few percent of the half.
      assert.ok(Math.abs(half / (observed - limit) - 1) < 0.1, `half ${half}, distance ${observed - limit}`);
    }
  });
}
