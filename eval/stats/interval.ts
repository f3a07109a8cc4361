/** Intervals as the table shows them: a method's name with every number, a reason in place of every missing one. */
import type { Measure } from '../contracts/criteria.ts';
import type { Interval } from '../contracts/metrics.ts';
import { expandedTail, observedIn, percentileInterval, replicates, type Statistic, withoutEach } from './bootstrap.ts';
import { type BoundedStatistic, boundedInterval, weighAlike, withEnds } from './bounded_mean.ts';
import { clopperPearson } from './clopper_pearson.ts';
import { isSame } from './groups.ts';
import { correlationInterval, fisherZ, jackknifeInterval } from './jackknife_interval.ts';
import { randomStream } from './random.ts';

/** A statistic and the numbers of the groups it was summed over, ascending. */
export interface GroupedStatistic {
  readonly groups: ArrayLike<number>;
  readonly statistic: Statistic;
}

export type Estimate = Readonly<{ interval: Interval; intervalReason: null } | { interval: null; intervalReason: string }>;

/**
 * Intervals over groups, paired where a statistic is a difference or a ratio. Statistics over the same groups share their draws; what a
 * statistic gets depends only on the seed, the label and its own sums, not on its neighbours.
 *
 * @param label names the place in the table (its corpus and slice): each place has random numbers of its own
 */
export function intervals(list: readonly GroupedStatistic[], label: string, settings: Measure['statistics']): Estimate[] {
  const made = new Map<GroupedStatistic, Estimate>();
  const measurable = list.filter(({ groups }) => groups.length >= settings.minimum_groups);
  const alike: { readonly method: keyof typeof methods; readonly members: GroupedStatistic[] }[] = [];
  for (const one of measurable) {
    const method = settings.interval === 'expanded' ? forFew(one.statistic) : 'resampled';
    const found = alike.find((other) => other.method === method && isSame((other.members[0] as GroupedStatistic).groups, one.groups));
    if (found === undefined) alike.push({ method, members: [one] });
    else found.members.push(one);
  }
  for (const { method, members } of alike) {
    for (const [i, estimate] of methods[method](members, label, settings).entries()) made.set(members[i] as GroupedStatistic, estimate);
  }
  return list.map((one) => made.get(one) ?? without(`${countText(one)}; an interval needs at least ${settings.minimum_groups}`));
}

/** @param members statistics over the same groups */
type Method = (members: readonly GroupedStatistic[], label: string, settings: Measure['statistics']) => Estimate[];

/** Which method is honest for few groups. */
function forFew(statistic: Statistic): keyof typeof methods {
  const { of, minus, over, isCorrelation, within } = statistic;
  if (proportionOf(statistic) !== undefined) return 'exact';
  if (within !== undefined) return 'bounded';
  return over === undefined && (isCorrelation === true || (minus !== undefined && 'numerators' in of)) ? 'jackknife' : 'resampled';
}

