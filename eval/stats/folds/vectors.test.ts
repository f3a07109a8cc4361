import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Measured } from '../../contracts/samples.ts';
import { because, isUndefined } from '../regression/undefined.ts';
import { assertMeasured, type Tolerance, vectorsOf } from '../testing/regression/vectors.ts';
import { signedRankTest } from './exact_tests.ts';
import { outliers } from './outliers.ts';
import { pairedComparison } from './paired.ts';
import { summarize } from './summary.ts';

type Fold = { heldOut: string } & Record<string, number | string>;

function values(rows: readonly Fold[], name: string): Measured[] {
  return rows.map((row) => row[name] as number);
}

interface Aggregate {
  readonly n: number;
  readonly mean: number | null;
  readonly stdDdof1?: number | null;
  readonly stdDdof0: number;
  readonly min: number;
  readonly max: number;
  readonly median: number;
  readonly ci95t: readonly [number, number];
}

type PublishedAggregates = Record<'plcc' | 'srocc' | 'rmse', Aggregate> & { totalRows: number };
const aggregates = vectorsOf<{ folds?: Fold[]; values?: (number | null)[] }, Aggregate | PublishedAggregates>('aggregate');

for (const { id, input, expected, tolerance } of aggregates) {
  if (input.folds !== undefined) test(id, () => publishedAggregates(input.folds as Fold[], expected as PublishedAggregates, tolerance));
  else
    test(id, () =>
      smallAggregate(
        (input.values ?? []).map((value) => value ?? because('constant-prediction')),
        expected as Aggregate,
        tolerance,
      ),
    );
}

function publishedAggregates(folds: readonly Fold[], expected: PublishedAggregates, tolerance: Tolerance): void {
  for (const metric of ['plcc', 'srocc', 'rmse'] as const) {
    const wanted = expected[metric];
    const got = summarize(values(folds, metric), 0.95);
    assert.ok(!isUndefined(got) && !isUndefined(got.sd) && !isUndefined(got.interval));
    assert.equal(got.n, wanted.n);
    assertMeasured(got.mean, wanted.mean, tolerance, `${metric} mean`);
    assertMeasured(got.sd, wanted.stdDdof1 as number, tolerance, `${metric} sd`);
    assertMeasured(got.sd * Math.sqrt((got.n - 1) / got.n), wanted.stdDdof0, tolerance, `${metric} population sd`);
    assertMeasured(got.interval.low, wanted.ci95t[0], tolerance, `${metric} low`);
    assertMeasured(got.interval.high, wanted.ci95t[1], tolerance, `${metric} high`);
    const { median, minimum, maximum, spread } = got;
    assert.deepEqual([median, minimum, maximum, spread], [wanted.median, wanted.min, wanted.max, wanted.max - wanted.min]);
  }
}

function smallAggregate(numbers: readonly Measured[], expected: Aggregate, tolerance: Tolerance): void {
  const got = summarize(numbers, 0.95);
  assert.equal(numbers.length, expected.n);
  if (expected.mean === null) {
    const reason = numbers.length === 0 ? 'too-few-rows' : 'constant-prediction';
    assert.deepEqual(got, { undefined: reason });
  } else {
    assert.ok(!isUndefined(got));
    assertMeasured(got.mean, expected.mean, tolerance, 'mean');
    assertMeasured(got.sd, expected.stdDdof1 as null, tolerance, 'sd', 'too-few-rows');
    assert.deepEqual(got.interval, { undefined: 'too-few-rows' });
  }
}

interface Paired {
  readonly n: number;
  readonly meanDiff: number;
  readonly sdDiff: number;
  readonly t: number | null;
  readonly pT: number | null;
  readonly ci95t?: readonly [number, number];
  readonly cohenDz: number;
  readonly sign: { readonly pos: number; readonly neg: number; readonly zero: number };
  readonly signFlipExactP: number;
  readonly wilcoxon: { readonly statistic: number; readonly pExact: number };
}

for (const { id, input, expected, tolerance } of vectorsOf<{ a: number[]; b: number[] }, Paired>('paired')) {
  test(id, () => {
    const got = pairedComparison(input.a, input.b, 0.95);
    assert.ok(!isUndefined(got) && !isUndefined(got.sd) && !isUndefined(got.interval));
    assert.equal(got.n, expected.n);
    assertMeasured(got.mean, expected.meanDiff, tolerance, 'mean');
    assertMeasured(got.sd, expected.sdDiff, tolerance, 'sd');
    assertMeasured(got.t, expected.t, tolerance, 't', expected.reason);
    assertMeasured(got.tP, expected.pT, tolerance, 'p of t', expected.reason);
    if (expected.ci95t === undefined) return;
    assertMeasured(got.interval.low, expected.ci95t[0], tolerance, 'low');
    assertMeasured(got.interval.high, expected.ci95t[1], tolerance, 'high');
    assertMeasured(got.mean / got.sd, expected.cohenDz, tolerance, 'effect size');
    assert.deepEqual([got.winsA, got.winsB, got.ties], [expected.sign.pos, expected.sign.neg, expected.sign.zero]);
    assertMeasured(got.signFlipP, expected.signFlipExactP, tolerance, 'p of sign flips');
    assertMeasured(got.wilcoxonP, expected.wilcoxon.pExact, tolerance, 'p of ranks');
    const ranked = signedRankTest(input.a.map((value, i) => value - (input.b[i] as number)));
    assert.equal(isUndefined(ranked) || ranked.statistic, expected.wilcoxon.statistic);
  });
}

interface Flags {
  readonly median: number;
  readonly mad: number;
  readonly modifiedZ: Readonly<Record<string, number>>;
  readonly tukeyFences: readonly [number, number];
  readonly tukeyOutliers: readonly string[];
  readonly grubbs: { readonly fold: string; readonly G: number; readonly critical05: number; readonly outlier: boolean };
}

for (const { id, input, expected, tolerance } of vectorsOf<{ folds: string[]; values: number[] }, Flags>('outlier')) {
  test(id, () => {
    const got = outliers(input.values);
    assert.ok(!isUndefined(got) && !isUndefined(got.modifiedZ) && !isUndefined(got.grubbs));
    const { modifiedZ, grubbs, tukey } = got;
    const named = (positions: readonly number[]): (string | undefined)[] => positions.map((i) => input.folds[i]);
    assertMeasured(modifiedZ.median, expected.median, tolerance, 'median');
    assertMeasured(modifiedZ.mad, expected.mad, tolerance, 'median absolute deviation');
    for (const [i, fold] of input.folds.entries()) {
      assertMeasured(modifiedZ.statistics[i] as number, expected.modifiedZ[fold] as number, tolerance, `modified z of ${fold}`);
    }
    const beyond = input.folds.filter((fold) => Math.abs(expected.modifiedZ[fold] as number) > 3.5);
    assert.deepEqual(named(modifiedZ.flagged), beyond);
    assertMeasured(tukey.low, expected.tukeyFences[0], tolerance, 'lower fence');
    assertMeasured(tukey.high, expected.tukeyFences[1], tolerance, 'upper fence');
    assert.deepEqual(named(tukey.flagged), expected.tukeyOutliers);
    assert.equal(input.folds[grubbs.position], expected.grubbs.fold);
    assertMeasured(grubbs.statistic, expected.grubbs.G, tolerance, 'G');
    assertMeasured(grubbs.critical, expected.grubbs.critical05, tolerance, 'critical G');
    assert.deepEqual(named(grubbs.flagged), expected.grubbs.outlier ? [expected.grubbs.fold] : []);
  });
}
