import { type Plan, planAnswer } from '../../contracts/cli_results.ts';
import { InputError } from '../../errors/errors.ts';
import { wrongArgument } from '../../io/arguments.ts';
import { counted } from '../../io/words.ts';
import { fullSubsetText } from '../../report/phrases/names.ts';
import { percent } from '../../report/phrases/numbers.ts';
import { columns, section } from '../../report/text/layout.ts';
import { defineCommand } from '../command.ts';
import { readReport, usualReport } from '../inputs.ts';
import type { Paint } from '../text/paint.ts';
import { plan } from './plan.ts';

const usualPower = 0.8;

export const planCommand = defineCommand(
  {
    name: 'plan',
    summary: 'how many samples criteria need, before anybody labels them',
    about: [
      'From the spread that a pilot report found: how many samples, in how many groups of related ones, it takes until an interval lies',
      'clear of its limit, where the truth is a wanted difference away from it. A criterion over `each` place is planned at each; one with a',
      'correction at the level that it asks of the first of so many places.',
    ],
    words: ['criterion…'],
    options: {
      difference: { value: 'NUMBERS', needed: true, about: 'distances from the limit that must show, in the unit of what is judged: 0.02,0.05' },
      power: { value: 'SHARE', about: `how often they must show, 0.5 to 0.99 (${usualPower})` },
      report: { value: 'PATH', about: `the report of the pilot (${usualReport})` },
    },
    examples: [
      ['flagged_beats_baseline --difference 0.02,0.05', 'a small and a larger difference'],
      ['class_no_regression --difference 0.05 --power 0.9', 'in every class, nine times in ten'],
    ],
    exitCodes: [
      [0, 'planned; where a pilot says nothing about spread, the row says so'],
      [2, 'no such criterion, no such report, wrong usage'],
    ],
  },
  planAnswer,
  ({ words, options: { difference, power, report = usualReport } }) => {
    const differences = difference.split(',').map((text) => numberIn(text, '--difference', 0, Number.POSITIVE_INFINITY));
    const chance = power === undefined ? usualPower : numberIn(power, '--power', 0.5, 0.99);
    const data = plan({ report: readReport(report), asked: words, differences, power: chance });
    return { data, text: planText, exitCode: 0 };
  },
);

function numberIn(text: string, option: string, least: number, most: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value > least && value <= most && Number.isFinite(value)) return value;
  throw new InputError(wrongArgument(`${option} ${text}: expected a number above ${least}${Number.isFinite(most) ? `, at most ${most}` : ''}`));
}

function planText({ power, rows }: Plan, paint: Paint): string[] {
  const levels = new Set(rows.flatMap(({ level }) => level ?? []));
  const [level] = levels.size === 1 ? levels : [];
  const own = levels.size > 1 ? ['level'] : [];
  const table = rows.map((row) => {
    const { id, where, n, groups, difference, needed, reason } = row;
    const asked = needed === null ? (reason ?? '') : `${counted(needed.samples, 'sample')} in ${counted(needed.groups, 'group')}`;
    return [
      id,
      fullSubsetText(where),
      `${n} in ${groups ?? '?'}`,
      ...own.map(() => (row.level === null ? '' : percent(row.level))),
      String(difference),
      asked,
    ];
  });
  const first = `needed so that ${level === undefined ? 'an' : `a ${percent(level)}`} interval shows the difference in ${percent(power)} of cases`;
  return [paint.strong(first), ...section('plan', columns([['criterion', 'place', 'pilot', ...own, 'difference', 'needed'], ...table], []))];
}
