/** What the numbers say and what they do not, in sentences that both reports share. Plain text: renderers escape it. */
import type { CriterionResult } from '../contracts/decision.ts';
import type { DeltaRow, Interval, MetricDefinition } from '../contracts/metrics.ts';
import { counted } from '../io/words.ts';
import { countText, inSentence, listed, subjectText } from '../report/phrases/names.ts';
import { absent, decimalsToTell, interval, number, percent, signed } from '../report/phrases/numbers.ts';
import { isBetter, limitWords } from '../table/direction.ts';
import { unitOf } from '../table/units.ts';
import type { View } from './view.ts';

/** The verdict in words. */
export function headline({ decision, candidate }: View): string {
  switch (decision.verdict) {
    case 'go':
      return `Go: ${candidate.name} may be promoted`;
    case 'no-go':
      return `No-go: ${candidate.name} may not be promoted`;
    case 'void':
      return `Void: nothing trustworthy was measured, so ${candidate.name} may not be promoted`;
  }
}

/** What a void report says in place of results. */
export const doubt = 'The numbers below were computed, but until this is explained they must not be read as results.';

/** How many blocking criteria hold. */
export function tally({ decision }: View): string {
  const blocking = decision.criteria.filter(({ level, status }) => level === 'block' && status !== 'not_applicable');
  const number = (status: CriterionResult['status']) => blocking.filter((result) => result.status === status).length;
  const parts = [`${number('pass')} of ${counted(blocking.length, 'blocking check')} hold`];
  if (number('fail') > 0) parts.push(`${number('fail')} ${number('fail') === 1 ? 'fails' : 'fail'}`);
  if (number('insufficient') > 0) parts.push(`${number('insufficient')} ${number('insufficient') === 1 ? 'lacks' : 'lack'} evidence`);
  return `${listed(parts)}.`;
}

/** How firm a result is: where its interval lies from the limit. Undefined where nothing was judged. */
export function firmness(result: CriterionResult, view: View): string | undefined {
  const { interval: found, limit, margin, judged } = result;
  if (judged === null || margin === null) return undefined;
  if (found === null)
    return `There is no interval, so nothing is said about how far ${countText(result.n, unitOf(result.where, view))} can be trusted.`;
  const over = found.resamples > 0 ? counted(found.groups, 'group') : countText(result.n, unitOf(result.where, view));
  const told = `The ${percent(found.level)} interval over ${over} is ${interval(found, number)}`;
  if (found.low < limit && limit < found.high) {
    return `${told} and contains the limit of ${number(limit)}: other samples of the same kind could turn this result.`;
  }
  return `${told}, wholly on the ${margin < 0 ? 'failing' : 'holding'} side of the limit of ${number(limit)}.`;
}

/** How the candidate did on a whole corpus by the leading metric, and whether that is told from chance. */
export function onTheWhole(view: View, corpus: string): string | undefined {
  const { leading } = view;
  const delta = leading && view.delta({ corpus, slice: null }, leading.id);
  if (leading === undefined || delta === undefined || delta.value === null) return undefined;
  const moved =
    delta.value === 0 ? 'did not change' : `${delta.value > 0 ? 'rose' : 'fell'} from ${number(delta.baseline)} to ${number(delta.candidate)}`;
  return `On ${corpus} as a whole ${inSentence(leading.title)} ${moved}, ${signed(delta.value)} ${significance(delta.interval, leading)}`;
}

function significance(found: Interval | null, metric: MetricDefinition): string {
  if (found === null) return 'without an interval, so this does not show that the candidate is better or worse.';
  const told = `(${percent(found.level)} interval ${interval(found, signed)})`;
  if (found.low <= 0 && found.high >= 0) return `${told}: the interval contains zero, so this does not show that the candidate is better or worse.`;
  const side = found.low > 0 ? 'above' : 'below';
  const verdict = isBetter(found.low > 0 ? 1 : -1, metric) ? 'better' : 'worse';
  return `${told}: wholly ${side} zero, so ${verdict} beyond what the choice of samples explains.`;
}

