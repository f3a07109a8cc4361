/** What a metric is: its definition for readers, and how it follows from the comparison of truth and prediction. */
import type { z } from 'zod';
import type { Json } from '../contracts/common.ts';
import type { Truth } from '../contracts/corpus.ts';
import type { Composite } from '../contracts/criteria.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import type { Measured } from '../contracts/samples.ts';
import type { CountsOf } from './comparers.ts';
import type { Counts, Pairs, TruthKind } from './comparison.ts';

/** How the values of samples become the value of a slice. */
export type Aggregate<C extends Counts = Counts> =
  | { readonly kind: 'mean' }
  /** Sum of one count over sum of another, over all samples: large objects weigh more. */
  | { readonly kind: 'ratio'; readonly numerator: keyof C & string; readonly denominator: keyof C & string };

interface PerSample<C extends Counts> {
  readonly truthKind: TruthKind;
  perSample(counts: C): Measured;
  /** What a failed prediction is worth. The counts are the truth's; those of the prediction are zero. */
  whenFailed(counts: C): Measured;
  readonly aggregate: Aggregate<C>;
}

/** Measured on each sample by score, aggregated by tabulate. */
export interface SampleMetric extends MetricDefinition, PerSample<Counts> {
  readonly kind: 'sample';
  /** Only where the truth is a record: which type of it, and how its counts are found. */
  readonly record?: RecordCounts;
}

/** How truth and prediction of one type of record are compared. */
export interface RecordCounts {
  readonly type: string;
  /** Of truth and prediction alike. */
  readonly schema: z.ZodType;
  /** @param prediction null where the backend failed */
  count(truth: Json, prediction: Json | null): Counts;
}

/** Asked with how often each observation counts; as many results as there are numbers. Weights of 1 give the exact numbers. */
export type WeightedNumbers = (weights: Float64Array) => readonly Measured[];

/**
 * Numbers of whatever samples are put together, a slice or a corpus, that are no mean of numbers of samples: a correlation, an
 * average precision. They are prepared once and then asked with weights, never with copies of the samples: weights of 1 for
 * the slice itself, how often each sample was drawn for a resample. Numbers of one definition share one pass.
 */
export interface CorpusDefinition {
  readonly truthKind: TruthKind;
  readonly numbers: readonly MetricDefinition[];
  /** Whether a failed sample has no observation and leaves its slice without these numbers; else its observation says what a failure is worth. */
  readonly withoutFailed: boolean;
  /** @param observations one a sample */
  prepare(observations: readonly Pairs[]): WeightedNumbers;
}

/** One number of a definition. */
export interface CorpusMetric extends MetricDefinition {
  readonly kind: 'corpus';
  readonly truthKind: TruthKind;
  readonly definition: CorpusDefinition;
  /** Position among the definition's numbers. */
  readonly position: number;
}

/** 1 for a sample whose pass metric reaches the limit of the criteria, else 0: tabulate derives it, score knows no limit. */
export interface PassMetric extends MetricDefinition {
  readonly kind: 'pass';
  readonly aggregate: { readonly kind: 'mean' };
}

/** A weighted sum of other metrics of the sample, as the criteria declare it: tabulate derives it. */
export interface CompositeMetric extends MetricDefinition {
  readonly kind: 'composite';
  readonly terms: Composite['terms'];
}

export type Metric = SampleMetric | CorpusMetric | PassMetric | CompositeMetric;
/** What score measures. */
export type ScoredMetric = SampleMetric | CorpusMetric;

/** Metrics that differ by the names of parts: `region_iou.nose` is of the family `region_iou`. */
export interface MetricFamily {
  readonly id: string;
  /** The part after the family's id and a dot. Undefined: no such member. */
  member(parameter: string): ScoredMetric | undefined;
  /** Parameters of the members that one truth asks for, in the order of reports. */
  parametersOf(truth: Truth): readonly string[];
}

/** A metric on samples with one kind of truth. `version` is bumped by any change that can move a number. */
export function defineMetric<K extends TruthKind>(metric: MetricDefinition & PerSample<CountsOf<K>> & { readonly truthKind: K }): SampleMetric {
  return { kind: 'sample', ...metric };
}

/** A metric on records of one type, which brings its own comparison. */
export function defineRecordMetric<C extends Counts>(
  metric: MetricDefinition & Omit<PerSample<C>, 'truthKind'> & { readonly record: RecordCounts & { count(truth: Json, prediction: Json | null): C } },
): SampleMetric {
  return { kind: 'sample', truthKind: 'record', ...(metric as unknown as Omit<SampleMetric, 'kind' | 'truthKind'>) };
}

/** The metrics of a definition, in the order of its numbers. */
export function defineCorpusMetric(definition: CorpusDefinition): CorpusMetric[] {
  return definition.numbers.map((number, position) => ({ kind: 'corpus', truthKind: definition.truthKind, ...number, definition, position }));
}

/** All numbers of a definition over observations that count once each, by the metric's id. */
export function numbersOver({ numbers, prepare }: CorpusDefinition, observations: readonly Pairs[]): ReadonlyMap<string, Measured> {
  const measured = prepare(observations)(new Float64Array(observations.length).fill(1));
  return new Map(numbers.map(({ id }, i) => [id, measured[i] as Measured]));
}

/** Under what a count stands in a sample's row: metrics of one type of record each count for themselves, and may use the same words. */
export function countKey({ id, record }: Pick<SampleMetric, 'id' | 'record'>, name: string): string {
  return record === undefined ? name : `${id}.${name}`;
}

/** A quotient, or undefined with the reason why there is nothing to divide by. */
export function quotient(numerator: number, denominator: number, reasonForZero: string): Measured {
  return denominator === 0 ? { undefined: reasonForZero } : numerator / denominator;
}
