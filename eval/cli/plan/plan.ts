/** How many samples criteria need, from what a pilot found. */
import type { Plan } from '../../contracts/cli_results.ts';
import type { Report } from '../../contracts/report.ts';
import { InputError } from '../../errors/errors.ts';
import { nearestText } from '../../errors/nearest.ts';
import { groupsFor } from '../../stats/power.ts';

export interface PlanInput {
  readonly report: Report;
  /** Ids of criteria, or of one of their places. */
  readonly asked: readonly string[];
  readonly differences: readonly number[];
  readonly power: number;
}

/** @throws InputError EV9014 for a name that the report does not know */
export function plan({ report: { decision }, asked, differences, power }: PlanInput): Plan {
  const known = [...new Set(decision.criteria.flatMap(({ id, criterion }) => [criterion, id]))];
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new InputError(
      unknown.map((name) => ({
        code: 'EV9014',
        location: decision.evaluation,
        message: `no criterion is named "${name}"${nearestText(name, known)}`,
        got: name,
        expected: known.join(', '),
      })),
    );
  }
  const results = decision.criteria.filter(({ id, criterion }) => asked.includes(id) || asked.includes(criterion));
  const rows = results.flatMap(({ id, where, n, interval, correction }) =>
    differences.map((difference): Plan['rows'][number] => {
      const level = interval === null ? null : 1 - (1 - interval.level) / (correction?.places ?? 1);
      const groups = interval === null || level === null ? null : groupsFor(interval, difference, power, level);
      const pilot = { id, where, n, groups: interval?.groups ?? null, level, difference };
      if (interval !== null && groups !== null) {
        return { ...pilot, needed: { groups, samples: Math.ceil((groups * n) / interval.groups) }, reason: null };
      }
      return { ...pilot, needed: null, reason: interval === null ? 'the pilot has no interval' : 'the interval of the pilot has no width' };
    }),
  );
  return { schemaVersion: 1, kind: 'plan', evaluation: decision.evaluation, power, rows };
}
