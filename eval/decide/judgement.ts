/** What a criterion found and what it asked for, as a sentence a person can repeat. */
import type { Criterion } from '../contracts/criteria.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import { countText, subjectText } from '../report/phrases/names.ts';
import { formatter } from '../report/phrases/numbers.ts';
import { comparatorOf, isBetter, limitWords } from '../table/direction.ts';
import type { Unit } from '../table/units.ts';

/** `rests on 1 sample; at least 3 are needed` */
export function tooFewText(n: number, unit: Unit, minimum: number): string {
  return `rests on ${countText(n, unit)}; at least ${minimum} ${minimum === 1 ? 'is' : 'are'} needed`;
}

/**
 * What was found and what was asked for. Examples: `mask IoU fell by 0.143 against the baseline; at most 0.080 is allowed`,
 * `pass rate is 0.639; at least 0.750 is required`.
 */
export function judgementText(
  criterion: Criterion,
  definition: MetricDefinition,
  observed: number,
  judged: number,
  level: number | undefined,
): string {
  const { limit } = criterion;
  const show = formatter(judged, limit);
  const worse = level === undefined ? '' : ` within its ${Number((level * 100).toPrecision(12))} % interval`;
  const subject = subjectText(criterion.statistic, definition.title);
  if (criterion.of === 'candidate') {
    const asked = `${limitWords(comparatorOf(definition))} ${show(limit)} is required`;
    return `${subject} is ${show(observed)}${worse === '' ? '' : `, at worst ${show(judged)}${worse}`}; ${asked}`;
  }
  const found = `${subject} ${movement(observed, show)} against the baseline`;
  return `${found}${worse === '' ? '' : `, at worst ${movement(judged, show)}${worse}`}; ${demand(judged, limit, definition, show)}`;
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
