/** Which metrics a table has: what was scored, what the criteria make of that, and what comes as evidence. */
import type { Measure } from '../contracts/criteria.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import { byText } from '../io/order.ts';
import { compositeDefinition, evidenceDefinition } from '../metrics/declared.ts';
import type { CompositeMetric, Metric } from '../metrics/metric.ts';
import { definitionOf, families, metricById, metrics } from '../metrics/table.ts';
import type { TabulateInput } from './evaluation.ts';

/** In the order of reports: composites and the pass rate with the first, then fixed metrics, then families by member. */
export function usedMetrics({ scores, measure: { measure } }: TabulateInput): Metric[] {
  const scored = new Set(scores.flatMap(({ header }) => header.metrics.map(({ id }) => id)));
  const fixed = metrics.filter((metric) => (metric.kind === 'pass' ? measure.pass !== undefined && scored.size > 0 : scored.has(metric.id)));
  const familyOf = (id: string): number => families.findIndex((family) => id.startsWith(`${family.id}.`));
  const members = [...scored].filter((id) => familyOf(id) >= 0).sort((a, b) => familyOf(a) - familyOf(b) || byText(a, b));
  return [...(scored.size === 0 ? [] : compositesOf(measure)), ...fixed, ...members.flatMap((id) => metricById(id) ?? [])];
}

function compositesOf({ composites = [] }: Measure): CompositeMetric[] {
  return composites
    .filter(({ over }) => over !== 'rows')
    .map((composite) => ({
      kind: 'composite',
      ...compositeDefinition(composite, metricById),
      terms: composite.terms,
    }));
}

/** Definitions of the metrics of the samples, then of everything that comes from outside, given or not, then of what is made of rows. */
export function definitionsOf(used: readonly Metric[], { evidence = [], composites = [] }: Measure): MetricDefinition[] {
  const external = evidence.map(evidenceDefinition);
  const known = (id: string) => metricById(id) ?? external.find((one) => one.id === id);
  const ofRows = composites.filter(({ over }) => over === 'rows').map((composite) => compositeDefinition(composite, known));
  return [...used.map(definitionOf), ...external, ...ofRows];
}
