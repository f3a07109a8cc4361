/** The metric that leads a report, ranks samples, and is drawn. */
import type { MetricDefinition } from '../contracts/metrics.ts';

/** The first of the preferred ids that is among the metrics, else the first metric that criteria may judge. */
export function leadingMetric(metrics: readonly MetricDefinition[], preferred: readonly (string | undefined)[]): MetricDefinition | undefined {
  const wanted = preferred.flatMap((id) => metrics.filter((metric) => metric.id === id));
  return wanted[0] ?? metrics.find(({ secondary }) => !secondary);
}
