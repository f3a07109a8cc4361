/** Equality at a limit, through the criteria as they are written: verdicts of rates are those of the fractions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExternalMetrics, ExternalRow } from '../contracts/external_metrics.ts';
import { distanceToLimit } from '../decide/exactness.ts';
import { readText } from '../io/files.ts';
import { randomStream } from '../stats/random.ts';
import { decimal, fraction, minus } from '../stats/rational.ts';
import { mean } from '../stats/sum.ts';
import { judge, readCriteria } from './judge.ts';

const sanity = { location: 'sanity.yaml', text: readText('criteria/sanity.yaml') };

/** k / n - j / m against hundredths, by whole numbers alone: the sign of n·m·100 times the distance. */
const signOf = (k: number, n: number, j: number, m: number, hundredths: number): number => Math.sign(100 * (k * m - j * n) - hundredths * n * m);

const most = 24;

test(`a difference of rates is on the side of every limit that its fraction is on: all n and m up to ${most}, all counts, limits of hundredths`, () => {
  let wrongByDoubles = 0;
  for (let n = 1; n <= most; n++) {
    for (let m = 1; m <= most; m++) {
      for (let k = 0; k <= n; k++) {
        // Differences repeat; a third of the counts of the other side meets all of them.
        for (let j = k % 3; j <= m; j += 3) {
          const nearest = Math.round(100 * (k / n - j / m));
          for (const hundredths of [nearest - 1, nearest, nearest + 1]) {
            const limit = Number(`${hundredths}e-2`);
            const value = k / n - j / m;
            const exact = minus(fraction({ numerator: k, denominator: n }), fraction({ numerator: j, denominator: m }));
            const expected = signOf(k, n, j, m, hundredths);
            assert.equal(Math.sign(distanceToLimit({ value, exact }, limit)), expected, `${k}/${n} - ${j}/${m} against ${limit}`);
            if (Math.sign(value - limit) !== expected) wrongByDoubles++;
          }
        }
      }
    }
  }
  // The test can fail: rounded numbers do.
  assert.ok(wrongByDoubles > 100, `${wrongByDoubles}`);
});

test(`a single rate is where its fraction is, too: all n up to ${4 * most}`, () => {
  for (let n = 1; n <= 4 * most; n++) {
    for (let k = 0; k <= n; k++) {
      const hundredths = Math.round((100 * k) / n);
      const compared = { value: k / n, exact: fraction({ numerator: k, denominator: n }) };
      assert.equal(Math.sign(distanceToLimit(compared, Number(`${hundredths}e-2`))), signOf(k, n, 0, 1, hundredths), `${k}/${n}`);
    }
  }
});

const row = (metric: string, role: ExternalRow['role'], numerator: number, denominator: number): ExternalRow => ({
  metric,
  role,
  value: numerator / denominator,
  reason: null,
  n: denominator,
  counts: { numerator, denominator },
  origin: 'artefact',
  detail: '',
  who: null,
  why: null,
});

/** Whether the one criterion passes. @param limit as it is written */
function passes(rows: readonly ExternalRow[], better: 'higher' | 'lower', of: string, limit: string): boolean {
  const digest = `sha256:${'0'.repeat(64)}`;
  const subject = { candidate: 'new', checkpoint: null, baseline: 'old' };
  const given: ExternalMetrics = { schemaVersion: 1, kind: 'evidence', name: 'e', digest, subject, inputs: [], rows: [...rows], remarks: [] };
  const criteria = `schema: 1
id: exact
version: 1
measure:
  external_metrics: [{id: rate, title: Rate, unit: share, range: [0, 1], better: ${better}}]
  statistics: {resamples: 100, seed: 1, level: 0.95, minimum_groups: 2}
criteria:
  - {id: limit, metric: rate, where: {corpus: e}, of: ${of}, limit: ${limit}, minimum_n: 1}
`;
  const read = readCriteria({ location: 'c.yaml', text: criteria }, sanity);
  return judge(read, { evaluation: 'test', external: new Map([['e', given]]) }).decision.criteria[0]?.status === 'pass';
}

/** A number that a file states without what it was counted from. */
const stated = (metric: string, role: ExternalRow['role'], value: number): ExternalRow => ({ ...row(metric, role, 1, 1), value, counts: null, n: 9 });
const pair = (make: typeof stated, a: number, b: number) => [make('rate', 'candidate', a), make('rate', 'baseline', b)];
const counted = (a: [number, number], b: [number, number]) => [row('rate', 'candidate', ...a), row('rate', 'baseline', ...b)];

