/** Samples to look at first. */

import type { Criterion } from '../contracts/criteria.ts';
import type { Where } from '../contracts/metrics.ts';
import type { MetricsIndex } from '../table/index.ts';
import { worstValue } from './across.ts';

/** Those that the table names for the subset; across a dimension, for its worst value. */
export function worstSamples(criterion: Criterion, where: Where, table: MetricsIndex): string[] {
  const metric = table.rankingMetric(criterion.metric);
  // What lost most is what a ratio lost most by.
  const of = criterion.of === 'candidate' ? criterion.of : 'candidate - baseline';
  if (where.across === undefined) return [...table.worst(where, metric, of)];
  const value = worstValue(criterion, where, table);
  if (value === undefined) return [];
  const { across: dimension, ...whole } = where;
  return [...table.worst({ ...whole, slice: { dimension, value } }, metric, of)];
}
