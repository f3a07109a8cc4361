/** Would more samples settle on which side of its limit a value is? An estimate, and it says so. */
import type { Enough } from '../../contracts/cli_results.ts';
import type { CriterionResult } from '../../contracts/decision.ts';
import { counted } from '../../io/words.ts';
import { countText } from '../../report/phrases/names.ts';
import { interval, number, percent } from '../../report/phrases/numbers.ts';
import { hopeless, moreGroups, reachedOver } from '../../stats/enough.ts';
import type { Unit } from '../../table/units.ts';

/**
 * The estimate is that of `moreGroups`.
 *
 * @param unit what n counts
 * @param intervalReason why there is no interval
 */
export function enoughSamples(result: CriterionResult, unit: Unit, intervalReason: string): Enough {
  const { observed, judged, margin, limit, tooGood, n, minimumN, interval: found, reason } = result;
  if (n < minimumN) {
    const samples = minimumN - n;
    return say('more', `Needs ${more(samples, unit)} with a value before anything is judged (${n} of ${minimumN}).`, samples);
  }
  if (observed === null || judged === null || margin === null) return say('unknown', `Nothing was judged although n is enough: ${reason}.`);
  if (found === null) return say('unknown', `Without an interval nothing can be estimated (${intervalReason}).`);
  const condition = 'if value and spread stay as they are';
  if (result.status === 'inconclusive' && result.correction !== undefined) return corrected(result, unit, condition);
  const over = found.resamples > 0 ? counted(found.groups, 'group') : countText(found.groups, unit);
  const told = `the ${percent(found.level)} interval of ${interval(found)} over ${over}`;
  const reached = reachedOver(found, [limit, ...(tooGood === undefined ? [] : [tooGood])]);
  const [nearest] = reached;
  if (nearest === undefined) {
    return say('decided', `Decided: ${told} lies wholly on the ${margin < 0 ? 'failing' : 'holding'} side of ${number(limit)}.`);
  }
  if (reached.includes(observed))
    return say('never', `No number of ${unit.many} decides: the value is the limit itself, which every interval holds.`);
  const groups = moreGroups(found, observed, reached);
  if (groups === null) {
    return say('never', `In practice no number of ${unit.many} decides: so close to the limit it would take more than ${hopeless} times as many.`);
  }
  const samples = Math.ceil((groups * n) / found.groups);
  const text = `An estimate: about ${more(samples, unit)} of the same kind would bring ${told} clear of the limit of ${number(nearest)}, ${condition}.`;
  return say('more', text, samples, groups);
}

/** The interval of the table is not the wider one that was judged: decide knows that one, and how many more it takes. */
function corrected({ correction, moreNeeded, limit, reason }: CriterionResult, unit: Unit, condition: string): Enough {
  const wider = `the interval, which the correction over ${correction?.places} places makes wider,`;
  if (moreNeeded === undefined) return say('unknown', `${reason}.`);
  if (moreNeeded === null) return say('never', `In practice no number of ${unit.many} decides: ${wider} stays on both sides of the limit.`);
  const text = `An estimate: about ${more(moreNeeded, unit)} of the same kind would bring ${wider} clear of the limit of ${number(limit)}, ${condition}.`;
  return say('more', text, moreNeeded);
}

function say(answer: Enough['answer'], text: string, samples: number | null = null, groups: number | null = null): Enough {
  return { answer, samples, groups, text };
}

/** `1 more sample`, `12 more values of source` */
function more(n: number, { one, many }: Unit): string {
  return `${n} more ${n === 1 ? one : many}`;
}
