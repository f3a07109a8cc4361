import assert from 'node:assert/strict';
import { test } from 'node:test';
import { predictOne } from '../backends/each.ts';
import { foldRegressor } from '../backends/fold_regressor.ts';
import { clipFeatures, clipFolds, clipSources, expectedClips, readClips } from '../backends/testing/clips.ts';
import type { SliceRow, Truth } from '../contracts/corpus.ts';
import { InputError } from '../errors/errors.ts';
import { pearson } from '../stats/regression/correlation.ts';
import { rmse } from '../stats/regression/errors.ts';
import { leastSquares, valueAt } from './least_squares.ts';
import { type NaiveInput, run } from './run.ts';

const clips = readClips();
const given: NaiveInput = {
  kind: 'linear',
  config: {},
  corpus: undefined,
  truth: clips.map(({ sample, targets }) => ({ id: sample.id, truth: { kind: 'series', values: [...targets] } })),
  slices: clips.map(({ sample }) => sliceRow(sample.id, sample.source)),
  inputs: clips.map(({ sample }) => sample),
};

function sliceRow(id: string, group: string): SliceRow {
  return { id, group, slices: {}, notes: [], image: null, sha256: null };
}

function valuesById(input: NaiveInput): Map<string, readonly number[]> {
  return new Map(run(input).map((row) => [row.id, 'values' in row ? row.values : []]));
}
const values = valuesById(given);

test('the numbers of the least-squares models that NumPy made', async () => {
  const predictor = await foldRegressor.open({ features: clipFeatures }, clipFolds('linear_ols'), { corpus: 'clips', samples: given.inputs });
  for (const { sample } of clips) {
    const outcome = await predictOne(predictor, sample);
    assert.ok('prediction' in outcome && outcome.prediction.kind === 'series');
    const own = values.get(sample.id) ?? [];
    assert.equal(own.length, sample.rows.length);
    for (const [i, value] of outcome.prediction.values.entries())
      assert.ok(Math.abs(value - (own[i] as number)) <= 1e-4, `${sample.id} ${i}: ${own[i]}, ${value}`);
  }
  await predictor.close();
});

test('errors of each source as NumPy has them for its models', () => {
  for (const source of clipSources) {
    const own = clips.filter(({ sample }) => sample.source === source);
    const predicted = own.flatMap(({ sample }) => [...(values.get(sample.id) ?? [])]);
    const target = own.flatMap(({ targets }) => targets);
    const wanted = expectedClips['linear_ols']?.perFold[source] ?? assert.fail();
    assert.ok(Math.abs((rmse(predicted, target) as number) - wanted.rmse) < 1e-4, source);
    assert.ok(Math.abs((pearson(predicted, target) as number) - wanted.plcc) < 1e-6, source);
  }
});

test('the targets of a group have no part in its own numbers', () => {
  const spoilt = {
    ...given,
    truth: given.truth.map((row) =>
      row.id.startsWith('Aurora') ? { ...row, truth: { kind: 'series' as const, values: Array(24).fill(-1e6) } } : row,
    ),
  };
  const other = valuesById(spoilt);
  for (const [id, list] of values) assert.equal(JSON.stringify(other.get(id)) === JSON.stringify(list), id.startsWith('Aurora'), id);
});

test('one group has no others to fit to', () => {
  const [first] = clips;
  assert.ok(first !== undefined);
  const { id } = first.sample;
  const alone = { ...given, truth: given.truth.filter((row) => row.id === id), slices: [sliceRow(id, 'Aurora')] };
  assert.deepEqual(run(alone), [{ id, failed: 'there is no other group to fit to' }]);
});

