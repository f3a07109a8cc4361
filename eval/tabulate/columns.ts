/** One metric of one backend on one corpus, sample by sample. */
import type { Measure } from '../contracts/criteria.ts';
import type { Measured, SampleRow } from '../contracts/samples.ts';
import type { Metric, PassMetric, SampleMetric } from '../metrics/metric.ts';
import { metricById } from '../metrics/table.ts';
import { sum } from '../stats/sum.ts';
import { at, existing } from './evaluation.ts';

export interface Column {
  readonly metric: Metric;
  /** As scored, correct rejections included. */
  readonly values: readonly Measured[];
  /** What each sample adds to the two sums whose ratio is the metric's aggregate; 0 where the value is undefined. */
  readonly numerators: Float64Array;
  readonly denominators: Float64Array;
}

/** @param rows which hold a value for every scored metric, and the counts that a pooled one adds up */
export function columnOf(metric: Metric, rows: readonly SampleRow[], measure: Measure): Column {
  return metric.kind === 'pass' ? passColumn(metric, rows, existing(measure.pass)) : scoredColumn(metric, rows);
}

function scoredColumn(metric: SampleMetric, rows: readonly SampleRow[]): Column {
  const values = rows.map((row) => existing(row.values[metric.id]));
  const { aggregate } = metric;
  if (aggregate.kind === 'mean') return meanColumn(metric, values);
  const counts = (name: string): Float64Array =>
    Float64Array.from(rows, (row, i) => (typeof values[i] === 'number' ? existing(row.counts[name]) : 0));
  return { metric, values, numerators: counts(aggregate.numerator), denominators: counts(aggregate.denominator) };
}

/** 1 where the pass metric reaches the limit, else 0; a failed sample does not pass. */
function passColumn(metric: PassMetric, rows: readonly SampleRow[], pass: NonNullable<Measure['pass']>): Column {
  const { better } = existing(metricById.get(pass.metric));
  const values = rows.map(({ status, values }): Measured => {
    if (status === 'failed') return 0;
    const measured = existing(values[pass.metric]);
    return typeof measured === 'number' ? Number(reaches(measured, pass.at, better)) : measured;
  });
  return meanColumn(metric, values);
}

/** Is the value at the limit or on its better side? */
export function reaches(value: number, limit: number, better: Metric['better']): boolean {
  return better === 'higher' ? value >= limit : value <= limit;
}

function meanColumn(metric: Metric, values: readonly Measured[]): Column {
  const over = (value: (measured: number) => number): Float64Array =>
    Float64Array.from(values, (measured) => (typeof measured === 'number' ? value(measured) : 0));
  return { metric, values, numerators: over((measured) => measured), denominators: over(() => 1) };
}

/** The metric's aggregate over some samples, a ratio of two sums; null when there is nothing to divide by. */
export function aggregate({ numerators, denominators }: Column, samples: readonly number[]): number | null {
  const denominator = sum(samples.map((i) => at(denominators, i)));
  return denominator === 0 ? null : sum(samples.map((i) => at(numerators, i))) / denominator;
}

export function isDefined({ values }: Column, sample: number): boolean {
  return typeof values[sample] === 'number';
}