/** Each is equal to its limit, so that it passes whichever side is better. */
const equalToLimit: readonly (readonly [rows: readonly ExternalRow[], of: string, limit: string])[] = [
  [counted([1, 3], [1, 2]), 'candidate', '0.3333333333333333'],
  [counted([2, 3], [1, 2]), 'candidate', '0.6666666666666666'],
  [counted([2, 3], [1, 3]), 'candidate - baseline', '0.3333333333333333'],
  [counted([3, 10], [2, 10]), 'candidate - baseline', '0.1'],
  [counted([1, 10], [3, 10]), 'candidate - baseline', '-0.2'],
  [counted([33, 100], [3, 10]), 'candidate / baseline', '1.1'],
  [counted([2, 9], [1, 3]), 'candidate / baseline', '0.6666666666666666'],
  [pair(stated, 0.3, 0.2), 'candidate - baseline', '0.1'],
  [pair(stated, 0.2, 0.3), 'candidate - baseline', '-0.1'],
  [pair(stated, 0.7, 0.6), 'candidate - baseline', '0.1'],
  [pair(stated, 0.33, 0.3), 'candidate / baseline', '1.1'],
];
for (const [rows, of, limit] of equalToLimit) {
  test(`${of} of ${rows.map(({ value }) => value).join(' and ')} is ${limit}, whichever side is better`, () => {
    for (const better of ['higher', 'lower'] as const) assert.ok(passes(rows, better, of, limit), better);
  });
}

test('a rate that is not its limit is on its side, however near', () => {
  for (const [limit, higher] of [
    ['0.3333', true],
    ['0.3334', false],
    ['0.333333333333333', true],
    ['0.333333333333334', false],
  ] as const) {
    const rows = counted([1, 3], [1, 2]);
    assert.deepEqual([passes(rows, 'higher', 'candidate', limit), passes(rows, 'lower', 'candidate', limit)], [higher, !higher], limit);
  }
});

const seed = 20_261_129;

test(`limits as they are written, in both directions, rates and differences: seed ${seed}`, () => {
  const random = randomStream(seed, 'limits');
  let equal = 0;
  for (let round = 0; round < 400; round++) {
    // Denominators of whose fractions many are decimals.
    const [n, m] = [0, 0].map(() => [10, 20, 25, 40, 50, 7][random.below(6)] as number) as [number, number];
    const [k, j] = [random.below(n + 1), random.below(m + 1)];
    const hundredths = Math.round(100 * (k / n - j / m)) + (random.below(4) === 0 ? 1 - random.below(3) : 0);
    const limit = `${hundredths < 0 ? '-' : ''}${Math.floor(Math.abs(hundredths) / 100)}.${`${Math.abs(hundredths) % 100}`.padStart(2, '0')}`;
    if (Math.abs(hundredths) > 100) continue;
    const sign = signOf(k, n, j, m, hundredths);
    if (sign === 0) equal++;
    const rows = [row('rate', 'candidate', k, n), row('rate', 'baseline', j, m)];
    const told = `${k}/${n} - ${j}/${m} against ${limit}, seed ${seed}, round ${round}`;
    assert.equal(passes(rows, 'higher', 'candidate - baseline', limit), sign >= 0, told);
    assert.equal(passes(rows, 'lower', 'candidate - baseline', limit), sign <= 0, told);
  }
  assert.ok(equal > 100, `${equal} of the limits are met exactly`);
});

test(`a mean of real values is compared as its double, which is off by three units in the last place at most: seed ${seed}`, () => {
  const random = randomStream(seed, 'means');
  for (let round = 0; round < 2_000; round++) {
    const hundredths = Array.from({ length: 1 + random.below(60) }, () => random.below(101));
    const observed = mean(hundredths.map((part) => part / 100)) ?? Number.NaN;
    const exact = hundredths.reduce((sum, part) => sum + part, 0) / (100 * hundredths.length);
    assert.ok(Math.abs(observed - exact) <= 3 * (Number.EPSILON / 2) * Math.max(exact, Number.MIN_VALUE), `round ${round}: ${observed}, ${exact}`);
    assert.equal(distanceToLimit({ value: observed, exact: null }, observed), 0);
    assert.equal(decimal(observed).denominator > 0n, true);
  }
});
