/** What a metric of a kind of annotation is: its definition for readers, and how it follows from what a comparison observed. */
import type { MetricDefinition } from '../contracts/metrics.ts';
import type { Measured, SampleRow } from '../contracts/samples.ts';
import type { Kind, Truth } from './schema.ts';

/** Pairs of numbers, one a frame: what metrics of whole slices are computed from. */
export type Pairs = NonNullable<SampleRow['pairs']>;

/** Exact integers behind a pooled number: the sums of both over all samples are divided, so large objects weigh more. */
export type Counts = SampleRow['counts'][string];

/** What one sample gives to a metric. */
export interface Sampled {
  readonly value: Measured;
  /** Its own, of no other metric; there where the metric is pooled. */
  readonly counts?: Counts;
}

/** Measured on each sample by score, aggregated by tabulate. */
export interface SampleMetric<O = unknown> extends MetricDefinition {
  readonly kind: 'sample';
  readonly truthKind: Kind;
  /** Only of `json` annotations: the type that it understands. */
  readonly type?: string;
  /** Mean of the values, or ratio of the sums of counts. */
  readonly aggregate: 'mean' | 'ratio';
  /** @param failed the backend gave nothing: what was observed is the truth's, and nothing of a prediction */
  measure(observed: O, failed: boolean): Sampled;
}

/** Asked with how often each observation counts; as many results as there are numbers. Weights of 1 give the exact numbers. */
export type WeightedNumbers = (weights: Float64Array) => readonly Measured[];

/**
 * Numbers of whatever samples are put together, a slice or a corpus, that are no mean of numbers of samples: a correlation, an
 * average precision. They are prepared once and then asked with weights, never with copies of the samples: weights of 1 for
 * the slice itself, how often each sample was drawn for a resample. Numbers of one definition share one pass.
 */
export interface CorpusDefinition {
  readonly truthKind: Kind;
  readonly numbers: readonly MetricDefinition[];
  /** Whether a failed sample has no observation and leaves its slice without these numbers; else its observation says what a failure is worth. */
  readonly withoutFailed: boolean;
  /** @param observations one a sample */
  prepare(observations: readonly Pairs[]): WeightedNumbers;
}

/** One number of a definition. */
export interface CorpusMetric extends MetricDefinition {
  readonly kind: 'corpus';
  readonly truthKind: Kind;
  readonly type?: string;
  readonly definition: CorpusDefinition;
  /** Position among the definition's numbers. */
  readonly position: number;
}

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

/** Is the metric measured on samples with such a truth? */
export function fits({ truthKind, type }: ScoredMetric, truth: Truth): boolean {
  return truthKind === truth.kind && (truth.kind !== 'json' || type === truth.type);
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

/** A quotient, or undefined with the reason why there is nothing to divide by. */
export function quotient(numerator: number, denominator: number, reasonForZero: string): Measured {
  return denominator === 0 ? { undefined: reasonForZero } : numerator / denominator;
}
