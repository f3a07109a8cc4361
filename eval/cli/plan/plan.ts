/** How many samples criteria need, from what a pilot found. */
import type { Plan } from '../../contracts/cli_results.ts';
import type { Report } from '../../contracts/report.ts';
import { InputError } from '../../errors/errors.ts';
import { nearestText } from '../../errors/nearest.ts';
import { correctedLevel } from '../../stats/folds/holm.ts';
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
      const row = { id, where, n, difference };
      if (interval === null) return { ...row, groups: null, level: null, needed: null, reason: 'the pilot has no interval' };
      const level = correctedLevel(interval.level, correction?.places ?? 1);
      const pilot = { ...row, groups: interval.groups, level };
      const groups = groupsFor(interval, difference, power, level);
      if (groups === null) return { ...pilot, needed: null, reason: 'the interval of the pilot has no width' };
      return { ...pilot, needed: { groups, samples: Math.ceil((groups * n) / interval.groups) }, reason: null };
    }),
  );
  return { schemaVersion: 1, kind: 'plan', evaluation: decision.evaluation, power, rows };
}
