/** How many groups of samples it takes to show a difference. */
import type { Interval } from '../contracts/metrics.ts';
import { studentTQuantile } from './folds/student_t.ts';
import { degreesOfFreedom } from './interval.ts';
import { normalCritical } from './regression/normal.ts';

/**
 * The number of groups with which an interval lies clear of its limit with probability `power`, where the truth is
 * `difference` away from the limit: the smallest n for which (t of the level + t of the power) sd / √n is at most the difference, with n - 1
 * degrees of freedom (S.-C. Chow, J. Shao, H. Wang, Sample Size Calculations in Clinical Research, 2003, section 3.1). The spread of one
 * group is that of the pilot: the width of its interval says what its number varies by, whatever number that is.
 *
 * @param difference above 0
 * @param power between 0.5 and 1
 * @param wanted level of the interval that is planned: that of the pilot, or what a correction over many places asks of the first of them
 * @returns null where the pilot's interval has no width, and so says nothing about spread
 */
export function groupsFor(pilot: Interval, difference: number, power: number, wanted = pilot.level): number | null {
  const { low, high, level, groups } = pilot;
  const df = degreesOfFreedom(pilot);
  const reach = df === undefined ? normalCritical(level) : studentTQuantile((1 + level) / 2, df);
  const spread = ((high - low) / 2 / reach) * Math.sqrt(groups);
  if (!(spread > 0)) return null;
  const isEnough = (n: number): boolean => {
    const asked = studentTQuantile((1 + wanted) / 2, n - 1) + studentTQuantile(power, n - 1);
    return asked * spread <= difference * Math.sqrt(n);
  };
  let [tooFew, enough] = [1, 2];
  while (!isEnough(enough)) [tooFew, enough] = [enough, 2 * enough];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
