/** All metrics, in the order in which reports show them. */
import type { MetricFamily } from '../annotations/metric.ts';
import { annotations } from '../annotations/registry.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import type { Metric } from './metric.ts';
import { passRate } from './pass_rate.ts';

export type { Metric } from './metric.ts';

const [first, ...others] = annotations.flatMap((annotation) => annotation.metrics);

/** Metrics with a fixed name. The pass rate stands beside what it is commonly made of. */
export const metrics: readonly Metric[] = [...(first === undefined ? [] : [first]), passRate, ...others];

/** Metrics that are named after parts of the truth. */
export const families: readonly MetricFamily[] = annotations.flatMap((annotation) => annotation.families ?? []);

const byId: ReadonlyMap<string, Metric> = new Map(metrics.map((metric) => [metric.id, metric]));
const familyById: ReadonlyMap<string, MetricFamily> = new Map(families.map((family) => [family.id, family]));

/** A metric, or the member of a family, by its id. */
export function metricById(id: string): Metric | undefined {
  const dot = id.indexOf('.');
  return byId.get(id) ?? (dot < 0 ? undefined : familyById.get(id.slice(0, dot))?.member(id.slice(dot + 1)));
}

/** Ids to suggest where one is not known. */
export const knownMetrics: readonly string[] = [...byId.keys(), ...families.map(({ id }) => `${id}.…`)];

/** What readers are told about a metric, as it stands in metrics.json. */
export function definitionOf({ id, version, title, summary, unit, range, better, secondary, undefinedWhen }: MetricDefinition): MetricDefinition {
  return { id, version, title, summary, unit, range, better, secondary, undefinedWhen };
}

export const metricDefinitions: readonly MetricDefinition[] = metrics.map(definitionOf);
