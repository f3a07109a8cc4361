/** All metrics, in the order in which reports show them. A new metric is a file and a line here. */
import type { MetricDefinition } from '../contracts/metrics.ts';
import { boxIou } from './box_iou.ts';
import { characterErrorRate } from './character_error_rate.ts';
import { maskIou } from './mask_iou.ts';
import { maskPrecision } from './mask_precision.ts';
import { maskPrecisionPooled } from './mask_precision_pooled.ts';
import { maskRecall } from './mask_recall.ts';
import { maskRecallPooled } from './mask_recall_pooled.ts';
import type { Metric, MetricFamily } from './metric.ts';
import { passRate } from './pass_rate.ts';
import { regionFamilies, regionMetrics } from './regions/table.ts';
import { seriesMetrics } from './series/table.ts';
import { wordErrorRate } from './word_error_rate.ts';

export type { Metric } from './metric.ts';

/** Metrics with a fixed name. */
export const metrics: readonly Metric[] = [
  maskIou,
  passRate,
  maskPrecision,
  maskRecall,
  maskPrecisionPooled,
  maskRecallPooled,
  boxIou,
  ...regionMetrics,
  ...seriesMetrics,
  characterErrorRate,
  wordErrorRate,
];

/** Metrics that are named after parts of the truth. */
export const families: readonly MetricFamily[] = [...regionFamilies];

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
