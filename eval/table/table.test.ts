import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricDefinition } from '../contracts/metrics.ts';
import { comparatorOf, direction, isBetter } from './direction.ts';
import { leadingMetric } from './leading.ts';
import { isIn, subsetKey } from './subsets.ts';
import { unitOf } from './units.ts';

const metric = (id: string, secondary = false): MetricDefinition => {
  return { id, version: 1, title: id, summary: '', unit: '', range: [null, null], better: 'lower', secondary, undefinedWhen: 'never' };
};

test('the direction of a metric turns differences and limits, never zero', () => {
  const [more, less] = [{ better: 'higher' }, { better: 'lower' }] as const;
  assert.deepEqual([direction(more), direction(less), comparatorOf(more), comparatorOf(less)], [1, -1, '>=', '<=']);
  assert.deepEqual([isBetter(0.1, more), isBetter(0.1, less), isBetter(-0.1, less)], [true, false, true]);
  assert.deepEqual([isBetter(0, more), isBetter(0, less)], [false, false]);
});

test('the first preferred metric leads, else the first that may be judged', () => {
  const all = [metric('aside', true), metric('first'), metric('second')];
  assert.equal(leadingMetric(all, ['gone', 'second', 'first'])?.id, 'second');
  assert.equal(leadingMetric(all, [undefined])?.id, 'first');
  assert.equal(leadingMetric([metric('aside', true)], [])?.id, undefined);
});

test('subsets of one corpus have keys of their own, also where names look alike', () => {
  const whole = { corpus: 'a', slice: null };
  const slice = { corpus: 'a', slice: { dimension: 'across', value: 'b' } };
  const keys = [whole, slice, { ...whole, across: 'b' }, { corpus: 'b', slice: null }].map(subsetKey);
  assert.equal(new Set(keys).size, 4);
  const sample = { corpus: 'a', slices: { across: ['b', 'c'] } };
  assert.deepEqual(
    [isIn(sample, whole), isIn(sample, slice), isIn({ ...sample, corpus: 'b' }, slice), isIn({ ...sample, slices: {} }, slice)],
    [true, true, false, false],
  );
});

test('what n counts', () => {
  const index = { isExternal: (corpus: string) => corpus === 'scorecard' };
  assert.equal(unitOf({ corpus: 'clips', slice: null }, index).many, 'samples');
  assert.equal(unitOf({ corpus: 'scorecard', slice: null }, index).many, 'observations');
  assert.equal(unitOf({ corpus: 'clips', slice: null, across: 'source' }, index).one, 'value of source');
});
