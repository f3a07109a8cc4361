/** Holm's correction over the places of one criterion: each gets an interval as wide as its rank among the others asks for. */
import type { Correction } from '../contracts/decision.ts';
import type { Interval } from '../contracts/metrics.ts';
import { correctedLevel, holm } from '../stats/folds/holm.ts';
import { studentT, studentTQuantile } from '../stats/folds/student_t.ts';
import { degreesOfFreedom, leastShare, scaleOf } from '../stats/interval.ts';
import { standardNormal } from '../stats/regression/normal.ts';
import { type Symmetric, tailQuantile } from '../stats/regression/tail_quantile.ts';
import { type Limit, marginOf } from './limits.ts';

export interface Place {
  readonly observed: number;
  readonly interval: Interval;
}

export interface Corrected {
  /** As wide as the corrected level asks for. */
  readonly interval: Interval;
  readonly correction: Correction;
  /** Where the resamples are too few to tell a p as small as the correction asks for: whatever the interval says, nothing is decided. */
  readonly resamplesNeeded?: number;
}

/**
 * A place's two-sided p is the share at which its interval would just end at the limit. Holm's correction (Scandinavian Journal of
 * Statistics 6, 1979) makes it k times as large; the interval is taken at the level 1 - (1 - level) / k, which reaches over the limit
 * exactly where the corrected p is above 1 - level. Between levels an interval's halves grow as quantiles of the normal distribution, of
 * Student's where the interval was made with it, a correlation's on Fisher's scale. No p is below what the resamples can tell.
 *
 * @param places those that are judged at all
 */
export function correctedPlaces(places: readonly Place[], limits: readonly Limit[]): Corrected[] {
  const pValues = places.map((place) => pOf(place, limits));
  const adjusted = holm(pValues) as number[];
  return places.map(({ observed, interval }, i) => {
    const [p, own] = [pValues[i] as number, adjusted[i] as number];
    const times = p > 0 ? own / p : places.length;
    const level = correctedLevel(interval.level, times);
    const { distribution, reach } = distributionOf(interval);
    const wider = tailQuantile(distribution, 1 - level) / reach;
    const { centre, left, right, from } = onScale(observed, interval);
    const [low, high] = [from(centre - wider * (centre - left)), from(centre + wider * (right - centre))];
    const beyond = p > 0 && p === leastShare(interval) && own > 1 - interval.level;
    return {
      interval: { ...interval, low, high, level },
      correction: { method: 'holm', places: places.length, p, adjusted: own },
      ...(beyond && { resamplesNeeded: resamplesFor(own / p, interval) }),
    };
  });
}

/** So many that the tail of a p that is corrected by `times` can be told. */
function resamplesFor(times: number, { level }: Interval): number {
  return Math.ceil(Number(((2 * times) / (1 - level)).toPrecision(9))) - 1;
}

/** On the scale on which the interval was made; the middle of a symmetric one is its own, because a bias was taken off. */
function onScale(
  observed: number,
  interval: Interval,
): { centre: number; left: number; right: number; from: (value: number) => number; to: (value: number) => number } {
  const [to, from] = scaleOf(interval);
  const [value, left, right] = [observed, interval.low, interval.high].map(to) as [number, number, number];
  return { centre: interval.df === undefined ? value : (left + right) / 2, left, right, from, to };
}

/** Of the limit that is broken; within all of them, of the one that is hardest to keep. */
function pOf({ observed, interval }: Place, limits: readonly Limit[]): number {
  const margin = (limit: Limit): number => marginOf({ value: observed, exact: null }, limit);
  const broken = limits.filter((limit) => margin(limit) < 0);
  const { distribution, reach } = distributionOf(interval);
  const { centre, left, right, to } = onScale(observed, interval);
  const shares = (broken.length > 0 ? broken : limits).map(({ value }) => {
    const half = value < observed ? centre - left : right - centre;
    const distance = Math.abs(centre - to(value));
    if (distance === 0) return 1;
    return half > 0 ? distribution.bothTails((distance / half) * reach) : 0;
  });
  return Math.max(...shares, leastShare(interval));
}

/** The distribution that an interval was made by, and how many of its deviations the interval reaches. */
function distributionOf(interval: Interval): { readonly distribution: Symmetric; readonly reach: number } {
  const { level } = interval;
  const df = degreesOfFreedom(interval);
  if (df !== undefined) return { distribution: studentT(df), reach: studentTQuantile((1 + level) / 2, df) };
  return { distribution: standardNormal, reach: tailQuantile(standardNormal, 1 - level) };
}