const methods = {
  exact: (members, _, { level }) =>
    members.map(({ groups, statistic }) => {
      const bounds = clopperPearson(proportionOf(statistic) as Proportion, level);
      return found({ ...bounds, level, resamples: 0, groups: groups.length, method: 'clopper-pearson' });
    }),
  jackknife: (members, _, { level }) =>
    members.map((one) => {
      const { groups, statistic } = one;
      const left = withoutEach(statistic, groups.length);
      const undefinedOnes = left.filter((value) => !Number.isFinite(value)).length;
      if (undefinedOnes > 0) return without(`without one of ${countText(one)} there is no value, ${undefinedOnes} times`);
      if (left.every((value) => value === left[0])) return without(`it is the same without any of ${countText(one)}, ${noSpread}`);
      const [interval, method] = statistic.minus === undefined ? [correlationInterval, fisherMethod] : [jackknifeInterval, studentMethod];
      return found({ ...interval(observedIn(statistic, groups.length), left, level), level, resamples: 0, groups: groups.length, method });
    }),
  bounded: (members, label, { level, resamples, seed }) => {
    const groups = (members[0] as GroupedStatistic).groups.length;
    const ends = members.flatMap(({ statistic }) => withEnds(statistic as BoundedStatistic));
    const values = replicates(ends, { groups: groups + 1, resamples, random: randomStream(seed, label), weigh: weighAlike });
    return members.map((one, i) => {
      const [worst, best] = values.slice(2 * i, 2 * i + 2) as [Float64Array, Float64Array];
      return (
        undefinedIn([worst, best], one) ??
        found({ ...boundedInterval(worst, best, level), level, resamples, groups, method: methodOf(one, 'bounded-mean') })
      );
    });
  },
  resampled: (members, label, { level, resamples, seed, interval }) => {
    const groups = (members[0] as GroupedStatistic).groups.length;
    const statistics = members.map(({ statistic }) => statistic);
    const [quantiles, tail] = interval === 'expanded' ? (['expanded-percentile', expandedTail(level, groups)] as const) : (['percentile'] as const);
    return replicates(statistics, { groups, resamples, random: randomStream(seed, label) }).map((values, i) => {
      const one = members[i] as GroupedStatistic;
      const [bounds, method] = [percentileInterval(values, level, tail), methodOf(one, `bootstrap-${quantiles}`)];
      if (interval === 'expanded' && bounds.low === bounds.high) return without(`it is the same in all resamples of ${countText(one)}, ${noSpread}`);
      return undefinedIn([values], one) ?? found({ ...bounds, level, resamples, groups, method });
    });
  },
} satisfies Record<string, Method>;

function found(interval: Interval): Estimate {
  return { interval, intervalReason: null };
}

function without(intervalReason: string): Estimate {
  return { interval: null, intervalReason };
}

/** Why there is no interval, where a resample has no value. */
function undefinedIn(resampled: readonly Float64Array[], one: GroupedStatistic): Estimate | undefined {
  const counts = resampled.map((values) => values.filter((value) => !Number.isFinite(value)).length);
  const most = Math.max(...counts);
  return most > 0 ? without(`${most} of ${resampled[0]?.length} resamples of ${countText(one)} have no value`) : undefined;
}

function countText({ groups }: GroupedStatistic): string {
  return groups.length === 1 ? '1 group' : `${groups.length} groups`;
}

const noSpread = 'so that nothing tells its spread';
const fisherMethod = 'group-jackknife-fisher-z';
const studentMethod = 'paired-group-jackknife-student-t';

/** Student's distribution that an interval was made with; undefined where its tails are taken for those of the normal distribution. */
export function degreesOfFreedom({ method, groups, df }: Pick<Interval, 'method' | 'groups' | 'df'>): number | undefined {
  return df ?? (method === 'student-t' || method.endsWith('expanded-percentile') ? groups - 1 : undefined);
}

/** The scale on which an interval is symmetric, or nearly so, and the way back. */
export function scaleOf({ method }: Pick<Interval, 'method'>): readonly [to: (value: number) => number, from: (value: number) => number] {
  return method === fisherMethod ? [fisherZ, Math.tanh] : [(value) => value, (value) => value];
}

/** The share of results below which no tail is known: of quantiles of resamples, one of them (B. Phipson, G. Smyth, Statist. Appl. Genet. Mol. Biol. 9, 2010). */
export function leastShare({ method, resamples }: Pick<Interval, 'method' | 'resamples'>): number {
  return method.endsWith('percentile') ? 2 / (resamples + 1) : 0;
}

function methodOf({ statistic: { minus, over } }: GroupedStatistic, method: string): string {
  return `${minus === undefined && over === undefined ? '' : 'paired-'}group-${method}`;
}

interface Proportion {
  readonly numerator: number;
  readonly denominator: number;
}

/** The counts of a rate whose groups are one sample each; undefined for everything else. */
function proportionOf({ of, minus, over }: Statistic): Proportion | undefined {
  if (minus !== undefined || over !== undefined || !('numerators' in of)) return undefined;
  const { numerators, denominators } = of;
  if (!denominators.every((one) => one === 1) || !numerators.every((one) => one === 0 || one === 1)) return undefined;
  return { numerator: numerators.reduce((sum, one) => sum + one, 0), denominator: denominators.length };
}
