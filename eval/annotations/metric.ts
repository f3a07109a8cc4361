/** What a metric of a kind of annotation is: its definition for readers, and how it follows from what a comparison observed. */
import type * as z from 'zod';
import type { Json, PartSets } from '../contracts/common.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import type { Measured, SampleRow } from '../contracts/samples.ts';
import type { Kind, Observation, Prediction, Truth } from './schema.ts';

/** Exact integers behind a pooled number: the sums of both over all samples are divided, so large objects weigh more. */
export type Counts = SampleRow['counts'][string];

/** What one sample gives to a metric, or what one of its parts gives. */
export interface Sampled {
  /** Left out: the whole sample. */
  readonly part?: string;
  readonly value: Measured;
  /** Its own, of no other metric; there where the metric is pooled. */
  readonly counts?: Counts;
}

/** What tabulate knows of a metric of samples. */
export interface SampleDefinition extends MetricDefinition {
  readonly kind: 'sample';
  readonly truthKind: Kind;
  /** Only of `json` annotations: the type that it understands. */
  readonly type?: string | undefined;
  /** Mean of the values, or ratio of the sums of counts. */
  readonly aggregate: 'mean' | 'ratio';
  /** Why a sample has no number of a part that it does not have. */
  absent?(part: string): string;
}

/** What was compared. */
export interface Compared {
  readonly id: string;
  readonly truth: Truth;
  /** Null where the backend failed. */
  readonly prediction: Prediction | null;
}

/** Measured on each sample by score, aggregated by tabulate. */
export interface SampleMetric<O = unknown> extends SampleDefinition {
  /**
   * One number of the whole sample, one of each part that the sample has, or both, as `parts` of the definition says.
   * @param failed the backend gave nothing: what was observed is the truth's, and nothing of a prediction
   * @param compared for metrics of users, to whom what was observed may not be enough; ours do without
   */
  measure(observed: O, failed: boolean, compared?: Compared): readonly Sampled[];
}

/**
 * Asked with how often each observation counts. Weights of 1 give the exact numbers.
 * @returns the numbers of the whole in the definition's order, then those of the first part, and so on
 */
export type WeightedNumbers = (weights: Float64Array) => readonly Measured[];

/**
 * Numbers of whatever samples are put together, a slice or a corpus, that are no mean of numbers of samples: a correlation, an
 * average precision. They are prepared once and then asked with weights, never with copies of the samples: weights of 1 for
 * the slice itself, how often each sample was drawn for a resample. Numbers of one definition share one pass.
 */
export interface CorpusDefinition<O = Observation, P extends Json = Json> {
  /** What criteria call it where they choose parameters. */
  readonly id: string;
  /** Whether it is a user's, of what its own `observe` kept of each sample; else it is of what the kind of annotation keeps. */
  readonly isOwn?: boolean;
  readonly truthKind: Kind;
  readonly numbers: readonly MetricDefinition[];
  /** Which of them are correlations: between -1 and 1, and skewed near the ends. */
  readonly correlations?: readonly string[];
  /** Whether a failed sample has no observation and leaves its slice without these numbers; else its observation says what a failure is worth. */
  readonly withoutFailed: boolean;
  /** Whether weights of 0 leave an observation out to the last digit: then slices are asked of the whole corpus, which is prepared once. */
  readonly slicedByWeights?: boolean;
  /** Choices with their defaults; left out: there is nothing to choose. */
  readonly parameters?: z.ZodType<P>;
  /**
   * @param observations one a sample
   * @param parts names of the parts that have numbers of their own beside the whole
   * @param parameters as the schema gives them; null where there is nothing to choose
   */
  prepare(observations: readonly O[], parts: readonly string[], parameters: P | null): WeightedNumbers;
  /** Numbers of the whole for each observation alone, made in one pass over all; left out: each is prepared for itself. */
  alone?(observations: readonly O[], parameters: P | null): readonly (readonly Measured[])[];
}

/** One number of a definition. */
export interface CorpusMetric extends MetricDefinition {
  readonly kind: 'corpus';
  readonly truthKind: Kind;
  readonly type?: string;
  readonly definition: CorpusDefinition;
  /** Of a user's: what score keeps of a sample. */
  observe?(observed: unknown, failed: boolean, compared: Compared): Json;
  /** Position among the definition's numbers. */
  readonly position: number;
}

/** Measured on each sample by score where the baseline's predictions are at hand; aggregated as a mean. */
export interface ParityMetric extends MetricDefinition {
  readonly kind: 'parity';
  readonly truthKind: Kind;
  readonly type?: string;
  /**
   * @param prediction of the backend, @param reference of the baseline; null where it failed
   * @throws InputError EV5107 when they are of different kinds
   */
  measure(prediction: Prediction | null, reference: Prediction | null, location: string): Measured;
}

/** What score measures, or keeps the observations for. */
export type ScoredMetric = SampleMetric | CorpusMetric | ParityMetric;

/** Is the metric measured on samples with such a truth? */
export function fits({ truthKind, type }: ScoredMetric, truth: Truth): boolean {
  return truthKind === truth.kind && (truth.kind !== 'json' || type === truth.type);
}

/** Parts of a corpus that the metric has numbers of, in text order. */
export function partsFor({ parts }: Pick<MetricDefinition, 'parts'>, sets: PartSets | undefined): string[] {
  return [...new Set(parts?.sets.flatMap((set) => sets?.[set] ?? []))].sort();
}

/** Whether the metric has a number of whole samples. */
export function hasWhole({ parts }: Pick<MetricDefinition, 'parts'>): boolean {
  return parts?.whole ?? true;
}

/** The metrics of a definition, in the order of its numbers. */
export function defineCorpusMetric<O extends Observation, P extends Json>(definition: CorpusDefinition<O, P>): CorpusMetric[] {
  const common = { kind: 'corpus', truthKind: definition.truthKind } as const;
  return definition.numbers.map((number, position) => ({ ...common, ...number, definition: definition as CorpusDefinition, position }));
}

/** All numbers of a definition over observations that count once each, by the metric's id. */
export function numbersOver<O extends Observation, P extends Json>(
  { numbers, prepare }: Pick<CorpusDefinition<O, P>, 'numbers' | 'prepare'>,
  observations: readonly O[],
  parameters: P | null = null,
): ReadonlyMap<string, Measured> {
  const measured = prepare(observations, [], parameters)(new Float64Array(observations.length).fill(1));
  return new Map(numbers.map(({ id }, i) => [id, measured[i] as Measured]));
}

/** A quotient, or undefined with the reason why there is nothing to divide by. */
export function quotient(numerator: number, denominator: number, reasonForZero: string): Measured {
  return denominator === 0 ? { undefined: reasonForZero } : numerator / denominator;
}
