/** Why the verdict is what it is, and every criterion with what was found and what was needed. */

import type { CriterionResult } from '../../contracts/decision.ts';
import { subsetText } from '../../report/phrases/names.ts';
import { interval, number, signed } from '../../report/phrases/numbers.ts';
import { asLabel, statusText } from '../../report/phrases/status.ts';
import { doubt, firmness, foundAndNeeded, isDifference, onTheWhole, subject, tally, warnings } from '../sentences.ts';
import type { View } from '../view.ts';
import { byConcern } from '../view.ts';
import { strip } from './gallery.ts';
import { bullets, code, cut, left, prose, right, table } from './text.ts';

export function whySection(view: View, most: number): string {
  const { decision, metrics, deciding } = view;
  const statements = [...new Set(metrics.corpora.flatMap((corpus) => corpus.statements))];
  const warned = cut(warnings(view), most);
  const worst = deciding === undefined ? undefined : view.pictures(deciding)[0];
  const { tier, notices } = decision.policy;
  return [
    tier === null ? '' : `Tier: ${code(tier)}.`,
    notices.map((notice) => `> **${prose(notice)}**`).join('\n>\n'),
    `**${prose(decision.why)}.**${deciding === undefined ? '' : ` ${prose(firmness(deciding, view) ?? '')}`}`,
    ...(decision.verdict === 'void'
      ? [doubt]
      : [prose(tally(view)), bullets(cut(metrics.corpora, most).shown.map(({ name }) => prose(onTheWhole(view, name) ?? '')))]),
    worst === undefined ? '' : strip(worst, view),
    warned.shown.length === 0 ? '' : `Worth knowing:\n\n${bullets([...warned.shown.map(prose), warned.pointer])}`,
    cut(statements, most)
      .shown.map((statement) => `> ${prose(statement)}`)
      .join('\n>\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The ones that stand against a promotion first, the rest after them; each table starts with the worst margin. */
export function criteriaSections(view: View, most: number): string[] {
  const results = byConcern(view.decision.criteria);
  const against = results.filter(({ status, level }) => level === 'block' && (status === 'fail' || status === 'insufficient'));
  const others = results.filter((result) => !against.includes(result));
  return [section('Criteria that stand against a promotion', against, view, most), section('Other criteria', others, view, most)];
}

function section(title: string, results: readonly CriterionResult[], view: View, most: number): string {
  if (results.length === 0) return '';
  const { shown, pointer } = cut(results, most);
  const columns = [...left('criterion', 'result', 'what'), ...right('found', 'needed', 'margin', 'n', 'interval')];
  const rows = shown.map((result) => {
    const { found, asked, needed, margin } = foundAndNeeded(result);
    const deciding = result === view.deciding ? ' (decides)' : '';
    const bounds = interval(result.interval, isDifference(result) ? signed : number);
    return [
      `${code(result.id)}${deciding}`,
      asLabel(statusText(result)),
      `${prose(subject(result, view))}, ${prose(subsetText(result.where))}`,
      found,
      `${asked} ${needed}`,
      margin,
      String(result.n),
      bounds,
    ];
  });
  const reasons = shown
    .filter(({ status }) => status !== 'pass')
    .map(({ reason, worstSamples }) => `${prose(reason)}${worstSamples.length === 0 ? '' : `; worst samples: ${worstSamples.map(code).join(', ')}`}`);
  return [`## ${title}`, table(columns, rows), pointer, bullets(reasons)].filter((part) => part !== '').join('\n\n');
}
