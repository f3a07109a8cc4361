/** A difference on a terminal. */
import type { ChangedNumber, Difference } from '../../contracts/cli_results.ts';
import type { GoldenCriterion, GoldenFinding } from '../../contracts/golden.ts';
import { counted } from '../../io/words.ts';
import { policyText, showOf } from '../../report/phrases/criteria.ts';
import { fullSubsetText, listed } from '../../report/phrases/names.ts';
import { absent, decimalsToTell, number, signed } from '../../report/phrases/numbers.ts';
import { findingText, statusText, statusVerb } from '../../report/phrases/status.ts';
import { columns, section } from '../../report/text/layout.ts';
import { limitWords, opposite } from '../../table/direction.ts';
import { candidateOf } from '../record/golden.ts';
import type { Paint } from '../text/paint.ts';
import { shortDigest, unlikeText } from '../text/words.ts';

/** Names of the two sides, as they were typed. */
export interface Sides {
  readonly a: string;
  readonly b: string;
}

export function differenceText(difference: Difference, names: Sides, paint: Paint): string[] {
  const tone = { same: paint.good, different: paint.strong, incomparable: paint.bad }[difference.outcome];
  return [
    tone(answerOf(difference)),
    ...section('sides', columns([sideLine('a', names.a, difference.a), sideLine('b', names.b, difference.b)])),
    ...section('candidates', standingText(difference)),
    ...details(difference),
  ];
}

/** Who wins; nothing where the two say the same, or where no difference could be judged. */
function standingText({ outcome, standing: { winner, a, b, ties, unknown } }: Difference): string[] {
  if (outcome !== 'different' || a + b + ties === 0) return [];
  const who = winner === null ? 'no winner' : `${winner} wins`;
  const of = counted(a + b + ties + unknown, 'number');
  const rest = unknown === 0 ? '' : `, ${unknown} without an interval`;
  return [`${who}: of ${of} of whole corpora a is decisively better in ${a}, b in ${b}; ${counted(ties, 'tie')}${rest}`];
}

/** What differs, without the heading. */
export function details({ obstacles, context, criteria, sanity, numbers, hindered }: Difference): string[] {
  const untold = hindered === 0 ? [] : section('not compared', [`${counted(hindered, 'number')}: what they are about differs, see "not comparable"`]);
  return [
    ...section('not comparable', obstacles.map(unlikeText)),
    ...section('other differences', context.map(unlikeText)),
    ...section('criteria', criteriaTable(criteria)),
    ...section('sanity', sanityTable(sanity)),
    ...section('numbers', numbersTable(numbers.filter(isCompared))),
    ...untold,
  ];
}

/** The first line. */
function answerOf(difference: Difference): string {
  const { outcome, b, obstacles, compared } = difference;
  if (outcome === 'incomparable') return `incomparable: ${obstaclesText(obstacles)} (--anyway compares the rest)`;
  const apart = obstacles.length === 0 ? '' : `${obstaclesText(obstacles)}; apart from that `;
  if (outcome === 'same') return `${apart}the same: verdict ${b.verdict}, ${counted(compared, 'number')} equal`;
  return `${apart}different: ${changesText(difference)}`;
}

/** `corpus flagged and metric distance differ` */
export function obstaclesText(obstacles: Difference['obstacles']): string {
  return `${listed(obstacles.map(({ key }) => key))} ${obstacles.length === 1 ? 'differs' : 'differ'}`;
}

/** `verdict go → no-go; floor holds → fails; 1 criterion and 12 numbers differ` */
export function changesText({ a, b, criteria, sanity, numbers }: Difference): string {
  const compared = criteria.filter(isCompared);
  const found = [
    ...counting(compared.length, 'criterion', 'criteria'),
    ...counting(sanity.length, 'finding', 'findings'),
    ...counting(numbers.filter(isCompared).length, 'number', 'numbers'),
  ];
  const verdict = a.verdict === b.verdict ? `verdict ${b.verdict} as before` : `verdict ${a.verdict} → ${b.verdict}`;
  const counts = found.length === 0 ? [] : [`${listed(found)} ${/^1 \S+$/.test(listed(found)) ? 'differs' : 'differ'}`];
  return [verdict, ...turnedText(compared), ...counts].join('; ');
}

