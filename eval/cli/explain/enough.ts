/** Would more samples settle on which side of its limit a value is? An estimate, and it says so. */
import type { Enough } from '../../contracts/cli_results.ts';
import type { CriterionResult } from '../../contracts/decision.ts';
import type { Interval } from '../../contracts/metrics.ts';
import { counted } from '../../io/words.ts';
import { countText } from '../../report/phrases/names.ts';
import { interval, number, percent } from '../../report/phrases/numbers.ts';
import type { Unit } from '../../table/units.ts';

/** More than so many times the groups is not what anybody collects for one criterion. */
const hopeless = 1000;

/**
 * The half of an interval that points at the limit shrinks with the square root of the number of groups (B. Efron and R.
 * Tibshirani, An Introduction to the Bootstrap, 1993, chapter 6). It is as long as the value's distance d from the limit
 * once there are groups x (half / d)^2 groups, if value and spread stay as they are.
 *
 * @param unit what n counts
 * @param intervalReason why there is no interval
 */
export function enoughSamples(result: CriterionResult, unit: Unit, intervalReason: string): Enough {
  const { observed, judged, limit, n, minimumN, interval: found, comparator, reason } = result;
  const say = (answer: Enough['answer'], text: string): Enough => ({ answer, samples: null, groups: null, text });
  if (n < minimumN) {
    const samples = minimumN - n;
    return {
      answer: 'more',
      samples,
      groups: null,
      text: `Needs ${more(samples, unit)} with a value before anything is judged (${n} of ${minimumN}).`,
    };
  }
  if (observed === null || judged === null) return say('unknown', `Nothing was judged although n is enough: ${reason}.`);
  if (found === null) return say('unknown', `Without an interval nothing can be estimated (${intervalReason}).`);
  const over = found.resamples > 0 ? counted(found.groups, 'group') : countText(found.groups, unit);
  const told = `the ${percent(found.level)} interval of ${interval(found)} over ${over}`;
  if (limit <= found.low || limit >= found.high) {
    const holds = comparator === '>=' ? found.low >= limit : found.high <= limit;
    return say('decided', `Decided: ${told} lies wholly on the ${holds ? 'holding' : 'failing'} side of ${number(limit)}.`);
  }
  if (observed === limit) return say('never', `No number of ${unit.many} decides: the value is the limit itself, which every interval holds.`);
  const groups = moreGroups(found, observed, limit);
  if (groups > hopeless * found.groups) {
    return say('never', `In practice no number of ${unit.many} decides: so close to the limit it would take more than ${hopeless} times as many.`);
  }
  const samples = Math.ceil((groups * n) / found.groups);
  const condition = 'if value and spread stay as they are';
  const text = `An estimate: about ${more(samples, unit)} of the same kind would bring ${told} clear of the limit of ${number(limit)}, ${condition}.`;
  return { answer: 'more', samples, groups, text };
}

function moreGroups({ low, high, groups }: Interval, observed: number, limit: number): number {
  const half = observed > limit ? observed - low : high - observed;
  const wanted = groups * (half / (observed - limit)) ** 2;
  // The last digits of a double are no reason to ask for one more.
  return Math.max(1, Math.ceil(Number(wanted.toPrecision(9))) - groups);
}

/** `1 more sample`, `12 more values of source` */
function more(n: number, { one, many }: Unit): string {
  return `${n} more ${n === 1 ? one : many}`;
}
