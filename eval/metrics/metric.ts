/** Every metric of a table: those of the kinds of annotation, and those that tabulate derives from them. */
import type { CorpusMetric, ParityMetric, SampleDefinition } from '../annotations/metric.ts';
import type { Composite } from '../contracts/criteria.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';

/** 1 for a sample whose pass metric reaches the limit of the criteria, else 0: tabulate derives it, score knows no limit. */
export interface PassMetric extends MetricDefinition {
  readonly kind: 'pass';
}

/** A weighted sum of other metrics of the sample, as the criteria declare it: tabulate derives it. */
export interface CompositeMetric extends MetricDefinition {
  readonly kind: 'composite';
  readonly terms: Composite['terms'];
}

export type Metric = SampleDefinition | CorpusMetric | ParityMetric | PassMetric | CompositeMetric;
