import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Measured } from '../../contracts/samples.ts';
import { assertMeasured, kindsOfVectors, vectorsOf } from '../testing/regression/vectors.ts';
import { calibration } from './calibration.ts';
import { clipMeans } from './clip_means.ts';
import { pearson, spearman } from './correlation.ts';
import { decomposition } from './decomposition.ts';
import { bias, errorSd, mae, maximumError, rmse } from './errors.ts';
import { correlationInterval } from './fisher.ts';
import { kendallTauB } from './kendall.ts';
import { linearMap } from './linear_map.ts';
import type { Numbers } from './pairs.ts';
import { averageRanks } from './ranks.ts';
import { isUndefined } from './undefined.ts';

type Pairs = { readonly pred: readonly number[]; readonly target: readonly number[] };
type Statistic = (predicted: Numbers, target: Numbers) => Measured;

test('every kind of vector is run, here or over folds', () => {
  const here = ['ranks', 'plcc', 'srocc', 'krocc', 'error', 'linear-map', 'calibration', 'clip-level', 'correlation-ci'];
  const overFolds = ['aggregate', 'table-consistency', 'paired', 'outlier', 'claim'];
  assert.deepEqual(kindsOfVectors(), new Set([...here, ...overFolds]));
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

type Bin = { lo: number; hi: number; n: number; meanPred: number | null; meanTarget: number | null; gap: number | null };
type Calibrated = { bins: Bin[]; meanAbsGapWeighted: number; outside: number };
for (const { id, input, expected, tolerance } of vectorsOf<Pairs & { edges: number[] }, Calibrated>('calibration')) {
  test(id, () => {
    const got = calibration(input.pred, input.target, input.edges);
    assert.ok(!isUndefined(got));
    assert.equal(got.outside, expected.outside);
    assertMeasured(got.meanAbsoluteGap, expected.meanAbsGapWeighted, tolerance, 'mean absolute gap');
    assert.deepEqual(
      got.bins.map(({ low, high, n }) => [low, high, n]),
      expected.bins.map(({ lo, hi, n }) => [lo, hi, n]),
    );
    for (const [i, { meanPredicted, meanTarget, gap }] of got.bins.entries()) {
      const bin = expected.bins[i] as Bin;
      assertMeasured(meanPredicted, bin.meanPred, tolerance, `bin ${i} mean prediction`, 'too-few-rows');
      assertMeasured(meanTarget, bin.meanTarget, tolerance, `bin ${i} mean target`, 'too-few-rows');
      assertMeasured(gap, bin.gap, tolerance, `bin ${i} gap`, 'too-few-rows');
    }
  });
}

type Clips = { clips: string[]; meanPred: number[]; meanTarget: number[]; plcc: number; srocc: number; rmse: number; framePlcc: number };
for (const { id, input, expected, tolerance } of vectorsOf<Pairs & { clip: string[] }, Clips>('clip-level')) {
  test(id, () => {
    const got = clipMeans(input.clip, input.pred, input.target);
    assert.ok(!isUndefined(got));
    assert.deepEqual(got.clips, expected.clips);
    for (const i of got.clips.keys()) {
      assertMeasured(got.predicted[i] as number, expected.meanPred[i] as number, tolerance, `clip ${i} prediction`);
      assertMeasured(got.target[i] as number, expected.meanTarget[i] as number, tolerance, `clip ${i} target`);
    }
    assertMeasured(pearson(got.predicted, got.target), expected.plcc, tolerance, 'plcc');
    assertMeasured(spearman(got.predicted, got.target), expected.srocc, tolerance, 'srocc');
    assertMeasured(rmse(got.predicted, got.target), expected.rmse, tolerance, 'rmse');
    assertMeasured(pearson(input.pred, input.target), expected.framePlcc, tolerance, 'plcc over frames');
  });
}

for (const { id, input, expected, tolerance } of vectorsOf<{ r: number; n: number }, { ci95: [number, number] | null }>('correlation-ci')) {
  test(id, () => {
    const got = correlationInterval(input.r, input.n, 0.95);
    const [low, high] = isUndefined(got) ? [got, got] : [got.low, got.high];
    assertMeasured(low, expected.ci95?.[0] ?? null, tolerance, 'low', expected.reason);
    assertMeasured(high, expected.ci95?.[1] ?? null, tolerance, 'high', expected.reason);
  });
}
