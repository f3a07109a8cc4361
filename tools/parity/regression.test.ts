/**
 * Leave-one-source-out statistics against NumPy and SciPy: every number of loso-fixture/expected.json and of
 * vmaf-loso/real-loso/expected.json, recomputed from the stored predictions; and the sentences and aggregates that were
 * published about a table of folds, against that table.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Measured } from '../../eval/contracts/samples.ts';
import { signedRankTest } from '../../eval/stats/folds/exact_tests.ts';
import { holm } from '../../eval/stats/folds/holm.ts';
import { jackknife } from '../../eval/stats/folds/jackknife.ts';
import { outliers } from '../../eval/stats/folds/outliers.ts';
import { type PairedComparison, pairedComparison } from '../../eval/stats/folds/paired.ts';
import { summarize } from '../../eval/stats/folds/summary.ts';
import { ccc, pearson, spearman } from '../../eval/stats/regression/correlation.ts';
import { decomposition } from '../../eval/stats/regression/decomposition.ts';
import { bias, errorSd, mae, maximumError, rmse } from '../../eval/stats/regression/errors.ts';
import { kendallTauB } from '../../eval/stats/regression/kendall.ts';
import { linearMap } from '../../eval/stats/regression/linear_map.ts';
import { isUndefined, type Result } from '../../eval/stats/regression/undefined.ts';
import { sum } from '../../eval/stats/sum.ts';

const shared = process.env['SHARED'] ?? '../shared';
const tolerance = 1e-9;
/** What is left of numbers that are 0 but for rounding. */
const noise = 1e-15;

const statistics = {
  plcc: pearson,
  srocc: spearman,
  krocc: kendallTauB,
  rmse,
  mae,
  bias,
  errorSd,
  maxAbsError: maximumError,
  ccc,
} as const;
type Name = keyof typeof statistics;

type Metrics = Record<Name | 'n' | 'rmseFloat32', number> & { readonly linearMap: { slope: number; intercept: number; rmse: number } };
type Aggregate = Record<'nFolds' | 'nUndefined' | 'mean' | 'stdDdof1' | 'stdDdof0' | 'min' | 'max' | 'median', number> & {
  readonly defined: boolean;
  readonly ci95t: readonly [number, number];
};
type Flags = {
  readonly median: number;
  readonly mad: number;
  readonly modifiedZ: Readonly<Record<string, number>>;
  readonly tukeyFences: readonly [number, number];
  readonly grubbs: { readonly fold: string; readonly G: number; readonly critical05: number; readonly outlier: boolean };
};

interface Architecture {
  readonly perFold: Readonly<Record<string, Metrics>>;
  readonly perFoldClipLevel: Readonly<Record<string, Pick<Metrics, 'n' | 'plcc' | 'srocc' | 'rmse'>>>;
  readonly aggregate: Readonly<Record<string, Aggregate>>;
  readonly aggregateClipLevel: Readonly<Record<string, Aggregate>>;
  readonly pooled: Metrics;
}

interface Comparison {
  readonly a: string;
  readonly b: string;
  readonly metric: Name;
  readonly meanDiff: number;
  readonly sdDiff: number;
  readonly diffs: readonly number[];
  readonly t: number;
  readonly df: number;
  readonly pT: number;
  readonly ci95t: readonly [number, number];
  readonly cohenDz: number;
  readonly wilcoxon: { readonly statistic: number; readonly pExact: number } | null;
  readonly sign: { readonly pos: number; readonly neg: number; readonly zero: number; readonly p: number };
  readonly signFlipExactP: number | null;
}

interface Expected {
  readonly nRows: number;
  readonly archs: Readonly<Record<string, Architecture>>;
  readonly comparisons: readonly Comparison[];
  readonly outliers: Readonly<Record<string, Readonly<Record<Name, Flags>>>>;
}

interface Column {
  readonly clips: string[];
  readonly predicted: number[];
  readonly target: number[];
}

interface Run {
  readonly expected: Expected;
  /** architecture -> source -> held-out rows */
  readonly folds: ReadonlyMap<string, ReadonlyMap<string, Column>>;
}