test('each group is fitted to exactly the samples of the others', () => {
  // The case folds-loso-basic: which samples are tested, and which trained on.
  const groups = ['a', 'b', 'a', 'c', 'b', 'a'];
  const folds = [
    { test: [0, 2, 5], train: [1, 3, 4] },
    { test: [1, 4], train: [0, 2, 3, 5] },
    { test: [3], train: [0, 1, 2, 4, 5] },
  ];
  const rows = groups.map((_, i) => [[i ** 2], [3 * i + 1]]);
  const targets = groups.map((_, i) => [5 * i, 7 - i ** 3]);
  const found = run({
    ...given,
    truth: groups.map((_, i) => ({ id: `${i}`, truth: { kind: 'series', values: targets[i] ?? [] } })),
    slices: groups.map((group, i) => sliceRow(`${i}`, group)),
    inputs: groups.map((source, i) => ({ kind: 'features', id: `${i}`, sha256: '', source, names: ['f'], rows: rows[i] ?? [] })),
  });
  for (const { test: tested, train } of folds) {
    const plane = leastSquares(
      train.flatMap((i) => rows[i] ?? []),
      train.flatMap((i) => targets[i] ?? []),
    );
    for (const i of tested) assert.deepEqual(found[i], { id: `${i}`, values: rows[i]?.map((row) => valueAt(plane, row)) });
  }
});

test('samples that are no clips are refused', () => {
  const [first] = clips;
  assert.ok(first !== undefined);
  const { id } = first.sample;
  const refuse = (truth: Truth, inputs: NaiveInput['inputs']) => () => run({ ...given, truth: [{ id, truth }], slices: [sliceRow(id, 'a')], inputs });
  const code = (wanted: string) => (error: unknown) =>
    error instanceof InputError && error.problems.every((problem) => problem.code === wanted && problem.location === id);
  const series: Truth = { kind: 'series', values: [1, 2] };
  assert.throws(refuse(series, []), code('EV3020'));
  assert.throws(refuse(series, [first.sample]), code('EV4012'));
  assert.throws(refuse({ kind: 'json', type: 'x', value: 1 }, [first.sample]), code('EV4012'));
});

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

test('a plane is found again, whatever the scales of its features', () => {
  for (const seed of [3, 4, 5]) {
    const random = generator(seed);
    const scales = [1e-6, 1, 1e7];
    const rows = Array.from({ length: 40 }, () => scales.map((scale) => scale * (3 + random())));
    const plane = { weights: [2e6, -1, 3e-7], intercept: 5 };
    const found = leastSquares(
      rows,
      rows.map((row) => valueAt(plane, row)),
    );
    for (const row of rows) assert.ok(Math.abs(valueAt(found, row) - valueAt(plane, row)) < 1e-9, `seed ${seed}`);
    for (const [j, weight] of plane.weights.entries()) assert.ok(Math.abs((found.weights[j] as number) / weight - 1) < 1e-8, `seed ${seed}`);
  }
});

test('errors of the fit are orthogonal to every feature', () => {
  for (const seed of [6, 7]) {
    const random = generator(seed);
    const rows = Array.from({ length: 30 }, () => [random(), random(), random()]);
    const targets = rows.map(() => random());
    const plane = leastSquares(rows, targets);
    const errors = rows.map((row, i) => valueAt(plane, row) - (targets[i] as number));
    for (const column of [() => 1, ...[0, 1, 2].map((j) => (row: number[]) => row[j] as number)]) {
      const product = errors.reduce((total, error, i) => total + error * column(rows[i] as number[]), 0);
      assert.ok(Math.abs(product) < 1e-12, `seed ${seed}: ${product}`);
    }
  }
});

test('features that add nothing get no weight', () => {
  const rows = [
    [1, 2, 7, 3],
    [2, 1, 7, 3],
    [3, 5, 7, 8],
    [4, 4, 7, 8],
  ];
  // The third is constant, the fourth the sum of the first two.
  const targets = [4, 5, 11, 12];
  const plane = leastSquares(rows, targets);
  assert.equal(plane.weights[2], 0);
  assert.equal(plane.weights.filter((weight) => weight === 0).length, 2);
  for (const [i, row] of rows.entries()) assert.ok(Math.abs(valueAt(plane, row) - (targets[i] as number)) < 1e-12);
  assert.deepEqual(leastSquares([[5]], [3]), { weights: [0], intercept: 3 });
  assert.deepEqual(leastSquares([[0], [1], [2]], [1, 3, 5]), { weights: [2], intercept: 1 });
});
