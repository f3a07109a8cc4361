import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Measured } from '../../contracts/samples.ts';
import { assertMeasured, kindsOfVectors, vectorsOf } from '../testing/regression/vectors.ts';
import { pearson, spearman } from './correlation.ts';
import { decomposition } from './decomposition.ts';
import { bias, errorSd, mae, maximumError, rmse } from './errors.ts';
import { kendallTauB } from './kendall.ts';
import { linearMap } from './linear_map.ts';
import type { Numbers } from './pairs.ts';
import { averageRanks } from './ranks.ts';
import { isUndefined } from './undefined.ts';

type Pairs = { readonly pred: readonly number[]; readonly target: readonly number[] };
type Statistic = (predicted: Numbers, target: Numbers) => Measured;

test('every kind of vector is run, here, over folds or by the metrics of series', () => {
  const here = ['ranks', 'plcc', 'srocc', 'krocc', 'error', 'linear-map'];
  const overFolds = ['aggregate', 'paired', 'outlier'];
  const ofSeries = ['clip-level'];
  assert.deepEqual(kindsOfVectors(), new Set([...here, ...overFolds, ...ofSeries]));
});

for (const { id, input, expected } of vectorsOf<{ values: number[] }, { ranks: number[] }>('ranks')) {
  test(id, () => assert.deepEqual([...averageRanks(input.values)], expected.ranks));
}

const correlations: Readonly<Record<string, Statistic>> = { plcc: pearson, srocc: spearman, krocc: kendallTauB };
for (const [kind, correlation] of Object.entries(correlations)) {
  for (const { id, input, expected, tolerance } of vectorsOf<Pairs, { value: number | null }>(kind)) {
    test(id, () => assertMeasured(correlation(input.pred, input.target), expected.value, tolerance, kind, expected.reason));
  }
}

const errors: Readonly<Record<string, Statistic>> = { rmse, mae, bias, maxAbs: maximumError, errorSdDdof1: errorSd };
for (const { id, input, expected, tolerance } of vectorsOf<Pairs, Record<string, number | null>>('error')) {
  test(id, () => {
    const named = Object.entries(errors).filter(([name]) => name in expected);
    assert.ok(named.length > 0);
    for (const [name, statistic] of named) {
      assertMeasured(statistic(input.pred, input.target), expected[name] as number | null, tolerance, name, expected.reason);
    }
  });
}

type MapNumbers = Record<'slope' | 'intercept' | 'rmseRaw' | 'rmseAfterMap' | 'mse' | 'mseBias2' | 'mseScale' | 'mseDecorrelation', number>;
for (const { id, input, expected, tolerance } of vectorsOf<Pairs, MapNumbers>('linear-map')) {
  test(id, () => {
    const map = linearMap(input.pred, input.target);
    const parts = decomposition(input.pred, input.target);
    assert.ok(!isUndefined(map) && !isUndefined(parts));
    const got: Record<keyof MapNumbers, Measured> = {
      slope: map.slope,
      intercept: map.intercept,
      rmseRaw: rmse(input.pred, input.target),
      rmseAfterMap: map.rmse,
      mse: parts.mse,
      mseBias2: parts.bias,
      mseScale: parts.scale,
      mseDecorrelation: parts.scatter,
    };
    for (const name of Object.keys(got) as (keyof MapNumbers)[]) assertMeasured(got[name], expected[name], tolerance, name);
  });
}
