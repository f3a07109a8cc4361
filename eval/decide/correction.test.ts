/** Holm's correction over the places of one criterion. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Interval } from '../contracts/metrics.ts';
import { correctedPlaces, type Place } from './correction.ts';
import type { Limit } from './limits.ts';
import { run } from './run.ts';
import { type CriterionText, classes, deltaOf, inClass, intervalOf, policyOf, tableOf } from './testing/table.ts';

const atLeast = (value: number): Limit => ({ value, side: 1 });
/** z standard errors of 1 / 1.96 above a limit of 0. */
const placeOf = (z: number, more: Partial<Interval> = {}): Place => {
  const observed = z / 1.959963984540054;
  return { observed, interval: { ...intervalOf(observed - 1, observed + 1), ...more } };
};

/** z and two-sided p, by SciPy 1.17: 2 * stats.norm.sf(z). */
const vector: readonly (readonly [z: number, p: number])[] = [
  [3.2, 0.0013742758758316942],
  [2.6, 0.009322376047437493],
  [2.1, 0.035728841125633085],
  [0.5, 0.6170750774519738],
  [0.92, 0.35757275922874343],
];
/** Of these, `multipletests(p, method='holm')` of statsmodels 0.14. */
const adjustedBy: readonly number[] = [0.006871379379158471, 0.037289504189749974, 0.10718652337689925, 0.7151455184574869, 0.7151455184574869];

test('p values and their correction are those of the reference', () => {
  const got = correctedPlaces(
    vector.map(([z]) => placeOf(z)),
    [atLeast(0)],
  );
  got.forEach(({ correction: { p, adjusted, places } }, i) => {
    assert.equal(places, 5);
    assert.ok(Math.abs(p - (vector[i]?.[1] ?? 0)) < 1e-9, `p of ${i}: ${p}`);
    assert.ok(Math.abs(adjusted - (adjustedBy[i] ?? 0)) < 1e-9, `adjusted of ${i}: ${adjusted}`);
  });
});

test('an interval reaches over the limit exactly where the corrected p is above 0.05', () => {
  for (let k = 1; k <= 200; k++) {
    const zs = [3.5 - k / 100, 2.9 - k / 90, -2.2 - k / 150, k / 70, 1.9];
    const got = correctedPlaces(
      zs.map((z) => placeOf(z)),
      [atLeast(0)],
    );
    for (const { interval, correction } of got) assert.equal(interval.low <= 0 && interval.high >= 0, correction.adjusted > 0.05, `k ${k}`);
  }
});

test('one place is not corrected, and a value at its limit is never decided', () => {
  const [alone] = correctedPlaces([placeOf(2)], [atLeast(0)]);
  const { level, low } = alone?.interval ?? { level: 0, low: 0 };
  assert.ok(Math.abs(level - 0.95) < 1e-12 && Math.abs(low - (2 / 1.959963984540054 - 1)) < 1e-9);
  assert.equal(alone?.correction.adjusted, alone?.correction.p);
  const [at] = correctedPlaces([placeOf(0)], [atLeast(0)]);
  assert.equal(at?.correction.p, 1);
});

test('few groups have the tails of Student', () => {
  const [[normal], [student]] = [{}, { method: 'group-bootstrap-expanded-percentile', groups: 6 }].map((more) =>
    correctedPlaces([placeOf(4, { ...more, resamples: 100_000 }), placeOf(4, { ...more, resamples: 100_000 })], [atLeast(0)]),
  ) as [ReturnType<typeof correctedPlaces>, ReturnType<typeof correctedPlaces>];
  assert.ok((student?.correction.p ?? 0) > 10 * (normal?.correction.p ?? 1));
});

const each: CriterionText = {
  id: 'each',
  metric: 'mask_iou',
  where: { corpus: 'flagged', each: 'failure_class' },
  of: 'candidate - baseline',
  holds: 'interval',
  limit: 0,
  minimum_n: 3,
};
const deltas = classes.map((name, i) =>
  deltaOf(inClass(name), 'mask_iou', [0.3, 0.2, 0.11, -0.11][i] ?? 0, 9, {
    interval: intervalOf(([0.3, 0.2, 0.11, -0.11][i] ?? 0) - 0.1, ([0.3, 0.2, 0.11, -0.11][i] ?? 0) + 0.1),
    intervalReason: null,
  }),
);

test('places that one of several intervals decides by chance are inconclusive, in both directions', () => {
  const statuses = (criterion: CriterionText) =>
    run({ metrics: tableOf({ deltas }), policy: policyOf([criterion]) }).criteria.map(({ status }) => status);
  assert.deepEqual(statuses(each), ['pass', 'pass', 'pass', 'fail']);
  assert.deepEqual(statuses({ ...each, correction: 'holm' }), ['pass', 'pass', 'inconclusive', 'inconclusive']);
});

test('the result says what the correction is over, and the sentence too', () => {
  const [first] = run({
    metrics: tableOf({ deltas: deltas.slice(0, 2) }),
    policy: policyOf([{ ...each, correction: 'holm', missing: 'not_applicable' }]),
  }).criteria;
  assert.equal(first?.correction?.places, 2, 'places without evidence are not counted');
  assert.match(
    first.reason,
    /within its 97\.5 % interval; no fall is allowed \(9 samples\); p 0\.0010, 0\.0020 after Holm's correction over 2 places$/,
  );
});

test('resamples that are too few for so many places decide nothing', () => {
  const clear = (resamples: number) => correctedPlaces(Array(20).fill(placeOf(9, { resamples })), [atLeast(0)])[0];
  assert.equal(clear(798)?.resamplesNeeded, 799);
  assert.deepEqual([clear(799)?.resamplesNeeded, clear(799)?.correction.adjusted], [undefined, 0.05]);
  const few = deltas.slice(0, 3).map((row) => ({ ...row, interval: { ...intervalOf(0.2, 0.4), resamples: 100 } }));
  const [first] = run({
    metrics: tableOf({ deltas: few }),
    policy: policyOf([{ ...each, correction: 'holm', missing: 'not_applicable' }]),
  }).criteria;
  assert.equal(first?.status, 'inconclusive');
  assert.match(first.reason, /; inconclusive: the resamples are too few to tell a p that small; statistics\.resamples of at least 119 can$/);
});

test('the p of a correlation is taken on the scale of its interval', () => {
  const interval = { ...intervalOf(Math.tanh(0.3), Math.tanh(1.7)), method: 'group-jackknife-fisher-z', df: 12 };
  const pOf = (limit: number, observed = Math.tanh(1)): number => correctedPlaces([{ observed, interval }], [atLeast(limit)])[0]?.correction.p ?? -1;
  assert.ok(Math.abs(pOf(interval.low) - 0.05) < 1e-9 && Math.abs(pOf(interval.high) - 0.05) < 1e-9);
  // Among others it is wider, and stays between -1 and 1.
  const [wide] = correctedPlaces(Array(20).fill({ observed: Math.tanh(1), interval }), [atLeast(interval.low)]);
  assert.ok(wide && wide.interval.low < interval.low && wide.interval.high > interval.high && wide.interval.high < 1);
});
