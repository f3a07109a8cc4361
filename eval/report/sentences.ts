/** What the numbers say and what they do not. Plain text: serialisers escape it. */
import type { CriterionResult } from '../contracts/decision.ts';
import type { DeltaRow, MetricDefinition } from '../contracts/metrics.ts';
import { counted } from '../io/words.ts';
import { isBetter } from '../table/direction.ts';
import { wholeCorpus } from '../table/subsets.ts';
import { unitOf } from '../table/units.ts';
import { showOf } from './phrases/criteria.ts';
import { countText, inSentence, listed } from './phrases/names.ts';
import { interval, number, percent, signed } from './phrases/numbers.ts';
import type { View } from './view.ts';

/** The verdict in words. */
export function headline({ decision: { verdict }, candidate: { name } }: View): string {
  const words = {
    go: `Go: ${name} may be promoted`,
    'no-go': `No-go: ${name} may not be promoted`,
    inconclusive: `Inconclusive: too few samples to tell whether ${name} may be promoted`,
    void: `Void: nothing trustworthy was measured, so ${name} may not be promoted`,
  } as const satisfies Record<typeof verdict, string>;
  return words[verdict];
}

/** What a void report says in place of results. */
export const doubt = 'The numbers below were computed, but until this is explained they must not be read as results.';

/** How many blocking criteria hold. */
export function tallyText({ decision }: View): string {
  const { checks, pass, fail, inconclusive = 0, insufficient } = decision.tally.blocking;
  const parts = [`${pass} of ${counted(checks, 'blocking check')} hold`];
  if (fail > 0) parts.push(`${fail} ${fail === 1 ? 'fails' : 'fail'}`);
  if (inconclusive > 0) parts.push(`${inconclusive} ${inconclusive === 1 ? 'is' : 'are'} inconclusive`);
  if (insufficient > 0) parts.push(`${insufficient} ${insufficient === 1 ? 'lacks' : 'lack'} evidence`);
  return `${listed(parts)}.`;
}

/** How firm a result is: where its interval lies from the limit. Undefined where nothing was judged. */
export function firmness(result: CriterionResult, view: View): string | undefined {
  const { interval: found, limit, tooGood, margin, judged, n, where } = result;
  if (judged === null || margin === null) return undefined;
  const count = countText(n, unitOf(where, view));
  if (found === null) return `There is no interval, so nothing is said about how far ${count} can be trusted.`;
  const show = showOf(result);
  const over = found.resamples > 0 ? counted(found.groups, 'group') : count;
  const told = `The ${percent(found.level)} interval over ${over} is ${interval(found, show)}`;
  const limits = [limit, ...(tooGood === undefined ? [] : [tooGood])];
  const contained = limits.find((one) => found.low < one && one < found.high);
  if (contained !== undefined) {
    return `${told} and contains the limit of ${show(contained)}: other samples of the same kind could turn this result.`;
  }
  const holding = `the holding side of the ${limits.length === 1 ? 'limit' : 'limits'} of ${limits.map((one) => show(one)).join(' and ')}`;
  return `${told}, wholly on ${margin < 0 ? `the failing side of the limit of ${show(limit)}` : holding}.`;
}

/** How the candidate did on a whole corpus by the leading metric, and whether that is told from chance. */
export function onTheWhole(view: View, corpus: string): string | undefined {
  const { leading } = view;
  const delta = leading && view.delta(wholeCorpus(corpus), leading.id);
  if (leading === undefined || delta === undefined || delta.value === null) return undefined;
  const moved =
    delta.value === 0 ? 'did not change' : `${delta.value > 0 ? 'rose' : 'fell'} from ${number(delta.baseline)} to ${number(delta.candidate)}`;
  return `On ${corpus} as a whole ${inSentence(leading.title)} ${moved}, ${signed(delta.value)} ${certainty(delta, leading, view)}`;
}

/** Where samples are too few groups for an interval, values of a dimension may have one: what it shows must not be denied. */
function certainty({ where: { corpus }, interval: found }: DeltaRow, metric: MetricDefinition, view: View): string {
  if (found !== null)
    return `(${percent(found.level)} interval ${interval(found, signed)}): ${reading(found, metric, 'over all samples', 'samples')}`;
  const row = view.comparisonsOf(corpus, metric.id).find((one) => one.interval !== null);
  if (row === undefined || row.interval === null) {
    return 'without an interval, so over all samples nothing tells this from chance.';
  }
  const told = `mean difference ${signed(row.difference)} (${percent(row.interval.level)} interval ${interval(row.interval, signed)})`;
  return `without an interval over all samples; across ${row.dimension} ${told}: ${reading(row.interval, metric, `across ${row.dimension}`, `values of ${row.dimension}`)}`;
}

function reading({ low, high }: { readonly low: number; readonly high: number }, metric: MetricDefinition, extent: string, drawn: string): string {
  if (low <= 0 && high >= 0) {
    return `the interval contains zero, so ${extent} this metric does not show that the candidate is better or worse.`;
  }
  const verdict = isBetter(low > 0 ? 1 : -1, metric) ? 'better' : 'worse';
  return `wholly ${low > 0 ? 'above' : 'below'} zero, so ${verdict} beyond what the choice of ${drawn} explains.`;
}

/** A difference, and how many pairs it rests on where some samples have a value for one backend only: then it is not that of the two columns. */
export function differenceText(delta: DeltaRow | undefined): string {
  return `${signed(delta?.value ?? null)}${delta === undefined || delta.unpaired === 0 ? '' : ` (${counted(delta.n, 'pair')})`}`;
}

/** Everything that a reader should know and that decides nothing. */
export function warnings({ decision, metrics }: View): string[] {
  const criteria = decision.criteria.filter(({ level, status }) => level === 'warn' && status !== 'pass' && status !== 'not_applicable');
  const findings = decision.sanity.filter(({ level, status }) => level === 'warn' && status !== 'quiet');
  return [
    ...criteria.map(({ id, reason }) => `${id}: ${reason}`),
    ...findings.map(({ check, reason }) => `${check}: ${reason}`),
    ...metrics.corpora.flatMap(({ name, remarks }) => remarks.map((remark) => `${name}: ${remark}`)),
  ];
}
