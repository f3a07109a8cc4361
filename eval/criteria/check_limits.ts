/** Limits that no number can satisfy, and a limit on a side that has one already. */
import type { TieredCriterion } from '../contracts/criteria.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import { asJudged, direction } from '../table/direction.ts';
import { judgedRange } from './check_statistic.ts';
import { outside } from './metrics.ts';
import type { PathProblem, Placed } from './problem.ts';
import { perTier } from './tiers.ts';

export function checkLimits({ path, value: criterion }: Placed<TieredCriterion>, definition: MetricDefinition): PathProblem[] {
  const who = `criterion "${criterion.id}"`;
  const { what, range } = judgedRange(criterion, definition);
  const better = direction(asJudged(criterion, definition));
  const limits = perTier(criterion.limit);
  const own = better === 1 ? 'at_least' : 'at_most';
  const other = better === 1 ? 'at_most' : 'at_least';
  const doubled = criterion[own] === undefined ? [] : [sameSide(who, [...path, own], own, other, what)];
  const beyond = perTier(criterion[other]).flatMap(({ tier, value }) => {
    const at = [...path, other, ...(tier === undefined ? [] : [tier])];
    const together = limits.filter((limit) => limit.tier === tier || limit.tier === undefined || tier === undefined);
    const crossed = together.filter((limit) => (value - limit.value) * better < 0);
    const message = `${who}: no ${what} is between the limit and ${other}`;
    return [
      ...outside(`${who}: no ${what} reaches ${other}`, at, value, range),
      ...crossed.map((limit): PathProblem => ({ code: 'EV2006', path: at, message, got: `limit ${limit.value}, ${other} ${value}` })),
    ];
  });
  const reach = limits.flatMap(({ tier, value }) =>
    outside(`${who}: no ${what} reaches the limit`, [...path, 'limit', ...(tier === undefined ? [] : [tier])], value, range),
  );
  return [...reach, ...doubled, ...beyond];
}

function sameSide(who: string, path: PathProblem['path'], own: string, other: string, what: string): PathProblem {
  const message = `${who}: \`limit\` is the ${own} of ${what} already; the other side is ${other}`;
  return { code: 'EV2021', path, message, got: own, expected: other };
}
