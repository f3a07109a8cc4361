/** One score of several numbers: their mean by weight. */
import type { Scoring, TermValue } from '../contracts/leaderboard.ts';
import { InputError } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { scaled } from '../stats/scale.ts';
import { numberKey, type RawNumber } from './numbers.ts';

export interface Score {
  /** Null where a term with a weight has no number: nothing stands in for what was not measured. */
  readonly score: number | null;
  /** Why there is none. */
  readonly reason: string | null;
  readonly terms: TermValue[];
}

/** The score of a run by its raw numbers. */
export function scoreOf(numbers: readonly RawNumber[], { terms }: Scoring): Score {
  const byKey = new Map(numbers.map((number) => [numberKey(number), number]));
  const values = terms.map((term): TermValue => {
    const number = byKey.get(numberKey(term));
    return { name: term.name, value: number?.value ?? null, n: number?.n ?? 0 };
  });
  const missing = terms.filter(({ weight }, i) => weight > 0 && values[i]?.value === null).map(({ name }) => name);
  if (missing.length > 0) return { score: null, reason: `not measured: ${missing.join(', ')}`, terms: values };
  let [sum, weights] = [0, 0];
  terms.forEach((term, i) => {
    if (term.weight === 0) return;
    const value = values[i]?.value ?? 0;
    sum += term.weight * (term.scale === undefined ? value : scaled(value, term.scale));
    weights += term.weight;
  });
  return { score: sum / weights, reason: null, terms: values };
}

/**
 * The scoring with other weights; a term that they do not name keeps its own. The score is a mean by weight, so that what
 * they sum to does not matter.
 * @throws InputError EV9101 for a name that is no term, or weights that leave nothing
 */
export function reweighted({ terms }: Scoring, weights: Readonly<Record<string, number>>): Scoring {
  const names = terms.map(({ name }) => name);
  const unknown = Object.keys(weights).filter((name) => !names.includes(name));
  const problems = unknown.map((name) => ({
    code: 'EV9101' as const,
    location: `weights.${name}`,
    message: `the score has no term ${name}${nearestText(name, names)}`,
    expected: names.join(', '),
  }));
  const changed = terms.map((term) => ({ ...term, weight: Object.hasOwn(weights, term.name) ? (weights[term.name] ?? 0) : term.weight }));
  if (problems.length > 0) throw new InputError(problems);
  const sum = changed.reduce((total, { weight }) => total + weight, 0);
  if (sum > 0 && Number.isFinite(sum)) return { terms: changed };
  throw new InputError({ code: 'EV9101', location: 'weights', message: sum === 0 ? 'all weights are 0' : 'the sum of the weights is too large' });
}
