import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AcrossRow, ComparisonRow } from '../contracts/metrics.ts';
import { type AcrossGroup, aboutComparisons, acrossGroups, meanAndDeviation, outlierSentences, readComparison, sizeSentence } from './across.ts';
import { changed, fixture, viewOf } from './testing/fixture.ts';
import type { View } from './view.ts';

const view = viewOf(fixture('series'));

function groupOf(from: View): AcrossGroup {
  const [group] = acrossGroups(from);
  assert.ok(group);
  return group;
}

function sentences(metric: string, from = view): string[] {
  const definition = from.definition(metric);
  assert.ok(definition);
  return outlierSentences(from, groupOf(from), definition);
}

test('a group is a dimension of a corpus; the metrics of most concern come first, secondary ones are left out', () => {
  const group = groupOf(view);
  assert.deepEqual([group.corpus, group.dimension], ['clips', 'source']);
  assert.deepEqual(group.values, ['bridge', 'ferry', 'fox', 'garden', 'market', 'night', 'rain']);
  assert.deepEqual(
    group.metrics.map(({ id }) => id),
    ['rmse', 'plcc', 'pass_rate', 'mse_bias'],
  );
  assert.deepEqual(
    group.backends.map(({ name }) => name),
    ['mlp_small', 'linear', 'mlp_medium'],
  );
  assert.deepEqual(acrossGroups(viewOf(fixture())), []);
});

const comparison: ComparisonRow = {
  ...{ a: 'mlp_small', b: 'linear', corpus: 'clips', dimension: 'source', metric: 'plcc', n: 7 },
  ...{
    difference: 0.1,
    sd: 0.1,
    interval: null,
    signFlip: 0.01,
    wilcoxon: 0.01,
    t: 0.01,
    holm: 0.05,
    better: 7,
    worse: 0,
    equal: 0,
    apart: 'a',
    alpha: 0.05,
    smallestP: 0.016,
    reason: null,
  },
};

for (const [name, change, expected] of [
  ['the first is better', {}, 'told apart: mlp_small is better'],
  ['the second is better', { apart: 'b' }, 'told apart: linear is better'],
  ['p beyond the level', { apart: null }, 'not told apart'],
  ['a missing value', { difference: null, holm: null, reason: 'rain: failed' }, 'not compared: rain: failed'],
] as const) {
  test(`${name}: ${expected}`, () => assert.equal(readComparison({ ...comparison, ...change }), expected));
}

test('so few values that no p can be small are called that', () => {
  const group = groupOf(view);
  assert.doesNotMatch(aboutComparisons(group), /smallest/);
  assert.match(
    aboutComparisons({ ...group, values: ['a', 'b', 'c', 'd'], comparisons: [{ ...comparison, smallestP: 0.125 }] }),
    /With 4 values of source the smallest possible p is 0\.125: no two backends/,
  );
});

test('an outlier is named with its rules, for whom, for whom not, and the mean without it', () => {
  assert.equal(
    sentences('plcc')[0],
    'fox is an outlier of PLCC for mlp_small (by modified z, Grubbs and Tukey; mean 0.974, without it 0.989), not for linear and mlp_medium.',
  );
});

test('no outlier is said too; where nothing was measured nothing is', () => {
  const change = (act: (row: AcrossRow) => void) => viewOf(changed(({ metrics }) => metrics.across.forEach(act), 'series'));
  const even = change((row) => {
    for (const entry of row.influence) entry.outlier = [];
  });
  assert.deepEqual(sentences('rmse', even), ['No value of source is an outlier of RMSE by any rule.']);
  assert.deepEqual(
    sentences(
      'rmse',
      change((row) => {
        row.influence = [];
      }),
    ),
    [],
  );
});

test('means with their deviations', () => {
  const row = { mean: 0.97179, sd: 0.0682 } as AcrossRow;
  assert.equal(meanAndDeviation(row), '0.972 ± 0.068');
  assert.equal(meanAndDeviation({ ...row, sd: null }), '0.972');
  assert.equal(meanAndDeviation({ ...row, mean: null, sd: null }), '–');
});

test('sizes of those backends that have one', () => {
  const group = groupOf(view);
  assert.equal(
    sizeSentence({ ...group, backends: group.backends.slice(0, 2) }),
    'Sizes: mlp_small 257 parameters, 2.3 kB; linear 7 parameters, 412 B.',
  );
  assert.equal(sizeSentence({ ...group, backends: group.backends.map(({ size: _size, ...identity }) => identity) }), '');
});
