/** What a metric is: its definition for readers, and how it follows from the counts of a comparison. */
import type { MetricDefinition } from '../contracts/metrics.ts';
import type { Measured } from '../contracts/samples.ts';
import type { CountsOf } from './comparers.ts';
import type { Counts, TruthKind } from './comparison.ts';

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
}

/** 1 for a sample whose pass metric reaches the limit of the criteria, else 0: tabulate derives it, score knows no limit. */
export interface PassMetric extends MetricDefinition {
  readonly kind: 'pass';
  readonly aggregate: { readonly kind: 'mean' };
}

export type Metric = SampleMetric | PassMetric;

/** A metric on samples with one kind of truth. `version` is bumped by any change that can move a number. */
export function defineMetric<K extends TruthKind>(metric: MetricDefinition & PerSample<CountsOf<K>> & { readonly truthKind: K }): SampleMetric {
  return { kind: 'sample', ...metric };
}

/** A quotient, or undefined with the reason why there is nothing to divide by. */
export function quotient(numerator: number, denominator: number, reasonForZero: string): Measured {
  return denominator === 0 ? { undefined: reasonForZero } : numerator / denominator;
}
