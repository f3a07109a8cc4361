/** What a criterion found and what it asked for, as a sentence a person can repeat. */
import type { Criterion } from '../contracts/criteria.ts';
import type { Correction } from '../contracts/decision.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import { countText, subjectText } from '../report/phrases/names.ts';
import { formatter } from '../report/phrases/numbers.ts';
import { comparatorOf, isBetter, limitWords } from '../table/direction.ts';
import type { Unit } from '../table/units.ts';
import { type Limit, limitsOf } from './limits.ts';

/** `rests on 1 sample; at least 3 are needed` */
export function tooFewText(n: number, unit: Unit, minimum: number): string {
  return `rests on ${countText(n, unit)}; at least ${minimum} ${minimum === 1 ? 'is' : 'are'} needed`;
}

/** Of an interval that reaches over a limit: `about 34 more samples of the same kind would decide`. */
export function undecidedText(more: number | null, unit: Unit): string {
  if (more === null) return `inconclusive: no number of ${unit.many} that can be estimated would decide`;
  return `inconclusive: about ${more} more ${more === 1 ? unit.one : unit.many} of the same kind would decide, if value and spread stay as they are`;
}

/** Of a p that so few resamples cannot tell. */
export function tooFewResamplesText(needed: number): string {
  return `inconclusive: the resamples are too few to tell a p that small; statistics.resamples of at least ${needed} can`;
}

/** `p 0.0040, 0.0800 after Holm's correction over 20 places` */
export function correctionText({ places, p, adjusted }: Correction): string {
  return `p ${p.toFixed(4)}, ${adjusted.toFixed(4)} after Holm's correction over ${places} ${places === 1 ? 'place' : 'places'}`;
}

export interface Found {
  readonly observed: number;
  readonly judged: number;
  /** The limit that the judged number is nearest to. */
  readonly limit: Limit;
  /** Of the interval, where its bounds are judged. */
  readonly level: number | undefined;
}

/**
 * What was found and what was asked for. Examples: `mask IoU fell by 0.143 against the baseline; at most 0.080 is allowed`,
 * `pass rate is 0.639; at least 0.750 is required`, `latency is 1.210 times the baseline's; at most 1.100 times is required`.
 */
export function judgementText(criterion: Criterion, definition: MetricDefinition, found: Found): string {
  const { observed, judged, limit, level } = found;
  const [own, tooGood] = limitsOf(criterion, definition);
  const isOwn = limit.side === own.side;
  const apart = formatter(judged, limit.value);
  // The limit that does not decide is exact, with more digits than the others where it has them.
  const show = (value: number): string =>
    Math.abs(value) !== Math.abs(limit.value) && Number(apart(value)) !== value ? String(value) : apart(value);
  const bound = (text: string): string =>
    level === undefined
      ? ''
      : `, ${isOwn ? 'at worst' : 'as far as'} ${text} within its ${Number((level * 100).toPrecision(criterion.correction === undefined ? 12 : 5))} % interval`;
  const subject = subjectText(criterion.statistic, definition.title);
  const isDifference = criterion.of === 'candidate - baseline';
  const [is, times] = criterion.of === 'candidate / baseline' ? [" times the baseline's", ' times'] : ['', ''];
  const beyond =
    tooGood === undefined
      ? ''
      : `, and ${isDifference ? 'a difference of ' : ''}${tooGood.side === 1 ? 'less' : 'more'} than ${show(tooGood.value)}${times} is too good to be trusted`;
  if (isDifference) {
    const moved = `${subject} ${movement(observed, apart)} against the baseline${bound(movement(judged, apart))}`;
    return `${moved}; ${demand(judged, own.value, definition, show)}${beyond}`;
  }
  const asked = `${limitWords(comparatorOf(definition))} ${show(own.value)}${times} is required`;
  return `${subject} is ${apart(observed)}${is}${bound(`${apart(judged)}${times}`)}; ${asked}${beyond}`;
}

function movement(difference: number, show: (value: number) => string): string {
  if (difference === 0) return 'did not change';
  return `${difference < 0 ? 'fell' : 'rose'} by ${show(Math.abs(difference))}`;
}

/** A limit on the worse side of zero allows so much; one on the better side requires it. */
function demand(judged: number, limit: number, definition: MetricDefinition, show: (value: number) => string): string {
  if (limit === 0) return `no ${isBetter(1, definition) ? 'fall' : 'rise'} is allowed`;
  const required = isBetter(limit, definition);
  const amount = `at ${required ? 'least' : 'most'} ${show(Math.abs(limit))} is ${required ? 'required' : 'allowed'}`;
  return Math.sign(judged) === Math.sign(limit) ? amount : `a ${limit < 0 ? 'fall' : 'rise'} of ${amount}`;
}
