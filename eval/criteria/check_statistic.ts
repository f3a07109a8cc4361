/** Numbers that are computed and numbers that are not, by what a criterion is about. */
import type { TieredCriterion } from '../contracts/criteria.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import { type Range, width } from './metrics.ts';
import type { PathProblem, Placed } from './problem.ts';

const plain: readonly string[] = ['value', 'mean', 'median', 'p10', 'p90'];
const across: readonly string[] = ['mean', 'median', 'worst', 'spread', 'sd'];

/**
 * Differences and intervals exist for one statistic: for the metric's own value on samples, for the mean across a
 * dimension. Which statistics there are at all depends on the place, too.
 */
export function checkStatistic({ path, value: { id, statistic, where, of, holds } }: Placed<TieredCriterion>): PathProblem[] {
  const who = `criterion "${id}"`;
  const [known, compared] = 'across' in where ? [across, 'mean'] : [plain, 'value'];
  const problem = (key: 'statistic' | 'holds', message: string, got: string, expected: string): PathProblem[] => {
    return [{ code: 'EV2008', path: [...path, key], message: `${who}: ${message}`, got, expected }];
  };
  if (!known.includes(statistic)) {
    const location = 'across' in where ? `across ${where.across} there is no ${statistic}` : `${statistic} is a number across a dimension`;
    return problem('statistic', location, statistic, known.join(', '));
  }
  if (of === 'candidate / baseline' && statistic !== 'value') {
    return problem('statistic', 'a ratio is computed of the value on samples only', statistic, 'value');
  }
  if (statistic === compared) return [];
  if (of === 'candidate - baseline') {
    return problem('statistic', `the difference of the ${statistic} is not computed, only that of the ${compared}`, statistic, compared);
  }
  return holds === 'value' ? [] : problem('holds', `the interval is that of the ${compared}, not of the ${statistic}`, holds, 'value');
}

/** What a criterion judges, in words, and the values that this can have. */
export function judgedRange({ statistic, of }: TieredCriterion, { id, range }: MetricDefinition): { what: string; range: Range } {
  const widest = width(range);
  if (statistic === 'spread' || statistic === 'sd') return { what: `${statistic} of ${id}`, range: [0, widest] };
  if (of === 'candidate') return { what: id, range };
  if (of === 'candidate / baseline') return { what: `ratio of ${id}`, range: [0, null] };
  return { what: `difference of ${id}`, range: [widest === null ? null : -widest, widest] };
}
