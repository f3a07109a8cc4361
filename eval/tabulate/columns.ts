/** One metric of one backend on one corpus, sample by sample. */
import type { Counts, ParityMetric, SampleDefinition } from '../annotations/metric.ts';
import type { Measure } from '../contracts/criteria.ts';
import type { Measured, SampleRow } from '../contracts/samples.ts';
import type { CompositeMetric, Metric, PassMetric } from '../metrics/metric.ts';
import { type Asked, askedKey } from './asked.ts';
import type { Column } from './column.ts';
import { weightedSum } from './composite.ts';
import { at, must } from './items.ts';
import { ratioOf } from './summing.ts';
import { wholeSlicesOf } from './whole_slices.ts';

/**
 * The columns of all numbers in their order; composites come after what they are made of.
 * @param rows which hold what their header promises
 * @throws Error, our bug, when a metric that another is made of is missing
 */
export function columnsOf(asked: readonly Asked[], rows: readonly SampleRow[], { pass, parameters }: Measure): Column[] {
  const columns = new Map<string, Column>();
  const order = ['sample', 'parity', 'corpus', 'composite', 'pass'] as const;
  const wholeSlices = wholeSlicesOf(rows, asked, parameters);
  for (const own of asked.toSorted((a, b) => order.indexOf(a.metric.kind) - order.indexOf(b.metric.kind))) {
    columns.set(askedKey(own.metric.id, own.part), columnOf(own, rows, pass, columns, wholeSlices));
  }
  return asked.map(({ metric, part }) => must(columns.get(askedKey(metric.id, part))));
}

function columnOf(
  { metric, part }: Asked,
  rows: readonly SampleRow[],
  pass: Measure['pass'],
  made: ReadonlyMap<string, Column>,
  wholeSlices: ReturnType<typeof wholeSlicesOf>,
): Column {
  switch (metric.kind) {
    case 'sample':
      return sampleColumn(metric, part, rows);
    case 'parity':
      return { ...meanColumn({ metric, part }, parityValues(metric, rows)), everySample: true };
    case 'corpus':
      return { metric, part, ...wholeSlices(metric, part) };
    case 'composite':
      return compositeColumn(metric, rows, made);
    case 'pass':
      return passColumn(metric, rows, made.get(askedKey(must(pass).metric, pass?.part)), must(pass).at);
  }
}

function sampleColumn(metric: SampleDefinition, part: string | null, rows: readonly SampleRow[]): Column {
  const numbers = rows.map((row) => (part === null ? row : row.parts?.[part]));
  const absent: Measured = { undefined: part === null ? 'not measured on this corpus' : (metric.absent?.(part) ?? `the sample has no ${part}`) };
  const values = numbers.map((own) => own?.values[metric.id] ?? absent);
  if (metric.aggregate === 'mean') return meanColumn({ metric, part }, values);
  const counts = (which: keyof Counts): Float64Array =>
    Float64Array.from(numbers, (own, i) => (typeof values[i] === 'number' ? must(own?.counts[metric.id])[which] : 0));
  return { metric, part, values, counts: values.map(isNumber), summing: ratioOf(counts('numerator'), counts('denominator')) };
}

/** Only other backends are held against the baseline. */
function parityValues({ id }: ParityMetric, rows: readonly SampleRow[]): Measured[] {
  return rows.map(({ values }) => values[id] ?? { undefined: 'not compared with the baseline' });
}

/** 1 where the pass metric reaches the limit, else 0; a failed sample does not pass. */
function passColumn(metric: PassMetric, rows: readonly SampleRow[], judged: Column | undefined, limit: number): Column {
  const values = rows.map(({ status }, i): Measured => {
    if (status === 'failed') return 0;
    const measured = judged === undefined ? { undefined: 'the corpus has no such part' } : at(judged.values, i);
    return typeof measured === 'number' ? Number(reaches(measured, limit, must(judged).metric.better)) : measured;
  });
  return { ...meanColumn({ metric, part: null }, values), everySample: judged?.everySample === true };
}

/** Is the value at the limit or on its better side? */
export function reaches(value: number, limit: number, better: Metric['better']): boolean {
  return better === 'higher' ? value >= limit : value <= limit;
}

function compositeColumn(metric: CompositeMetric, rows: readonly SampleRow[], made: ReadonlyMap<string, Column>): Column {
  const columns = metric.terms.map((term) => made.get(askedKey(term.metric, term.part)));
  const terms = metric.terms.map((term, i) => ({ term, values: columns[i]?.values }));
  const values = rows.map(({ status }, i): Measured => {
    if (status === 'failed') return { undefined: 'no prediction' };
    return weightedSum(terms.map(({ term, values: ofTerm }) => ({ term, value: ofTerm?.[i] ?? { undefined: `${term.metric} was not measured` } })));
  });
  return { ...meanColumn({ metric, part: null }, values), everySample: columns.some((column) => column?.everySample === true) };
}

function meanColumn(asked: Asked, values: readonly Measured[]): Column {
  const over = (value: (measured: number) => number): Float64Array =>
    Float64Array.from(values, (measured) => (typeof measured === 'number' ? value(measured) : 0));
  const summing = ratioOf(
    over((measured) => measured),
    over(() => 1),
  );
  return { ...asked, values, counts: values.map(isNumber), summing };
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
