/** All metrics, in the order in which reports show them. */
import type { CorpusDefinition } from '../annotations/metric.ts';
import { annotations } from '../annotations/registry.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import type { Metric } from './metric.ts';
import { passRate } from './pass_rate.ts';

export type { Metric } from './metric.ts';

const [first, ...others] = annotations.flatMap((annotation) => annotation.metrics);

/** The pass rate stands beside what it is commonly made of. */
export const metrics: readonly Metric[] = [...(first === undefined ? [] : [first]), passRate, ...others];

const byId: ReadonlyMap<string, Metric> = new Map(metrics.map((metric) => [metric.id, metric]));

export function metricById(id: string): Metric | undefined {
  return byId.get(id);
}

/** Definitions of metrics of whole slices, each once. */
export const corpusDefinitions: readonly CorpusDefinition[] = [
  ...new Set(metrics.flatMap((metric) => (metric.kind === 'corpus' ? [metric.definition] : []))),
];

/** Ids to suggest where one is not known. */
export const knownMetrics: readonly string[] = [...byId.keys()];

/** What readers are told about a metric, as it stands in metrics.json. */
export function definitionOf(metric: MetricDefinition): MetricDefinition {
  const { id, version, title, summary, unit, range, better, secondary, undefinedWhen, parts, parameters } = metric;
  const told = { id, version, title, summary, unit, range, better, secondary, undefinedWhen };
  return { ...told, ...(parts !== undefined && { parts }), ...(parameters !== undefined && { parameters }) };
}
