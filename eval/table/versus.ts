/** Which of two numbers is better, and whether their difference is more than chance. */
import type { Standing, Versus } from '../contracts/versus.ts';
import { type Directed, direction } from './direction.ts';

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Equal sums in another order differ by less, as a share of the number. */
const rounding = 1e-9;

/**
 * @param bounds of a - b; null without an interval
 * @param metric undefined where its direction is not known
 */
export function versusOf(a: number | null, b: number | null, bounds: Bounds | null, metric: Directed | undefined): Versus {
  const interval = { low: bounds?.low ?? null, high: bounds?.high ?? null };
  if (a === null || b === null) return { ...interval, better: null, outcome: null, winner: null };
  if (Math.abs(a - b) <= rounding * Math.max(1, Math.abs(a), Math.abs(b))) return { ...interval, better: 'tie', outcome: 'tie', winner: null };
  const better = metric === undefined ? null : (a - b) * direction(metric) > 0 ? 'a' : 'b';
  const outcome = bounds === null ? 'unknown' : bounds.low > 0 || bounds.high < 0 ? 'decisive' : 'tie';
  return { ...interval, better, outcome, winner: outcome === 'decisive' ? better : null };
}

/** The bounds of a - b from an interval of each. They hold for any dependence of the two, and are wider than those of pairs. */
export function unpairedBounds(a: Bounds | null | undefined, b: Bounds | null | undefined): Bounds | null {
  return a == null || b == null ? null : { low: a.low - b.high, high: a.high - b.low };
}

/** The bounds of b - a from those of a - b, and the other way round. */
export function turned(bounds: Bounds | null): Bounds | null {
  return bounds === null ? null : { low: -bounds.high, high: -bounds.low };
}

export function standingOf(all: readonly Versus[]): Standing {
  const count = (is: (one: Versus) => boolean): number => all.filter(is).length;
  const [a, b] = [count(({ winner }) => winner === 'a'), count(({ winner }) => winner === 'b')];
  const winner = a > 0 && b === 0 ? 'a' : b > 0 && a === 0 ? 'b' : null;
  return { winner, a, b, ties: count(({ outcome }) => outcome === 'tie'), unknown: count(({ outcome }) => outcome === 'unknown') };
}
