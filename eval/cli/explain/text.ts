/** An explanation on a terminal. */
import type { ChangedNumber, ExplainedCriterion, Explanation } from '../../contracts/answers.ts';
import type { CriterionResult } from '../../contracts/decision.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import { foundAndNeeded, isDifference, limitText, policyText, showOf } from '../../report/phrases/criteria.ts';
import { fullSubsetText } from '../../report/phrases/names.ts';
import { absent, interval, number, percent, signed } from '../../report/phrases/numbers.ts';
import { findingText, statusText, statusVerb } from '../../report/phrases/status.ts';
import { sliceValues } from '../../table/subsets.ts';
import { columns, section } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';
import { unlikeText } from '../text/words.ts';
import { countsText } from './counts.ts';

export function explanationText(explanation: Explanation, paint: Paint): string[] {
  const { answer, criteria, sanity } = explanation;
  const [first] = criteria;
  const several = criteria.length > 1 ? section('places', placesTable(criteria)) : [];
  return [
    paint.strong(answer),
    ...several,
    ...(first === undefined || criteria.length === 1 ? [] : section('metric', metricText(first.definition))),
    ...criteria.flatMap((criterion) => criterionText(criterion, explanation, paint)),
    ...(sanity === null ? [] : checkText(sanity)),
    ...(isInOrder(explanation) ? [] : section('what now', ['docs/gate-failed.md says what each kind of result means and what to do'])),
  ];
}

function isInOrder({ criteria, sanity }: Explanation): boolean {
  const holds = criteria.every(({ result: { status } }) => status === 'pass' || status === 'not_applicable');
  return holds && (sanity?.findings ?? []).every(({ status }) => status === 'quiet');
}

function placesTable(criteria: readonly ExplainedCriterion[]): string[] {
  const head = ['place', 'status', 'found', 'needed', 'n'];
  const rows = criteria.map(({ result }) => {
    const { found, asked, needed } = foundAndNeeded(result);
    return [fullSubsetText(result.where), statusText(result), found, `${asked} ${needed}`, String(result.n)];
  });
  return columns([head, ...rows], [2, 4]);
}

function criterionText(explained: ExplainedCriterion, { criteria, policy, against, verdict }: Explanation, paint: Paint): string[] {
  const { result, definition, deciding, enough, before, worst } = explained;
  const { id, title, reason } = result;
  const tone = { pass: paint.good, fail: paint.bad, insufficient: paint.bad, not_applicable: paint.doubtful }[result.status];
  const own = criteria.length === 1 ? [] : ['', `${tone(statusText(result))}  ${paint.strong(id)}`, reason];
  return [
    ...own,
    ...section('criterion', [
      `${title} (${result.criterion} of ${policyText(policy)})`,
      askedText(result),
      `status: ${tone(statusVerb(result))}; level ${result.level}${deciding ? `; it decided the verdict ${verdict}` : ''}`,
    ]),
    ...(criteria.length === 1 ? section('metric', metricText(definition)) : []),
    ...section('samples', countsText(explained)),
    ...section('value', valueText(explained)),
    ...section('would more samples decide?', [enough.text]),
    ...(against === null ? [] : section(`since the record (${sideText(against)})`, changesText(explained, against, before))),
    ...section('worst samples', worstTable(worst)),
  ];
}

/** What the criterion asks for, in one line. */
function askedText(result: CriterionResult): string {
  const { asked, needed } = foundAndNeeded(result);
  const { of, statistic, metric, where, holds, minimumN } = result;
  const number = statistic === 'value' ? metric : `${statistic} of ${metric}`;
  const bound = holds === 'interval' ? ', and so must the worse bound of its interval' : '';
  return `asks: ${of}, ${number} on ${fullSubsetText(where)}, ${asked} ${needed}${bound}; needs n of ${minimumN}`;
}

function metricText({ id, version, title, summary, unit, range, better, undefinedWhen }: MetricDefinition): string[] {
  const ends = range.map((end) => (end === null ? 'open' : String(end))).join(' to ');
  return [
    `${title} (${id}@${version}): ${unit}, ${ends}, ${better} is better`,
    ...(summary === '' ? [] : [summary]),
    ...(undefinedWhen === '' ? [] : [`undefined: ${undefinedWhen}`]),
  ];
}

