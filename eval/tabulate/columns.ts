/** One metric of one backend on one corpus, sample by sample. */
import type { CorpusMetric, Counts, SampleMetric } from '../annotations/metric.ts';
import type { Measure } from '../contracts/criteria.ts';
import type { Measured, SampleRow } from '../contracts/samples.ts';
import type { CompositeMetric, Metric, PassMetric } from '../metrics/metric.ts';
import { weightedSum } from './composite.ts';
import { at, existing } from './items.ts';
import type { Summing } from './summing.ts';
import { preparedOf, ratioOf } from './summing.ts';

export interface Column {
  readonly metric: Metric;
  /** As scored, correct rejections included. */
  readonly values: readonly Measured[];
  /** Whether the sample has a part in the aggregate: it has a value, or pairs of numbers. */
  readonly counts: readonly boolean[];
  readonly summing: Summing;
}

/**
 * The columns of all metrics in their order; composites come after what they are made of.
 * @param rows which hold what their header promises
 * @throws Error, our bug, when a metric that another is made of is missing
 */
export function columnsOf(metrics: readonly Metric[], rows: readonly SampleRow[], { pass }: Measure): Column[] {
  const columns = new Map<string, Column>();
  const order = ['sample', 'corpus', 'composite', 'pass'] as const;
  const prepared = preparedOf(rows);
  for (const metric of metrics.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))) {
    columns.set(metric.id, metric.kind === 'corpus' ? corpusColumn(metric, rows, prepared(metric)) : columnOf(metric, rows, pass, columns));
  }
  return metrics.map(({ id }) => existing(columns.get(id)));
}

function columnOf(
  metric: Exclude<Metric, CorpusMetric>,
  rows: readonly SampleRow[],
  pass: Measure['pass'],
  made: ReadonlyMap<string, Column>,
): Column {
  switch (metric.kind) {
    case 'sample':
      return sampleColumn(metric, rows);
    case 'composite':
      return compositeColumn(metric, rows, made);
    case 'pass':
      return passColumn(metric, rows, existing(made.get(existing(pass).metric)), existing(pass).at);
  }
}

function corpusColumn(metric: CorpusMetric, rows: readonly SampleRow[], summing: Summing): Column {
  return { metric, values: scoredValues(metric, rows), counts: rows.map(({ pairs }) => pairs !== undefined), summing };
}

function scoredValues({ id }: Metric, rows: readonly SampleRow[]): Measured[] {
  return rows.map(({ values }) => values[id] ?? { undefined: 'not measured on this corpus' });
}

function sampleColumn(metric: SampleMetric, rows: readonly SampleRow[]): Column {
  const values = scoredValues(metric, rows);
  if (metric.aggregate === 'mean') return meanColumn(metric, values);
  const counts = (which: keyof Counts): Float64Array =>
    Float64Array.from(rows, (row, i) => (typeof values[i] === 'number' ? existing(row.counts[metric.id])[which] : 0));
  return { metric, values, counts: values.map(isNumber), summing: ratioOf(counts('numerator'), counts('denominator')) };
}

/** 1 where the pass metric reaches the limit, else 0; a failed sample does not pass. */
function passColumn(metric: PassMetric, rows: readonly SampleRow[], { metric: { better }, values: judged }: Column, limit: number): Column {
  const values = rows.map(({ status }, i): Measured => {
    if (status === 'failed') return 0;
    const measured = at(judged, i);
    return typeof measured === 'number' ? Number(reaches(measured, limit, better)) : measured;
  });
  return meanColumn(metric, values);
}

/** Is the value at the limit or on its better side? */
export function reaches(value: number, limit: number, better: Metric['better']): boolean {
  return better === 'higher' ? value >= limit : value <= limit;
}

function compositeColumn(metric: CompositeMetric, rows: readonly SampleRow[], made: ReadonlyMap<string, Column>): Column {
  const terms = metric.terms.map((term) => ({ term, values: made.get(term.metric)?.values }));
  const values = rows.map(({ status }, i): Measured => {
    if (status === 'failed') return { undefined: 'no prediction' };
    return weightedSum(terms.map(({ term, values: ofTerm }) => ({ term, value: ofTerm?.[i] ?? { undefined: `${term.metric} was not measured` } })));
  });
  return meanColumn(metric, values);
}

function meanColumn(metric: Metric, values: readonly Measured[]): Column {
  const over = (value: (measured: number) => number): Float64Array =>
    Float64Array.from(values, (measured) => (typeof measured === 'number' ? value(measured) : 0));
  const summing = ratioOf(
    over((measured) => measured),
    over(() => 1),
  );
  return { metric, values, counts: values.map(isNumber), summing };
}

function isNumber(value: Measured): boolean {
  return typeof value === 'number';
}

/** Whether one failed sample leaves a slice without a number of the metric. */
export function isWithoutFailed(metric: Metric): boolean {
  return metric.kind === 'corpus' && metric.definition.withoutFailed;
}

export function isDefined({ values }: Column, sample: number): boolean {
  return typeof values[sample] === 'number';
}

/** The number of an aggregate, or null. */
export function numberOf(value: Measured): number | null {
  return typeof value === 'number' ? value : null;
}
