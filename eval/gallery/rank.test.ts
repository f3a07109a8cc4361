import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricsTable } from '../contracts/metrics.ts';
import { InputError } from '../errors/errors.ts';
import { MetricsIndex } from '../table/index.ts';
import { rankingMetric as rankingMetricOf } from './rank.ts';
import { tableOf } from './testing/table.ts';

const samples = [{ id: 'x', candidate: 0.5 }];

const rankingMetric = (one: MetricsTable, asked?: string) => rankingMetricOf(new MetricsIndex(one), asked);

/** The metrics `first`, `second` and `overlap`, of which samples have only the last. */
function table(change: Partial<MetricsTable> = {}): MetricsTable {
  const one = tableOf(samples);
  const definitions = ['first', 'second', 'overlap'].flatMap((id) => one.definitions.map((definition) => ({ ...definition, id })));
  const spread = { corpus: 'a', metric: 'overlap', spread: true, low: 0, high: 1, bins: [], grid: null };
  return { ...one, definitions, distributions: [spread], ...change };
}

test('the metric that is asked for ranks', () => assert.equal(rankingMetric(table(), 'second'), 'second'));

test('else the one that makes a pass', () => assert.equal(rankingMetric(table({ pass: { metric: 'second', at: 1 } })), 'second'));

test('else the first that samples have', () => assert.equal(rankingMetric(table()), 'overlap'));

test('a secondary metric does not rank unasked', () => {
  const definitions = table().definitions.map((definition) => ({ ...definition, secondary: true }));
  assert.equal(rankingMetric(table({ definitions })), undefined);
  assert.equal(rankingMetric(table({ definitions }), 'overlap'), 'overlap');
});

test('without values nothing ranks', () => assert.equal(rankingMetric(table({ distributions: [] })), undefined));

test('EV5401: a metric that nobody computed', () => {
  assert.throws(
    () => rankingMetric(tableOf(samples), 'overlapp'),
    (error) => error instanceof InputError && error.problems[0]?.code === 'EV5401' && error.problems[0].message.includes('nearest: overlap'),
  );
});
