import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricDefinition, MetricsTable } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { sampleValue } from '../table/pairs.ts';
import { Calibrations } from './calibration.ts';
import { distributionsOf, type NumbersOf } from './distributions.ts';
import { CandidateRanking } from './ranking.ts';
import { rangeOfDifference, within } from './within.ts';

const identity = (name: string) => ({ name, kind: 'test', digest: `sha256:${'0'.repeat(64)}`, checkpoint: null, config: {} });

function definition(id: string, more: Partial<MetricDefinition> = {}): MetricDefinition {
  const base = {
    id,
    version: 1,
    title: id,
    summary: '',
    unit: '',
    range: [0, 1],
    better: 'higher',
    secondary: false,
    undefinedWhen: 'never',
  } as const;
  return { ...base, range: [...base.range], ...more };
}

type Table = Pick<MetricsTable, 'backends' | 'corpora' | 'definitions' | 'pass'>;

function tableOf(definitions: MetricDefinition[], pass: MetricsTable['pass'] = null): Table {
  const backends = (['candidate', 'baseline', 'reference'] as const).map((role) => ({ role, identity: identity(role) }));
  return { backends, corpora: [{ name: 'pots' } as MetricsTable['corpora'][number]], definitions, pass };
}

type Numbers = Readonly<Record<string, number | { readonly undefined: string }>>;

function pairOf(id: string, candidate: Numbers, baseline: Numbers = {}, more: Partial<PairRow> = {}): PairRow {
  return { corpus: 'pots', id, group: id, slices: {}, status: {}, values: { candidate: { ...candidate }, baseline: { ...baseline } }, ...more };
}

const numbersIn =
  (pairs: readonly PairRow[]): NumbersOf =>
  (_, backend, metric) =>
    Float64Array.from(pairs, (pair) => sampleValue(pair, { name: backend }, metric) ?? Number.NaN);

function withAll<T extends { add(pair: PairRow): void }>(counted: T, pairs: readonly PairRow[]): T {
  for (const pair of pairs) counted.add(pair);
  return counted;
}

