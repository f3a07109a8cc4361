/** An explanation on a terminal. */
import type { ChangedNumber, ExplainedCriterion, Explanation } from '../../contracts/cli_results.ts';
import type { CriterionResult } from '../../contracts/decision.ts';
import { type Block, facts, heading, paragraph, textTable } from '../../report/blocks.ts';
import { foundAndNeeded, isDifference, limitText, policyText, showOf } from '../../report/phrases/criteria.ts';
import { fullSubsetText } from '../../report/phrases/names.ts';
import { absent, interval, number, percent, signed } from '../../report/phrases/numbers.ts';
import { findingText, statusText, statusVerb } from '../../report/phrases/status.ts';
import { blocksText } from '../../report/text/blocks.ts';
import { sliceValues } from '../../table/subsets.ts';
import { candidateOf } from '../record/golden.ts';
import type { Paint } from '../text/paint.ts';
import { unlikeText } from '../text/words.ts';
import { countsBlocks } from './counts.ts';

export function explanationText(explanation: Explanation, paint: Paint): string[] {
  const { answer, criteria, sanity } = explanation;
  const [first] = criteria;
  const several = first === undefined || criteria.length === 1 ? [] : [...section('places', [placesTable(criteria)]), ...metricSection(first)];
  const advice = lines('docs/gate-failed.md says what each kind of result means and what to do');
  return [
    paint.strong(answer),
    ...blocksText(several),
    ...criteria.flatMap((criterion) => criterionText(criterion, explanation, paint)),
    ...blocksText([...(sanity === null ? [] : checkBlocks(sanity)), ...section('what now', isInOrder(explanation) ? [] : advice)]),
  ];
}

/** A heading and what belongs to it; nothing where nothing does. */
function section(title: string, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [heading(title), ...blocks];
}

function lines(...texts: readonly string[]): Block[] {
  return texts.map((text) => paragraph(text));
}

function isInOrder({ criteria, sanity }: Explanation): boolean {
  const holds = criteria.every(({ result: { status } }) => status === 'pass' || status === 'not_applicable');
  return holds && (sanity?.findings ?? []).every(({ status }) => status === 'quiet');
}

function placesTable(criteria: readonly ExplainedCriterion[]): Block {
  const rows = criteria.map(({ result }) => {
    return [fullSubsetText(result.where), statusText(result), foundAndNeeded(result).found, neededText(result), String(result.n)];
  });
  return textTable('places', ['place', 'status', 'found', 'needed', 'n'], rows, [2, 4]);
}

function criterionText(explained: ExplainedCriterion, { criteria, policy, against, verdict }: Explanation, paint: Paint): string[] {
  const { result, deciding, enough, before, worst } = explained;
  const { id, title, reason } = result;
  const tone = { pass: paint.good, fail: paint.bad, inconclusive: paint.doubtful, insufficient: paint.bad, not_applicable: paint.doubtful }[
    result.status
  ];
  const own = criteria.length === 1 ? [] : ['', `${tone(statusText(result))}  ${paint.strong(id)}`, reason];
  const asked = lines(
    `${title} (${result.criterion} of ${policyText(policy)})`,
    askedText(result),
    `status: ${tone(statusVerb(result))}; level ${result.level}${deciding ? `; it decided the verdict ${verdict}` : ''}`,
  );
  const blocks = [
    ...section('criterion', asked),
    ...(criteria.length === 1 ? metricSection(explained) : []),
    ...section('samples', countsBlocks(explained)),
    ...section('value', [facts('lines', valuePairs(explained))]),
    ...section('would more samples decide?', lines(enough.text)),
    ...(against === null ? [] : section(`since the record (${sideText(against)})`, changesBlocks(explained, against, before))),
    ...section('worst samples', worstBlocks(worst)),
  ];
  return [...own, ...blocksText(blocks)];
}

function neededText(result: CriterionResult): string {
  const { asked, needed } = foundAndNeeded(result);
  return `${asked} ${needed}`;
}

/** What the criterion asks for, in one line. */
function askedText(result: CriterionResult): string {
  const { of, statistic, metric, where, holds, minimumN } = result;
  const number = statistic === 'value' ? metric : `${statistic} of ${metric}`;
  const bound = holds === 'interval' ? ', and so must the worse bound of its interval' : '';
  return `asks: ${of}, ${number} on ${fullSubsetText(where)}, ${neededText(result)}${bound}; needs n of ${minimumN}`;
}

