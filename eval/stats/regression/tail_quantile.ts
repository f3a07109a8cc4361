/** A distribution that is symmetric about 0 and falls off on both sides. */
export interface Symmetric {
  /** P(|X| >= x) for x >= 0. */
  readonly bothTails: (x: number) => number;
  readonly density: (x: number) => number;
}

/**
 * The x >= 0 beyond which, on both sides together, a share of the distribution lies. Newton's steps from 0: a tail is convex
 * where its density falls, so that no step overshoots and they end where rounding stops them.
 *
 * @param share above 0, at most 1
 * @throws RangeError when the share is outside
 */
export function tailQuantile({ bothTails, density }: Symmetric, share: number): number {
  if (!(share > 0 && share <= 1)) throw new RangeError(`a tail cannot hold a share of ${share}`);
  let x = 0;
  for (let step = Infinity; step > Number.EPSILON * x; x += Math.max(step, 0)) step = (bothTails(x) - share) / (2 * density(x));
  return x;
}