test('samples are counted in twenty bins of the range, its ends in the first and in the last', () => {
  const pairs = [0, 0.049, 0.05, 0.5, 1].map((iou, i) => pairOf(`s${i}`, { iou }, { iou: 0.99 }));
  const [found] = distributionsOf(tableOf([definition('iou')]), numbersIn(pairs));
  assert.deepEqual([found?.low, found?.high, found?.spread, found?.grid], [0, 1, true, null]);
  const [candidate, baseline] = found?.bins.map(({ samples }) => samples) ?? [];
  assert.deepEqual(candidate, [2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  assert.deepEqual(baseline, [...Array.from({ length: 19 }, () => 0), 5]);
  assert.deepEqual(
    found?.bins.map(({ role }) => role),
    ['candidate', 'baseline'],
  );
});

test('an open range ends where the values do; samples without a value are in no bin', () => {
  const pairs = [pairOf('a', { error: 3 }, { error: { undefined: 'failed' } }), pairOf('b', { error: 7 }, {})];
  const [found] = distributionsOf(tableOf([definition('error', { range: [null, null], better: 'lower' })]), numbersIn(pairs));
  assert.deepEqual([found?.low, found?.high], [3, 7]);
  assert.deepEqual(
    found?.bins.map(({ samples }) => samples.reduce((a, b) => a + b)),
    [2, 0],
  );
});

test('what is 0 or 1 does not spread; what nobody judges and what has no value is left out', () => {
  const table = tableOf([definition('pass'), definition('aside', { secondary: true }), definition('gone')]);
  const found = distributionsOf(table, numbersIn([pairOf('a', { pass: 0, aside: 0.5 }, { pass: 1 })]));
  assert.deepEqual(
    found.map(({ metric, spread }) => [metric, spread]),
    [['pass', false]],
  );
});

test('more samples than can be drawn are counted in a grid, none of them lost', () => {
  const pairs = Array.from({ length: 2000 }, (_, i) => pairOf(`s${i}`, { iou: (i % 48) / 48 + 0.001 }, { iou: i % 2 }));
  const grid = distributionsOf(tableOf([definition('iou')]), numbersIn(pairs))[0]?.grid;
  assert.equal(
    grid?.counts.reduce((total, { n }) => total + n, 0),
    2000,
  );
  assert.deepEqual(grid?.counts[0], { baseline: 0, candidate: 0, n: 42 });
  assert.ok(grid?.counts.every(({ baseline, candidate }) => (baseline === 0 || baseline === 47) && candidate % 2 === (baseline === 0 ? 0 : 1)));
});

test('confidence is held against the share that passes, equality passing', () => {
  const pairs = [
    pairOf('a', { iou: 0.5 }, {}, { confidence: { candidate: 0.9 } }),
    pairOf('b', { iou: 0.4 }, {}, { confidence: { candidate: 1 } }),
    pairOf('c', { iou: 0.9 }, {}, { confidence: { candidate: 0.2 } }),
  ];
  assert.deepEqual(withAll(new Calibrations(tableOf([definition('iou')], { metric: 'iou', at: 0.5 })), pairs).rows, [
    {
      corpus: 'pots',
      backend: 'candidate',
      role: 'candidate',
      metric: null,
      bins: [
        { low: 0.2, high: 0.3, n: 1, confidence: 0.2, reached: 1 },
        { low: 0.9, high: 1, n: 2, confidence: 0.95, reached: 0.5 },
      ],
    },
  ]);
});

test('without a limit for a pass, confidence is held against the mean of each metric', () => {
  const pairs = [pairOf('a', { iou: 0.5, error: 4 }, {}, { confidence: { candidate: 0.5 } })];
  const found = withAll(new Calibrations(tableOf([definition('iou'), definition('error', { range: [0, null] })])), pairs).rows;
  assert.deepEqual(
    found.map(({ metric, bins }) => [metric, bins[0]?.reached]),
    [
      ['iou', 0.5],
      ['error', 4],
    ],
  );
});

test('the worst samples: failures first, then by the direction of the metric, equal values of one rank', () => {
  const pairs = [
    pairOf('d', { error: 1 }),
    pairOf('c', { error: 9 }),
    pairOf('b', { error: 9 }),
    pairOf('a', { error: 0 }, {}, { status: { candidate: 'failed' }, reasons: { candidate: 'crashed' } }),
    pairOf('e', {}),
  ];
  const { found } = withAll(new CandidateRanking(tableOf([definition('error', { better: 'lower' })])), pairs);
  assert.deepEqual(
    found?.samples.map(({ id, rank, failure }) => [id, rank, failure]),
    [
      ['a', 1, 'crashed'],
      ['b', 2, null],
      ['c', 2, null],
      ['d', 4, null],
    ],
  );
  assert.deepEqual([found?.metric, found?.unranked], ['error', 1]);
  assert.deepEqual(found?.samples[1]?.values, { error: 9 });
});

test('at most twenty are named; nothing is ranked where nothing has a value', () => {
  const many = Array.from({ length: 50 }, (_, i) => pairOf(`s${i}`, { iou: i / 50 }));
  assert.equal(withAll(new CandidateRanking(tableOf([definition('iou')])), many).found?.samples.length, 20);
  assert.equal(withAll(new CandidateRanking(tableOf([definition('iou')])), [pairOf('a', {})]).found, null);
});

test('an interval does not reach beyond what its number can be', () => {
  assert.deepEqual(within({ low: 0.94, high: 1.02 }, [-1, 1]), { low: 0.94, high: 1 });
  assert.deepEqual(within({ low: -0.1, high: 7 }, [0, null]), { low: 0, high: 7 });
  assert.deepEqual(within({ low: -2.4, high: 0.3 }, rangeOfDifference([-1, 1])), { low: -2, high: 0.3 });
  assert.deepEqual(rangeOfDifference([0, null]), [null, null]);
});
