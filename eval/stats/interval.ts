/** Intervals as the table shows them: a method's name with every number, a reason in place of every missing one. */
import type { Measure } from '../contracts/criteria.ts';
import type { Interval } from '../contracts/metrics.ts';
import type { Statistic } from './bootstrap.ts';
import { expandedTail, percentileInterval, replicates } from './bootstrap.ts';
import { clopperPearson } from './clopper_pearson.ts';
import { fisherInterval, fisherZ } from './fisher.ts';
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
  const common = { level, resamples, groups: groups.length };
  if (settings.interval !== 'expanded') {
    return { interval: { ...percentileInterval(values, level), ...common, method: methodOf(statistic, 'percentile') }, intervalReason: null };
  }
  const proportion = proportionOf(statistic);
  if (proportion !== undefined) {
    return { interval: { ...clopperPearson(proportion, level), ...common, resamples: 0, method: 'clopper-pearson' }, intervalReason: null };
  }
  if (statistic.isCorrelation === true && statistic.minus === undefined && statistic.over === undefined && 'resampled' in statistic.of) {
    const { resampled, position } = statistic.of;
    const observed = resampled.evaluate(new Float64Array(groups.length).fill(1))[position] as number;
    return { interval: { ...fisherInterval(values, observed, level, groups.length), ...common, method: fisherMethod }, intervalReason: null };
  }
  const bounds = percentileInterval(values, level, expandedTail(level, groups.length));
  return { interval: { ...bounds, ...common, method: methodOf(statistic, 'expanded-percentile') }, intervalReason: null };
}

const fisherMethod = 'group-bootstrap-fisher-z';

/** Whether an interval was made with Student's quantiles; else with those of the normal distribution. */
export function isStudents({ method }: Pick<Interval, 'method'>): boolean {
  return method === 'student-t' || method === fisherMethod || method.endsWith('expanded-percentile');
}

/** The scale on which an interval is symmetric, or nearly so, and the way back. */
export function scaleOf({ method }: Pick<Interval, 'method'>): readonly [to: (value: number) => number, from: (value: number) => number] {
  return method === fisherMethod ? [fisherZ, Math.tanh] : [(value) => value, (value) => value];
}

function methodOf({ minus, over }: Statistic, quantiles: string): string {
  return `${minus === undefined && over === undefined ? '' : 'paired-'}group-bootstrap-${quantiles}`;
}

/** The counts of a rate whose groups are one sample each; undefined for everything else. */
function proportionOf({ of, minus, over }: Statistic): { numerator: number; denominator: number } | undefined {
  if (minus !== undefined || over !== undefined || !('numerators' in of)) return undefined;
  const { numerators, denominators } = of;
  if (!denominators.every((one) => one === 1) || !numerators.every((one) => one === 0 || one === 1)) return undefined;
  return { numerator: numerators.reduce((sum, one) => sum + one, 0), denominator: denominators.length };
}