function metricSection({ definition }: ExplainedCriterion): Block[] {
  const { id, version, title, summary, unit, range, better, undefinedWhen } = definition;
  const ends = range.map((end) => (end === null ? 'open' : String(end))).join(' to ');
  const first = `${title} (${id}@${version}): ${unit}, ${ends}, ${better} is better`;
  const more = [summary, undefinedWhen === '' ? '' : `undefined: ${undefinedWhen}`].filter((text) => text !== '');
  return section('metric', lines(first, ...more));
}

function valuePairs({ result }: ExplainedCriterion): (readonly [string, string])[] {
  const { of, candidate, baseline, observed, interval: found, relativeMargin } = result;
  const { found: text, margin } = foundAndNeeded(result);
  const show = showOf(result);
  const rows: (readonly [string, string])[] = [
    ['candidate', number(candidate)],
    ...(baseline === null ? [] : [['baseline', number(baseline)] as const]),
    ...(of === 'candidate' ? [] : [[isDifference(result) ? 'difference' : 'ratio', observed === null ? absent : text] as const]),
    ['limit', neededText(result)],
    ['margin', `${margin}${relativeMargin === null ? '' : ` (${signed(relativeMargin)} relative)`}`],
  ];
  if (found !== null) {
    const resamples = found.resamples > 0 ? ` groups, ${found.resamples} resamples` : '';
    rows.push(['interval', `${interval(found, show)} (${percent(found.level)}, ${found.method} over ${found.groups}${resamples})`]);
  }
  return rows;
}

function changesBlocks(
  { result }: ExplainedCriterion,
  { sameCandidate, obstacles }: NonNullable<Explanation['against']>,
  before: ExplainedCriterion['before'],
): Block[] {
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
  const numbers = textTable('numbers of the record and of the report', [], (before?.numbers ?? []).map(numberCells));
  return [...lines(...own, ...hinders, ...was), numbers];
}

function numberCells({ of, a, b, change: difference, hinderedBy }: ChangedNumber): string[] {
  const told = hinderedBy !== null ? `(not compared: ${hinderedBy})` : difference === null || difference === 0 ? '' : `(${signed(difference)})`;
  const show = of === 'candidate - baseline' ? signed : number;
  return [of, change(show(a?.value ?? null), show(b?.value ?? null)), told];
}

/** `0.857 → 0.722`, or `0.865 as before` */
function change(a: string, b: string): string {
  return a === b ? `${b} as before` : `${a} → ${b}`;
}

function sideText(side: NonNullable<Explanation['against']>): string {
  return `${candidateOf(side)?.name ?? 'no candidate'}, ${side.verdict}, ${policyText(side.policy)}`;
}

function worstBlocks(worst: ExplainedCriterion['worst']): Block[] {
  const [first] = worst;
  if (first === undefined) return [];
  const compared = worst.some(({ baseline }) => baseline !== null);
  const head = ['sample', `${first.metric}: candidate`, ...(compared ? ['baseline', 'difference'] : []), 'slices'];
  const rows = worst.map(({ id, candidate, baseline, slices }) => {
    const difference = candidate === null || baseline === null ? null : candidate - baseline;
    return [id, number(candidate), ...(compared ? [number(baseline), signed(difference)] : []), sliceValues({ slices }).join(', ')];
  });
  return [textTable('worst samples', head, rows, compared ? [1, 2, 3] : [1])];
}

function checkBlocks({ measures, deciding, advice, findings }: NonNullable<Explanation['sanity']>): Block[] {
  const samples = [...new Set(findings.flatMap((finding) => finding.samples))];
  const fired = findings.some(({ status }) => status === 'fired');
  return [
    ...section('check', lines(`it looks at: ${measures}`, ...(deciding ? ['it decided the verdict'] : []))),
    ...section('findings', lines(...findings.map((finding) => `${findingText(finding)}: ${finding.reason}`))),
    ...section('samples', lines(...samples)),
    ...section(fired ? 'what to do' : 'what to do when it fires', advice === '' ? [] : lines(advice)),
  ];
}
