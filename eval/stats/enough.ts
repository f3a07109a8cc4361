/** How many more groups of samples would settle on which side of a limit a value lies. */

/** More than so many times the groups is not what anybody collects for one criterion. */
export const hopeless = 1000;

interface Found {
  readonly low: number;
  readonly high: number;
  readonly groups: number;
}

/**
 * The half of an interval that points at a limit shrinks with the square root of the number of groups (B. Efron and R.
 * Tibshirani, An Introduction to the Bootstrap, 1993, chapter 6). It is as long as the value's distance d from the limit
 * once there are groups x (half / d)^2 groups, if value and spread stay as they are.
 *
 * @param limits those that lie in the interval: the most demanding one counts
 * @returns null where no number that anybody collects would do
 */
export function moreGroups({ low, high, groups }: Found, observed: number, limits: readonly number[]): number | null {
  const wanted = limits.map((limit) => {
    const half = observed > limit ? observed - low : high - observed;
    return groups * (half / (observed - limit)) ** 2;
  });
  const most = Math.max(...wanted);
  if (!Number.isFinite(most)) return null;
  // The last digits of a double are no reason to ask for one more.
  const more = Math.max(1, Math.ceil(Number(most.toPrecision(9))) - groups);
  return more > hopeless * groups ? null : more;
}

/** The limits that an interval reaches over. */
export function reachedOver({ low, high }: Pick<Found, 'low' | 'high'>, limits: readonly number[]): number[] {
  return limits.filter((limit) => low < limit && limit < high);
}
