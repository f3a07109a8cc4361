/** All metrics, in the order in which reports show them. A new metric is a file and a line here. */
import type { MetricDefinition } from '../contracts/metrics.ts';
import { boxIou } from './box_iou.ts';
import { maskIou } from './mask_iou.ts';
import { maskPrecision } from './mask_precision.ts';
import { maskPrecisionPooled } from './mask_precision_pooled.ts';
import { maskRecall } from './mask_recall.ts';
import { maskRecallPooled } from './mask_recall_pooled.ts';
import type { Metric } from './metric.ts';
import { passRate } from './pass_rate.ts';

export type { Metric } from './metric.ts';

export const metrics: readonly Metric[] = [maskIou, passRate, maskPrecision, maskRecall, maskPrecisionPooled, maskRecallPooled, boxIou];

export const metricById: ReadonlyMap<string, Metric> = new Map(metrics.map((metric) => [metric.id, metric]));

/** What readers are told about a metric, as it stands in metrics.json. */
export function definitionOf({ id, version, title, summary, unit, range, better, secondary, undefinedWhen }: Metric): MetricDefinition {
  return { id, version, title, summary, unit, range, better, secondary, undefinedWhen };
}

export const metricDefinitions: readonly MetricDefinition[] = metrics.map(definitionOf);
