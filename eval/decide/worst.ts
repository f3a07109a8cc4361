/** Samples to look at first. */

import type { Criterion } from '../contracts/criteria.ts';
import type { Where } from '../contracts/metrics.ts';
import { byText } from '../io/order.ts';
import { direction } from '../table/direction.ts';
import type { MetricsIndex } from '../table/index.ts';
import { sampleValue } from '../table/index.ts';
import { worstValue } from './across.ts';

const shown = 5;

/** Samples with the worst values, or the worst differences, the worst first; ties by id. Across a dimension: those of its worst value. */
export function worstSamples(criterion: Criterion, where: Where, table: MetricsIndex): string[] {
  const metric = table.rankingMetric(criterion.metric);
  const towardsWorse = direction(table.definition(metric));
  const subset = where.across === undefined ? where : worstSlice(criterion, where, where.across, table);
  const ranked = (subset === undefined ? [] : table.samples(subset)).flatMap((sample) => {
    const candidate = sampleValue(sample, table.candidate, metric);
    const subtracted = criterion.of === 'candidate' ? 0 : sampleValue(sample, table.baseline, metric);
    return candidate === null || subtracted === null ? [] : [{ id: sample.id, rank: towardsWorse * (candidate - subtracted) }];
  });
  ranked.sort((a, b) => a.rank - b.rank || byText(a.id, b.id));
  return ranked.slice(0, shown).map(({ id }) => id);
}

function worstSlice(criterion: Criterion, where: Where, dimension: string, table: MetricsIndex): Where | undefined {
  const value = worstValue(criterion, where, table);
  return value === undefined ? undefined : { corpus: where.corpus, slice: { dimension, value } };
}