/** A difference, and how many pairs it rests on where some samples have a value for one backend only: then it is not that of the two columns. */
export function differenceText(delta: DeltaRow | undefined): string {
  return `${signed(delta?.value ?? null)}${delta === undefined || delta.unpaired === 0 ? '' : ` (${counted(delta.n, 'pair')})`}`;
}

/** `mask IoU`, `10th percentile of mask IoU`, `worst mask IoU`, `difference in mask IoU` */
export function subject(result: CriterionResult, view: View): string {
  return `${isDifference(result) ? 'difference in ' : ''}${subjectText(result.statistic, view.title(result.metric))}`;
}

/** Found and needed with the same number of decimals, as many as it takes to tell them apart; `asked` is "at least" or "at most". */
export function foundAndNeeded(result: CriterionResult): { found: string; asked: string; needed: string; margin: string } {
  const { judged, observed, limit, comparator, margin } = result;
  const decimals = decimalsToTell(judged ?? limit, limit);
  const show = isDifference(result) ? signed : number;
  const bound = judged !== null && judged !== observed ? ` (bound ${show(judged, decimals)})` : '';
  return {
    found: observed === null ? 'nothing' : `${show(observed, decimals)}${bound}`,
    asked: limitWords(comparator),
    needed: show(limit, decimals),
    margin: margin === null ? absent : signed(margin, Math.max(decimals, decimalsToTell(margin, 0))),
  };
}

export function isDifference({ of }: CriterionResult): boolean {
  return of !== 'candidate';
}

/** Everything that a reader should know and that decides nothing. */
export function warnings({ decision, metrics }: View): string[] {
  const criteria = decision.criteria.filter(({ level, status }) => level === 'warn' && (status === 'fail' || status === 'insufficient'));
  const findings = decision.sanity.filter(({ level, status }) => level === 'warn' && status !== 'quiet');
  return [
    ...criteria.map(({ id, reason }) => `${id}: ${reason}`),
    ...findings.map(({ check, reason }) => `${check}: ${reason}`),
    ...metrics.corpora.flatMap(({ name, remarks }) => remarks.map((remark) => `${name}: ${remark}`)),
  ];
}

/** How intervals were made, one sentence for each way; empty where there are none. */
export function intervalMethods({ metrics }: View): string[] {
  const found = [...metrics.rows, ...metrics.deltas].flatMap((row) => row.interval ?? []);
  const ways = found.map(
    ({ level, method, resamples }) => `${percent(level)} intervals: ${method}${resamples === 0 ? '' : `, ${resamples} resamples`}.`,
  );
  const across = [...metrics.across, ...metrics.comparisons].flatMap((row) => row.interval ?? []);
  const means = across.map(({ level }) => `${percent(level)} intervals across a dimension: Student's t over its values.`);
  return [...new Set([...ways, ...means])].sort();
}

/** Whether samples were drawn again for any interval. */
export function hasResampled({ metrics }: View): boolean {
  return [...metrics.rows, ...metrics.deltas].some((row) => (row.interval?.resamples ?? 0) > 0);
}

/** What makes a sample pass; undefined where the criteria do not say. */
export function passing(view: View): string | undefined {
  const { pass } = view.metrics;
  if (pass === null) return undefined;
  return `${isBetter(1, view.definition(pass.metric)) ? 'reaches' : 'is at most'} ${number(pass.at)}; equality passes`;
}

export const aboutNumbers =
  'Differences are candidate minus baseline over the samples where both have a value. Percentiles are interpolated. Numbers are rounded in this ' +
  'report and nowhere before.';

export const aboutIntervals =
  'Whole groups of related samples are drawn, for a difference the same ones for both backends. An interval speaks for one comparison at a time: ' +
  'among many slices, some miss zero by chance.';

/** The command that makes this report again. */
export function reproduction({ metrics: { evaluation } }: View): string {
  return `bazel build ${/^(@|\/\/|:)/.test(evaluation) ? '' : ':'}${evaluation}`;
}