function valueText({ result }: ExplainedCriterion): string[] {
  const { candidate, baseline, observed, interval: found, relativeMargin } = result;
  const { found: text, asked, needed, margin } = foundAndNeeded(result);
  const show = showOf(result);
  const rows = [
    ['candidate', number(candidate)],
    ...(baseline === null ? [] : [['baseline', number(baseline)]]),
    ...(isDifference(result) ? [['difference', observed === null ? absent : text]] : []),
    ['limit', `${asked} ${needed}`],
    ['margin', `${margin}${relativeMargin === null ? '' : ` (${signed(relativeMargin)} relative)`}`],
  ];
  if (found !== null) {
    const resamples = found.resamples > 0 ? ` groups, ${found.resamples} resamples` : '';
    rows.push(['interval', `${interval(found, show)} (${percent(found.level)}, ${found.method} over ${found.groups}${resamples})`]);
  }
  return columns(rows);
}

function changesText(
  { result }: ExplainedCriterion,
  { sameCandidate, obstacles }: NonNullable<Explanation['against']>,
  before: ExplainedCriterion['before'],
): string[] {
  const own = sameCandidate ? ['The record is of this very candidate: what differs is not the model.'] : [];
  const hindering = new Set((before?.numbers ?? []).map(({ hinderedBy }) => hinderedBy));
  const hinders = obstacles.filter(({ key }) => hindering.has(key)).map((obstacle) => `not comparable: ${unlikeText(obstacle)}`);
  const criterion = before?.criterion ?? null;
  const was =
    criterion === null
      ? ['The record has no criterion about this number.']
      : [
          `status: ${change(statusText(criterion), statusText(result))}`,
          `limit: ${change(limitText(criterion), limitText(result))}`,
          `n: ${change(String(criterion.n), String(result.n))}`,
        ];
  return [...own, ...hinders, ...was, ...columns((before?.numbers ?? []).map(numberLine))];
}

function numberLine({ of, a, b, change: difference, hinderedBy }: ChangedNumber): string[] {
  const told = hinderedBy !== null ? `(not compared: ${hinderedBy})` : difference === null || difference === 0 ? '' : `(${signed(difference)})`;
  const show = of === 'candidate - baseline' ? signed : number;
  return [of, change(show(a?.value ?? null), show(b?.value ?? null)), told];
}

/** `0.857 → 0.722`, or `0.865 as before` */
function change(a: string, b: string): string {
  return a === b ? `${b} as before` : `${a} → ${b}`;
}

function sideText({ verdict, policy, backends }: NonNullable<Explanation['against']>): string {
  const candidate = backends.find(({ of }) => of === 'candidate');
  return `${candidate?.name ?? 'no candidate'}, ${verdict}, ${policyText(policy)}`;
}

function worstTable(worst: ExplainedCriterion['worst']): string[] {
  const [first] = worst;
  if (first === undefined) return [];
  const compared = worst.some(({ baseline }) => baseline !== null);
  const head = ['sample', `${first.metric}: candidate`, ...(compared ? ['baseline', 'difference'] : []), 'slices'];
  const rows = worst.map(({ id, candidate, baseline, slices }) => {
    const difference = candidate === null || baseline === null ? null : candidate - baseline;
    return [id, number(candidate), ...(compared ? [number(baseline), signed(difference)] : []), sliceValues({ slices }).join(', ')];
  });
  return columns([head, ...rows], compared ? [1, 2, 3] : [1]);
}

function checkText({ measures, deciding, advice, findings }: NonNullable<Explanation['sanity']>): string[] {
  const samples = [...new Set(findings.flatMap((finding) => finding.samples))];
  return [
    ...section('check', [`it looks at: ${measures}`, ...(deciding ? ['it decided the verdict'] : [])]),
    ...section(
      'findings',
      findings.map((finding) => `${findingText(finding)}: ${finding.reason}`),
    ),
    ...section('samples', samples),
    ...section(findings.some(({ status }) => status === 'fired') ? 'what to do' : 'what to do when it fires', advice === '' ? [] : [advice]),
  ];
}
