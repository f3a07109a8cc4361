import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reaches } from './columns.ts';
import { at } from './items.ts';
import { columnsOf, failed, measuredIn, measureOf, sampleMetrics, scored } from './testing/build.ts';

test('a limit is reached from the better side, and by equality from both', () => {
  const limit = 0.5;
  const cases = [0.4, limit, 0.6].map((value) => [reaches(value, limit, 'higher'), reaches(value, limit, 'lower')]);
  assert.deepEqual(cases, [
    [false, true],
    [true, true],
    [true, false],
  ]);
});

const rows = [scored('a', [10, 20, 40]), failed('b', 60), scored('c', [0, 0, 5]), scored('d', [0, 5, 0])];
const columnFor = (id: string) =>
  at(
    columnsOf(
      sampleMetrics.flatMap((metric) => (metric.id === id ? [{ metric, part: null }] : [])),
      rows,
      measureOf().measure,
    ),
    0,
  );
/** Sums over each group of the samples that count, each in its own. */
const sumsOf = (column: ReturnType<typeof columnFor>): number[][] => {
  const { part } = column.summing.byGroup([0, 1, 2, 3].filter(column.counts), Int32Array.of(0, 1, 2, 3));
  assert.ok('numerators' in part);
  return [[...part.numerators], [...part.denominators]];
};

test('a mean adds up values and counts samples', () => {
  const column = columnFor('mask_recall');
  assert.deepEqual(measuredIn(column), [0.25, 0, 0, { undefined: 'the truth is empty' }]);
  assert.deepEqual(sumsOf(column), [
    [0.25, 0, 0],
    [1, 1, 1],
  ]);
  assert.deepEqual([0, 1, 2, 3].map(column.counts), [true, true, true, false]);
  assert.equal(column.summing.over([0, 1, 2]), 0.25 / 3);
});

test('a pooled metric adds up its two counts where it is defined', () => {
  const column = columnFor('mask_recall_pooled');
  assert.deepEqual(sumsOf(column), [
    [10, 0, 0],
    [40, 60, 5],
  ]);
  assert.equal(column.summing.over([0, 1, 2]), 10 / 105);
});

test('an aggregate of nothing is undefined', () => {
  for (const id of ['mask_recall', 'mask_recall_pooled'])
    assert.deepEqual(columnFor(id).summing.over([]), { undefined: 'there is nothing to divide by' });
});
