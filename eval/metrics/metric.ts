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

/** Of pairs of numbers, over whatever frames are put together: those of a sample, of a slice, of a corpus. */
export interface SetMetric extends MetricDefinition {
  readonly kind: 'set';
  readonly truthKind: TruthKind;
  /** One element a sample. Failed samples are not among them: one that failed leaves its slice undefined. */
  over(samples: readonly Pairs[]): Measured;
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

export type Metric = SampleMetric | SetMetric | PassMetric | CompositeMetric;
/** What score measures. */
export type ScoredMetric = SampleMetric | SetMetric;

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

/** A quotient, or undefined with the reason why there is nothing to divide by. */
export function quotient(numerator: number, denominator: number, reasonForZero: string): Measured {
  return denominator === 0 ? { undefined: reasonForZero } : numerator / denominator;
}
