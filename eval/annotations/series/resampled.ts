/** Numbers of series as metrics of whole slices: exact over all rows, and from sums or one sorted order over those of a resample. */
import type { Json } from '../../contracts/common.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import type { Measured } from '../../contracts/samples.ts';
import type { Numbers } from '../../stats/regression/pairs.ts';
import { because, finite } from '../../stats/regression/undefined.ts';
import { type Moments, type SampledRows, weightedMoments } from '../../stats/regression/weighted_moments.ts';
import { weightedKendall, weightedSpearman } from '../../stats/regression/weighted_ranks.ts';
import { sum } from '../../stats/sum.ts';
import { type CorpusMetric, defineCorpusMetric, type WeightedNumbers } from '../metric.ts';
import type { SeriesObservation } from './schema.ts';

type Statistic = (predicted: Numbers, target: Numbers) => Measured;

/** One number: how it is computed of all rows to the last digit, and how of the rows of a resample. */
export interface SeriesNumber extends Pick<MetricDefinition, 'id' | 'title' | 'summary' | 'better'> {
  readonly range?: MetricDefinition['range'];
  readonly secondary?: true;
  readonly unit: 'none' | 'unit of the target' | 'squared unit of the target';
  readonly over: 'frames' | 'clips';
  /** What the rows must have: one, two, or two and some spread in both columns. */
  readonly needs: 'one' | 'two' | 'spread';
  readonly exact: Statistic;
  readonly resampled: ((moments: Moments) => number) | 'spearman' | 'kendall';
}

/** Numbers over the same rows that a resample gets in the same way share one pass; the order is that of `numbers`. */
export function corpusMetrics(numbers: readonly SeriesNumber[]): CorpusMetric[] {
  const passes = Map.groupBy(numbers, ({ over, resampled }) => `${over} ${typeof resampled === 'string' ? resampled : 'moments'}`);
  const made = [...passes].flatMap(([id, pass]) =>
    defineCorpusMetric<SeriesObservation, Json>({
      id: `series ${id}`,
      truthKind: 'series',
      numbers: pass.map(definitionOf),
      correlations: pass.filter(isCorrelation).map(({ id }) => id),
      // Leaving out what failed would flatter, and no number stands for a prediction that is not there.
      withoutFailed: true,
      prepare: (samples) => prepare(pass, samples),
    }),
  );
  return numbers.flatMap((number) => made.find(({ id }) => id === number.id) ?? []);
}

/** All that have no unit, where the table says no other range. */
function isCorrelation({ unit, range }: SeriesNumber): boolean {
  return unit === 'none' && range === undefined;
}

function definitionOf({ unit, over, needs, exact: _, resampled: __, ...definition }: SeriesNumber): MetricDefinition {
  const undefinedWhen = {
    one: `there are no ${over}`,
    two: `there are fewer than two ${over}`,
    spread: `there are fewer than two ${over}, or all predictions or all targets are equal`,
  }[needs];
  return { version: 1, unit, range: unit === 'none' ? [-1, 1] : [0, null], secondary: false, undefinedWhen, ...definition };
}

function prepare(pass: readonly SeriesNumber[], samples: readonly SeriesObservation[]): WeightedNumbers {
  const rows = pass[0]?.over === 'clips' ? clipRows(samples) : frameRows(samples);
  let exact: readonly Measured[] | undefined;
  let moments: ((weights: Float64Array) => Moments) | undefined;
  const ranked = pass.map(({ resampled }) => {
    if (resampled === 'spearman') return lazily(() => weightedSpearman(rows));
    return resampled === 'kendall' ? lazily(() => weightedKendall(rows)) : undefined;
  });
  return (weights) => {
    if (weights.every((weight) => weight === 1)) {
      exact ??= pass.map(({ exact: statistic }) => statistic(rows.predicted, rows.target));
      return exact;
    }
    moments ??= weightedMoments(rows);
    const drawn = moments(weights);
    return pass.map(
      ({ needs, resampled }, i) =>
        undefinedBecause(drawn, needs) ?? finite(typeof resampled === 'string' ? (ranked[i]?.(weights) ?? Number.NaN) : resampled(drawn)),
    );
  };
}

/** A column is sorted when the first resample asks for it: without intervals nobody does. */
function lazily(make: () => (weights: Float64Array) => number): (weights: Float64Array) => number {
  let made: ((weights: Float64Array) => number) | undefined;
  return (weights) => {
    made ??= make();
    return made(weights);
  };
}

function undefinedBecause({ rows, constantPrediction, constantTarget }: Moments, needs: SeriesNumber['needs']): Measured | undefined {
  if (rows < (needs === 'one' ? 1 : 2)) return because('too-few-rows');
  if (needs !== 'spread') return undefined;
  if (constantPrediction) return because('constant-prediction');
  return constantTarget ? because('constant-target') : undefined;
}

/** One row a frame: a long clip weighs more than a short one. */
function frameRows(samples: readonly SeriesObservation[]): SampledRows {
  return {
    predicted: joined(samples, 'predicted'),
    target: joined(samples, 'target'),
    sampleOf: Int32Array.from(samples.flatMap(({ predicted }, sample) => predicted.map(() => sample))),
    samples: samples.length,
  };
}

function joined(samples: readonly SeriesObservation[], column: 'predicted' | 'target'): Float64Array {
  const all = new Float64Array(samples.reduce((frames, sample) => frames + sample[column].length, 0));
  let at = 0;
  for (const { [column]: values } of samples) {
    all.set(values, at);
    at += values.length;
  }
  return all;
}

/** One row a clip, the means over its frames: frames of one clip are hardly independent, clips are. */
function clipRows(samples: readonly SeriesObservation[]): SampledRows {
  const mean = (values: readonly number[]): number => sum(values) / values.length;
  return {
    predicted: Float64Array.from(samples, ({ predicted }) => mean(predicted)),
    target: Float64Array.from(samples, ({ target }) => mean(target)),
    sampleOf: Int32Array.from(samples.keys()),
    samples: samples.length,
  };
}