function readRun(folder: string): Run {
  const expected = JSON.parse(readFileSync(`${shared}/data/${folder}/expected.json`, 'utf8')) as Expected;
  const [header, ...rows] = readFileSync(`${shared}/data/${folder}/predictions.csv`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  assert.equal(rows.length, expected.nRows);
  const at = (row: readonly string[], name: string): string => row[header!.indexOf(name)]!;
  const bySource = [...Map.groupBy(rows, (row) => at(row, 'source'))];
  const columnOf = (ofSource: readonly string[][], name: string): Column => ({
    clips: ofSource.map((row) => at(row, 'clip')),
    predicted: ofSource.map((row) => Number(at(row, name))),
    target: ofSource.map((row) => Number(at(row, 'target'))),
  });
  const architectures = Object.keys(expected.archs);
  const folds = architectures.map((name) => [name, new Map(bySource.map(([source, ofSource]) => [source, columnOf(ofSource, name)]))] as const);
  return { expected, folds: new Map(folds) };
}

let compared = 0;

/** Within 1e-9, and for numbers below 1 relative to them: small p-values count too. */
function near(got: Measured, wanted: number, what: string): void {
  compared++;
  const isNear = typeof got === 'number' && Math.abs(got - wanted) <= Math.max(tolerance * Math.min(1, Math.abs(wanted)), noise);
  assert.ok(isNear, `${what}: got ${JSON.stringify(got)}, expected ${wanted}`);
}

function defined<T>(result: Result<T>): T {
  assert.ok(!isUndefined(result), JSON.stringify(result));
  return result;
}

function compareMetrics({ predicted, target }: Omit<Column, 'clips'>, wanted: Metrics, what: string): void {
  assert.equal(predicted.length, wanted.n);
  for (const name of Object.keys(statistics) as Name[]) near(statistics[name](predicted, target), wanted[name], `${what} ${name}`);
  const map = defined(linearMap(predicted, target));
  for (const part of ['slope', 'intercept', 'rmse'] as const) near(map[part], wanted.linearMap[part], `${what} linear map ${part}`);
  const { mse, ...parts } = defined(decomposition(predicted, target));
  near(mse, wanted.rmse ** 2, `${what} mse`);
  near(parts.bias + parts.scale + parts.scatter, mse, `${what} parts of the mse`);
}

function compareAggregate(values: readonly Measured[], wanted: Aggregate, what: string): void {
  const got = defined(summarize(values, 0.95));
  const [sd, interval] = [defined(got.sd), defined(got.interval)];
  assert.deepEqual([true, got.n, 0], [wanted.defined, wanted.nFolds, wanted.nUndefined]);
  near(got.mean, wanted.mean, `${what} mean`);
  near(sd, wanted.stdDdof1, `${what} sd`);
  near(sd * Math.sqrt((got.n - 1) / got.n), wanted.stdDdof0, `${what} population sd`);
  near(got.minimum, wanted.min, `${what} minimum`);
  near(got.maximum, wanted.max, `${what} maximum`);
  near(got.median, wanted.median, `${what} median`);
  near(interval.low, wanted.ci95t[0], `${what} low`);
  near(interval.high, wanted.ci95t[1], `${what} high`);
}

function compareFlags(values: readonly Measured[], sources: readonly string[], wanted: Flags, what: string): void {
  const { modifiedZ, grubbs, tukey } = defined(outliers(values));
  const z = defined(modifiedZ);
  const extreme = defined(grubbs);
  near(z.median, wanted.median, `${what} median`);
  near(z.mad, wanted.mad, `${what} MAD`);
  for (const [i, source] of sources.entries()) near(z.statistics[i]!, wanted.modifiedZ[source]!, `${what} modified z of ${source}`);
  near(tukey.low, wanted.tukeyFences[0], `${what} lower fence`);
  near(tukey.high, wanted.tukeyFences[1], `${what} upper fence`);
  near(extreme.statistic, wanted.grubbs.G, `${what} G`);
  near(extreme.critical, wanted.grubbs.critical05, `${what} critical G`);
  assert.equal(sources[extreme.position], wanted.grubbs.fold);
  assert.equal(extreme.flagged.length > 0, wanted.grubbs.outlier);
}

function comparePair(a: readonly Measured[], b: readonly Measured[], wanted: Comparison): void {
  const what = `${wanted.a} - ${wanted.b} ${wanted.metric}`;
  const got = defined(pairedComparison(a, b, 0.95));
  const [sd, interval] = [defined(got.sd), defined(got.interval)];
  assert.equal(got.n - 1, wanted.df);
  near(got.mean, wanted.meanDiff, `${what} mean`);
  near(sd, wanted.sdDiff, `${what} sd`);
  near(got.t, wanted.t, `${what} t`);
  near(got.tP, wanted.pT, `${what} p of t`);
  near(interval.low, wanted.ci95t[0], `${what} low`);
  near(interval.high, wanted.ci95t[1], `${what} high`);
  near(got.mean / sd, wanted.cohenDz, `${what} effect size`);
  assert.deepEqual([got.winsA, got.winsB, got.ties], [wanted.sign.pos, wanted.sign.neg, wanted.sign.zero], what);
  // Left out there for more than 14 folds, and for ties.
  if (wanted.signFlipExactP !== null) near(got.signFlipP, wanted.signFlipExactP, `${what} p of sign flips`);
  if (wanted.wilcoxon === null) return;
  near(got.wilcoxonP, wanted.wilcoxon.pExact, `${what} p of ranks`);
  const differences = a.map((value, i) => (value as number) - (b[i] as number));
  for (const [i, difference] of differences.entries()) near(difference, wanted.diffs[i]!, `${what} difference ${i}`);
  near(defined(signedRankTest(differences)).statistic, wanted.wilcoxon.statistic, `${what} rank sum`);
}

/** One row a clip. */
function meansOfClips({ clips, predicted, target }: Column): Column {
  const rows = [...Map.groupBy(clips.keys(), (row) => clips[row]!)];
  const over = (column: readonly number[]): number[] => rows.map(([, ofClip]) => sum(ofClip.map((row) => column[row]!)) / ofClip.length);
  return { clips: rows.map(([clip]) => clip), predicted: over(predicted), target: over(target) };
}

for (const folder of ['loso-fixture', 'vmaf-loso/real-loso']) {
  const { expected, folds } = readRun(folder);
  const measure = (architecture: string, name: Name): Measured[] =>
    [...folds.get(architecture)!.values()].map(({ predicted, target }) => statistics[name](predicted, target));

  for (const [architecture, wanted] of Object.entries(expected.archs)) {
    const ofSources = folds.get(architecture)!;
    test(`${folder}: ${architecture} per fold and pooled`, () => {
      assert.deepEqual([...ofSources.keys()], Object.keys(wanted.perFold));
      for (const [source, rows] of ofSources) compareMetrics(rows, wanted.perFold[source]!, source);
      const all = [...ofSources.values()];
      compareMetrics({ predicted: all.flatMap(({ predicted }) => predicted), target: all.flatMap(({ target }) => target) }, wanted.pooled, 'pooled');
    });

    test(`${folder}: ${architecture} per clip, with its aggregates`, () => {
      const names = ['plcc', 'srocc', 'rmse'] as const;
      const means = [...ofSources].map(([source, { clips, predicted, target }]) => [source, meansOfClips({ clips, predicted, target })] as const);
      for (const [source, rows] of means) {
        assert.equal(rows.clips.length, wanted.perFoldClipLevel[source]!.n);
        for (const name of names) near(statistics[name](rows.predicted, rows.target), wanted.perFoldClipLevel[source]![name], `${source} ${name}`);
      }
      assert.deepEqual(Object.keys(wanted.aggregateClipLevel), [...names]);
      for (const name of names) {
        const values = means.map(([, rows]) => statistics[name](rows.predicted, rows.target));
        compareAggregate(values, wanted.aggregateClipLevel[name]!, `clips ${name}`);
      }
    });

    test(`${folder}: ${architecture} aggregates and outliers over folds`, () => {
      for (const [name, aggregate] of Object.entries(wanted.aggregate)) compareAggregate(measure(architecture, name as Name), aggregate, name);
      for (const [name, flags] of Object.entries(expected.outliers[architecture] ?? {})) {
        compareFlags(measure(architecture, name as Name), [...ofSources.keys()], flags, name);
      }
    });
  }

  test(`${folder}: ${expected.comparisons.length} paired comparisons`, () => {
    assert.ok(expected.comparisons.length >= 27);
    for (const wanted of expected.comparisons) comparePair(measure(wanted.a, wanted.metric), measure(wanted.b, wanted.metric), wanted);
  });
}

test('no comparison was skipped', () => assert.equal(compared, 5279));

interface PublishedFold {
  readonly heldOut: string;
  readonly n: number;
  readonly plcc: number;
  readonly srocc: number;
  readonly rmse: number;
}
type PublishedName = 'plcc' | 'srocc' | 'rmse';
interface PublishedTable {
  readonly folds: readonly PublishedFold[];
  readonly stated: Readonly<Record<PublishedName, readonly [mean: number, sd: number]>>;
}
interface Published {
  readonly netflixLoso: { readonly archs: Readonly<Record<'mlp_small' | 'mlp_medium' | 'linear', PublishedTable>> };
  readonly combinedLoso: PublishedTable;
}

const published = JSON.parse(readFileSync(`${shared}/data/vmaf-loso/published_loso.json`, 'utf8')) as Published;
const publishedNames: readonly PublishedName[] = ['plcc', 'srocc', 'rmse'];

/** Which of the stated means and deviations the table itself gives. */
function agreement({ folds, stated }: PublishedTable): Record<string, [mean: boolean, sd: boolean]> {
  const answers = publishedNames.map((name) => {
    const [mean, sd] = stated[name];
    const got = defined(
      summarize(
        folds.map((fold) => fold[name]),
        0.95,
      ),
    );
    // Each printed value is off by half a unit of its last place, hence a mean by one at most; a deviation by a little more.
    const agrees = (found: number, printed: number, units: number): boolean =>
      Math.abs(found - printed) * 10 ** (name === 'rmse' ? 3 : 4) <= units + 1e-9;
    return [name, [agrees(got.mean, mean, 1), agrees(defined(got.sd), sd, 1.5)]] as const;
  });
  return Object.fromEntries(answers) as Record<string, [boolean, boolean]>;
}

test('published aggregates follow from the published folds', () => {
  const all: [boolean, boolean] = [true, true];
  for (const table of Object.values(published.netflixLoso.archs)) assert.deepEqual(agreement(table), { plcc: all, srocc: all, rmse: all });
});

test('the aggregates published for the combined corpus do not, but for PLCC', () => {
  assert.deepEqual(agreement(published.combinedLoso), { plcc: [true, true], srocc: [false, false], rmse: [false, false] });
});

function smallMinusMedium(name: PublishedName): PairedComparison {
  const { mlp_small, mlp_medium } = published.netflixLoso.archs;
  const column = ({ folds }: PublishedTable): number[] => folds.map((fold) => fold[name]);
  return defined(pairedComparison(column(mlp_small), column(mlp_medium), 0.95));
}

test('"mlp_small ranks better" is not shown once three metrics are tested; "mlp_medium fits better" is', () => {
  const comparisons = publishedNames.map(smallMinusMedium);
  const [plcc, srocc, errors] = comparisons as [PairedComparison, PairedComparison, PairedComparison];
  const rounded = (value: Measured, digits: number): string => (value as number).toFixed(digits);
  assert.deepEqual(
    [plcc.mean, plcc.tP, plcc.wilcoxonP, plcc.signFlipP].map((value) => rounded(value, 3)),
    ['0.008', '0.059', '0.039', '0.031'],
  );
  assert.deepEqual([rounded(defined(plcc.interval).low, 4), rounded(defined(plcc.interval).high, 4)], ['-0.0004', '0.0166']);
  assert.equal(rounded(srocc.tP, 2), '0.14');
  assert.deepEqual([rounded(errors.mean, 2), rounded(errors.tP, 4), errors.winsA, errors.n], ['4.06', '0.0002', 9, 9]);

  for (const test of ['tP', 'signFlipP', 'wilcoxonP'] as const) {
    const [ofPlcc, ofSrocc, ofRmse] = holm(comparisons.map((comparison) => comparison[test])) as [number, number, number];
    assert.ok(ofPlcc > 0.05 && ofSrocc > 0.05, `${test}: ${ofPlcc}, ${ofSrocc}`);
    assert.ok(ofRmse < 0.05, `${test}: ${ofRmse}`);
  }
});

test('FoxBird is an outlier for mlp_small by every rule, for mlp_medium by one; without it mlp_small gains most', () => {
  const flaggedBy = (name: 'mlp_small' | 'mlp_medium'): Record<string, string[]> => {
    const { folds } = published.netflixLoso.archs[name];
    const { modifiedZ, grubbs, tukey } = defined(outliers(folds.map(({ plcc }) => plcc)));
    const named = (positions: readonly number[]): string[] => positions.map((i) => folds[i]!.heldOut);
    return { modifiedZ: named(defined(modifiedZ).flagged), grubbs: named(defined(grubbs).flagged), tukey: named(tukey.flagged) };
  };
  assert.deepEqual(flaggedBy('mlp_small'), { modifiedZ: ['FoxBird'], grubbs: ['FoxBird'], tukey: ['FoxBird'] });
  assert.deepEqual(flaggedBy('mlp_medium'), { modifiedZ: [], grubbs: [], tukey: ['FoxBird'] });

  const { folds } = published.netflixLoso.archs.mlp_small;
  const influences = defined(jackknife(folds.map(({ plcc }) => plcc))).map(({ influence }) => influence);
  assert.equal(folds[influences.indexOf(Math.min(...influences))]!.heldOut, 'FoxBird');
});
