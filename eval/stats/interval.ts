/** Intervals as the table shows them: a method's name with every number, a reason in place of every missing one. */
import type { Measure } from '../contracts/criteria.ts';
import type { Interval } from '../contracts/metrics.ts';
import type { Statistic } from './bootstrap.ts';
import { percentileInterval, replicates } from './bootstrap.ts';
import { randomStream } from './random.ts';

/** A statistic and the numbers of the groups it was summed over, ascending. */
export interface GroupedStatistic {
  readonly groups: readonly number[];
  readonly statistic: Statistic;
}

export type Estimate = Readonly<{ interval: Interval; intervalReason: null } | { interval: null; intervalReason: string }>;

/**
 * Percentile bootstrap intervals, paired where a statistic is a difference or a ratio. Statistics over the same groups share their
 * draws; what a statistic gets depends only on the seed, the label and its own sums, not on its neighbours.
 *
 * @param label names the place in the table (its corpus and slice): each place has random numbers of its own
 */
export function intervals(list: readonly GroupedStatistic[], label: string, settings: Measure['statistics']): Estimate[] {
  const resampled = new Map<GroupedStatistic, Float64Array>();
  const measurable = list.filter(({ groups }) => groups.length >= settings.minimum_groups);
  for (const alike of Map.groupBy(measurable, ({ groups }) => groups.join()).values()) {
    const [{ groups }] = alike as [GroupedStatistic];
    const resampling = { groups: groups.length, resamples: settings.resamples, random: randomStream(settings.seed, label) };
    const statistics = alike.map(({ statistic }) => statistic);
    for (const [i, values] of replicates(statistics, resampling).entries()) resampled.set(alike[i] as GroupedStatistic, values);
  }
  return list.map((one) => estimate(one, resampled.get(one), settings));
}

function estimate({ groups, statistic }: GroupedStatistic, values: Float64Array | undefined, settings: Measure['statistics']): Estimate {
  const { level, resamples, minimum_groups } = settings;
  const counted = groups.length === 1 ? '1 group' : `${groups.length} groups`;
  if (values === undefined) return { interval: null, intervalReason: `${counted}; an interval needs at least ${minimum_groups}` };
  const undefinedResamples = values.filter((value) => !Number.isFinite(value)).length;
  if (undefinedResamples > 0) {
    return { interval: null, intervalReason: `${undefinedResamples} of ${resamples} resamples of ${counted} have no value` };
  }
  const paired = statistic.minus !== undefined || statistic.over !== undefined;
  const method = paired ? 'paired-group-bootstrap-percentile' : 'group-bootstrap-percentile';
  return { interval: { ...percentileInterval(values, level), level, method, resamples, groups: groups.length }, intervalReason: null };
}
