/** Results as sentences a person can repeat. */
import type { Criterion } from '../contracts/criteria.ts';
import type { MetricDefinition, Where } from '../contracts/metrics.ts';

/** `handle_hole on flagged`, `clips across source`, or the corpus alone. */
export function placeText({ corpus, slice, across }: Where): string {
  if (across !== undefined) return `${corpus} across ${across}`;
  return slice === null ? corpus : `${slice.value} on ${corpus}`;
}

/** What is counted, for one and for several. */
export interface Unit {
  readonly one: string;
  readonly many: string;
}

export const samples: Unit = { one: 'sample', many: 'samples' };
/** What evidence rests on: tasks, steps, runs. */
export const observations: Unit = { one: 'observation', many: 'observations' };

/** `1 sample`, `6 samples`. */
export function countText(n: number, { one, many }: Unit): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** `rests on 1 sample; at least 3 are needed` */
export function tooFewText(n: number, unit: Unit, minimum: number): string {
  return `rests on ${countText(n, unit)}; at least ${minimum} ${minimum === 1 ? 'is' : 'are'} needed`;
}

/** What is judged, in words: `median mask IoU`. */
export function subjectText(criterion: Criterion, definition: MetricDefinition): string {
  const { statistic } = criterion;
  const title = definition.title.replace(/^[A-Z](?=[a-z]+(?![A-Za-z]))/, (first) => first.toLowerCase());
  if (statistic === 'value') return title;
  const derived = { p10: '10th percentile', p90: '90th percentile', spread: 'spread', sd: 'standard deviation' };
  return Object.hasOwn(derived, statistic) ? `${derived[statistic as keyof typeof derived]} of ${title}` : `${statistic} ${title}`;
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
  const subject = subjectText(criterion, definition);
  if (criterion.of === 'candidate') {
    const asked = `at ${definition.better === 'higher' ? 'least' : 'most'} ${show(limit)} is required`;
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
function demand(judged: number, limit: number, { better }: MetricDefinition, show: (value: number) => string): string {
  if (limit === 0) return `no ${better === 'higher' ? 'fall' : 'rise'} is allowed`;
  const required = limit > 0 === (better === 'higher');
  const amount = `at ${required ? 'least' : 'most'} ${show(Math.abs(limit))} is ${required ? 'required' : 'allowed'}`;
  return Math.sign(judged) === Math.sign(limit) ? amount : `a ${limit < 0 ? 'fall' : 'rise'} of ${amount}`;
}

/** Three decimals, or as many as it takes to tell two unequal numbers apart. */
export function formatter(a: number, b: number): (value: number) => string {
  for (let decimals = 3; decimals <= 20; decimals++) {
    if (a === b || a.toFixed(decimals) !== b.toFixed(decimals)) return (value) => value.toFixed(decimals);
  }
  return String;
}
