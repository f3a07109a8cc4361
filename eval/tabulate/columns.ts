/** One metric of one backend on one corpus, sample by sample. */
import type { SampleDefinition } from '../annotations/metric.ts';
import type { Measure } from '../contracts/criteria.ts';
import type { Measured, SampleRow } from '../contracts/samples.ts';
import { Numbers } from '../io/typed_arrays.ts';
import type { CompositeMetric, Metric, PassMetric } from '../metrics/metric.ts';
import { type Asked, askedKey } from './asked.ts';
import type { Column } from './column.ts';
import { weightedSum } from './composite.ts';
import { must } from './items.ts';
import type { KeptScores } from './kept_scores.ts';
import { meanOf, ratioOf } from './summing.ts';
import { Values } from './values.ts';
import { wholeSlicesOf } from './whole_slices.ts';

/** A column of what score measured on each sample. */
interface ReadColumn {
  readonly column: Column;
  add(sample: number, row: SampleRow): void;
}

/** Columns of all numbers that are asked for: those that stand in rows are filled row by row, the others are made of them. */
export class Columns {
  readonly #asked: readonly Asked[];
  readonly #read: readonly ReadColumn[];

  constructor(asked: readonly Asked[], samples: number) {
    this.#asked = asked;
    this.#read = asked.flatMap(({ metric, part }) => {
      if (metric.kind === 'sample') return sampleColumn(metric, part, samples);
      return metric.kind === 'parity' ? parityColumn({ metric, part }, samples) : [];
    });
  }

  add(sample: number, row: SampleRow): void {
    for (const one of this.#read) one.add(sample, row);
  }

  /**
   * In the order in which they were asked for; composites come after what they are made of.
   * @param kept of the same rows
   * @throws Error, our bug, when a metric that another is made of is missing
   */
  all(kept: KeptScores, { pass, parameters }: Measure): Column[] {
    const columns = new Map(this.#read.map(({ column }) => [askedKey(column.metric.id, column.part), column]));
    const wholeSlices = wholeSlicesOf(kept, this.#asked, parameters);
    const order = ['corpus', 'composite', 'pass'];
    const derived = this.#asked.filter(({ metric }) => order.includes(metric.kind));
    for (const { metric, part } of derived.toSorted((a, b) => order.indexOf(a.metric.kind) - order.indexOf(b.metric.kind))) {
      const made = (): Column => {
        if (metric.kind === 'corpus') return { metric, part, ...wholeSlices(metric, part) };
        if (metric.kind === 'composite') return compositeColumn(metric, kept, columns);
        return passColumn(metric as PassMetric, kept, columns.get(askedKey(must(pass).metric, pass?.part)), must(pass).at);
      };
      columns.set(askedKey(metric.id, part), made());
    }
    return this.#asked.map(({ metric, part }) => must(columns.get(askedKey(metric.id, part))));
  }
}

function sampleColumn(metric: SampleDefinition, part: string | null, samples: number): ReadColumn {
  const { id } = metric;
  const absent = part === null ? 'not measured on this corpus' : (metric.absent?.(part) ?? `the sample has no ${part}`);
  const values = new Values(samples, absent);
  const numbersOf = (row: SampleRow) => (part === null ? row : row.parts?.[part]);
  const add = (sample: number, row: SampleRow): void => {
    const measured = numbersOf(row)?.values[id];
    if (measured !== undefined) values.set(sample, measured);
  };
  if (metric.aggregate === 'mean') return { column: meanColumn({ metric, part }, values), add };
  const [numerators, denominators] = [new Numbers(samples), new Numbers(samples)];
  return {
    column: { metric, part, values, counts: (sample) => values.has(sample), summing: ratioOf(numerators, denominators) },
    add: (sample, row) => {
      add(sample, row);
      const counts = numbersOf(row)?.counts[id];
      if (counts === undefined || !values.has(sample)) return;
      numerators.set(sample, counts.numerator);
      denominators.set(sample, counts.denominator);
    },
  };
}

/** Only other backends are held against the baseline. */
function parityColumn(asked: Asked, samples: number): ReadColumn {
  const values = new Values(samples, 'not compared with the baseline');
  return {
    column: { ...meanColumn(asked, values), everySample: true },
    add: (sample, row) => values.set(sample, row.values[asked.metric.id] ?? { undefined: 'not compared with the baseline' }),
  };
}

/** 1 where the pass metric reaches the limit, else 0; a failed sample does not pass. */
function passColumn(metric: PassMetric, kept: KeptScores, judged: Column | undefined, limit: number): Column {
  const values = new Values(kept.samples.length, 'the corpus has no such part');
  for (let i = 0; i < kept.samples.length; i++) {
    if (kept.isFailed(i)) values.set(i, 0);
    else if (judged !== undefined) {
      const measured = judged.values.at(i);
      values.set(i, typeof measured === 'number' ? Number(reaches(measured, limit, judged.metric.better)) : measured);
    }
  }
  return { ...meanColumn({ metric, part: null }, values), everySample: judged?.everySample === true };
}

/** Is the value at the limit or on its better side? */
export function reaches(value: number, limit: number, better: Metric['better']): boolean {
  return better === 'higher' ? value >= limit : value <= limit;
}

function compositeColumn(metric: CompositeMetric, kept: KeptScores, made: ReadonlyMap<string, Column>): Column {
  const columns = metric.terms.map((term) => made.get(askedKey(term.metric, term.part)));
  const values = new Values(kept.samples.length, 'no prediction');
  for (let i = 0; i < kept.samples.length; i++) {
    if (kept.isFailed(i)) continue;
    const measured = (own: Column | undefined, id: string): Measured => own?.values.at(i) ?? { undefined: `${id} was not measured` };
    values.set(i, weightedSum(metric.terms.map((term, at) => ({ term, value: measured(columns[at], term.metric) }))));
  }
  return { ...meanColumn({ metric, part: null }, values), everySample: columns.some((column) => column?.everySample === true) };
}

function meanColumn(asked: Asked, values: Values): Column {
  return { ...asked, values, counts: (sample) => values.has(sample), summing: meanOf(values.numbers) };
}

/** Whether one failed sample leaves a slice without a number of the metric. */
export function isWithoutFailed(metric: Metric): boolean {
  return metric.kind === 'corpus' && metric.definition.withoutFailed;
}

/** The number of an aggregate, or null. */
export function numberOf(value: Measured): number | null {
  return typeof value === 'number' ? value : null;
}