const turnsShown = 3;

/** Criteria whose status is another: what most readers want to know first. */
function turnedText(criteria: Difference['criteria']): string[] {
  const turns = criteria.flatMap(({ id, a, b }) => {
    return a === null || b === null || a.status === b.status ? [] : [`${id} ${statusVerb(a)} → ${statusVerb(b)}`];
  });
  const rest = turns.length - turnsShown;
  return [...turns.slice(0, turnsShown), ...(rest > 0 ? [`${rest} more turned`] : [])];
}

function counting(n: number, one: string, many: string): string[] {
  return n === 0 ? [] : [`${n} ${n === 1 ? one : many}`];
}

function isCompared({ hinderedBy }: Pick<ChangedNumber, 'hinderedBy'>): boolean {
  return hinderedBy === null;
}

function sideLine(letter: string, name: string, side: Difference['a']): string[] {
  const candidate = candidateOf(side);
  return [letter, name, side.verdict, `${candidate?.name} ${shortDigest(candidate?.digest ?? null)}`, policyText(side.policy)];
}

function criteriaTable(criteria: Difference['criteria']): string[] {
  if (criteria.length === 0) return [];
  const rows = criteria.map(({ id, a, b, change, hinderedBy }) => {
    return [id, criterionText(a), criterionText(b), hinderedBy === null ? changeText(change) : `not compared: ${hinderedBy}`];
  });
  return columns([['id', 'a', 'b', 'change'], ...rows], []);
}

/** `fails −0.143, at least −0.080, n 6` */
function criterionText(criterion: GoldenCriterion | null): string {
  if (criterion === null) return absent;
  const { observed, limit, n } = criterion;
  const decimals = decimalsToTell(observed ?? limit, limit);
  const show = showOf(criterion);
  const found = observed === null ? 'nothing' : show(observed, decimals);
  return `${statusText(criterion)} ${found}, ${limitWords(criterion.comparator)} ${show(limit, decimals)}${tooGoodText(criterion)}, n ${n}`;
}

function tooGoodText({ comparator, tooGood }: GoldenCriterion): string {
  return tooGood === undefined ? '' : ` and ${limitWords(opposite(comparator))} ${tooGood}`;
}

function sanityTable(sanity: Difference['sanity']): string[] {
  const word = (finding: GoldenFinding | null): string => (finding === null ? 'is quiet' : findingText(finding));
  return columns(
    sanity.map(({ check, corpus, of, metric, a, b }) => {
      const about = [of, corpus, metric].filter((part) => part !== '').join(' ');
      return [check, about, `${word(a)} → ${word(b)}`];
    }),
  );
}

function numbersTable(numbers: Difference['numbers']): string[] {
  if (numbers.length === 0) return [];
  const rows = numbers.map(({ of, where, metric, a, b, change, versus }) => {
    const n = a?.n === b?.n ? `${b?.n ?? absent}` : `${a?.n ?? absent} → ${b?.n ?? absent}`;
    return [fullSubsetText(where), metric, of, ...pairText(a?.value ?? null, b?.value ?? null), changeText(change), n, versusText(versus)];
  });
  return columns([['where', 'metric', 'of', 'a', 'b', 'change', 'n', 'better'], ...rows], [3, 4, 5, 6]);
}

/** `b, decisive: +0.012 to +0.051` */
function versusText(versus: Difference['numbers'][number]['versus']): string {
  if (versus === null || versus.better === null) return '';
  const { better, outcome, low, high } = versus;
  const bounds = low === null || high === null ? '' : `: ${changeText(low)} to ${changeText(high)}`;
  return `${better}${outcome === 'unknown' ? '' : `, ${outcome}${bounds}`}`;
}

/** Both with as many decimals as it takes to tell them apart. */
function pairText(a: number | null, b: number | null): [string, string] {
  const decimals = a === null || b === null ? undefined : decimalsToTell(a, b);
  return [number(a, decimals), number(b, decimals)];
}

function changeText(change: number | null): string {
  return change === null ? '' : signed(change, decimalsToTell(change, 0));
}
