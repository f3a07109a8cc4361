/** Which numbers tell how samples spread. */
import type { MetricDefinition, MetricRow } from '../contracts/metrics.ts';
import type { Directed } from '../table/direction.ts';
import { isBetter } from '../table/direction.ts';
import type { View } from './view.ts';

export interface SpreadStatistic {
  readonly statistic: keyof MetricRow & ('mean' | 'median' | 'p10' | 'p90');
  readonly words: string;
}

/** Whether samples spread at all: of a metric that is 0 or 1 for each of them, the mean says everything. */
export function hasSpread({ pairs }: View, { id }: MetricDefinition): boolean {
  return pairs.some(({ values }) => Object.values(values).some(({ [id]: value }) => typeof value === 'number' && value !== 0 && value !== 1));
}

/** The end of the samples that a mean hides is the low one where more is better, else the high one. */
export function spreadStatistics(metric: Directed): SpreadStatistic[] {
  const bad = isBetter(1, metric) ? 'p10' : 'p90';
  const percentile = (statistic: 'p10' | 'p90', words: string): SpreadStatistic => ({
    statistic,
    words: statistic === bad ? `${words} (bad tail)` : words,
  });
  return [
    { statistic: 'mean', words: 'mean' },
    { statistic: 'median', words: 'median' },
    percentile('p10', '10th percentile'),
    percentile('p90', '90th percentile'),
  ];
}
