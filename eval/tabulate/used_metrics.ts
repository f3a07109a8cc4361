/** Which metrics a table has: what was scored, what the criteria make of that, and what comes from outside. */
import { hasWhole, partsFor } from '../annotations/metric.ts';
import type { Measure, Measurement } from '../contracts/criteria.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import { compositeDefinition, externalDefinition } from '../metrics/declared.ts';
import type { CompositeMetric, Metric } from '../metrics/metric.ts';
import { parametersOf } from '../metrics/parameters.ts';
import { definitionOf, type MetricTable, withOwn } from '../metrics/table.ts';
import type { TabulateInput } from './evaluation.ts';

/** In the order of reports: composites, then those of the registry. A metric of parts that no corpus has is left out. */
export function usedMetrics({ scores, corpora, own, measure: { measure } }: TabulateInput): Metric[] {
  const scored = new Set(scores.flatMap(({ header }) => header.metrics.map(({ id }) => id)));
  const isUsed = (metric: Metric): boolean => {
    if (metric.kind === 'pass') return measure.pass !== undefined && scored.size > 0;
    return scored.has(metric.id) && (hasWhole(metric) || [...corpora.values()].some(({ parts }) => partsFor(metric, parts).length > 0));
  };
  const table = withOwn(measure.own_metrics, own);
  return [...(scored.size === 0 ? [] : compositesOf(measure, table)), ...table.all.filter(isUsed).map((metric) => withParameters(metric, measure))];
}

/** What was chosen is a part of what the number means. */
function withParameters(metric: Metric, measure: Measure): Metric {
  const parameters = metric.kind === 'corpus' ? parametersOf(metric.definition, measure.parameters) : null;
  return parameters === null ? metric : { ...metric, parameters };
}

function compositesOf({ composites = [] }: Measure, table: MetricTable): CompositeMetric[] {
  return composites
    .filter(({ over }) => over !== 'rows')
    .map((composite) => ({
      kind: 'composite',
      ...compositeDefinition(composite, table.definitionOf),
      terms: composite.terms,
    }));
}

/** Definitions of the metrics of the samples, then of everything that comes from outside, given or not, then of what is made of rows. */
export function definitionsOf(used: readonly Metric[], { external_metrics = [], composites = [], own_metrics }: Measurement): MetricDefinition[] {
  const external = external_metrics.map(externalDefinition);
  const table = withOwn(own_metrics);
  const known = (id: string) => table.definitionOf(id) ?? external.find((one) => one.id === id);
  const ofRows = composites.filter(({ over }) => over === 'rows').map((composite) => compositeDefinition(composite, known));
  return [...used.map(definitionOf), ...external, ...ofRows];
}
