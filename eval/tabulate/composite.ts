/** A sample's composite: the weighted sum that the criteria declare. */
import type { Composite } from '../contracts/criteria.ts';
import type { Measured } from '../contracts/samples.ts';
import { scaled } from '../stats/scale.ts';
import { sum } from '../stats/sum.ts';

export interface TermValue {
  readonly term: Composite['terms'][number];
  readonly value: Measured;
}

/** Sum of weight x value or weight x (1 - value), of values on their scale; undefined, and by which terms, where one has neither value nor stand-in. */
export function weightedSum(terms: readonly TermValue[]): Measured {
  const numbers: number[] = [];
  const lacking: string[] = [];
  for (const { term, value } of terms) {
    const known = typeof value === 'number' ? value : term.when_undefined;
    if (known === undefined) lacking.push(`${term.metric}: ${(value as { undefined: string }).undefined}`);
    else numbers.push(term.weight * counted(known, term));
  }
  return lacking.length > 0 ? { undefined: lacking.join('; ') } : sum(numbers);
}

function counted(value: number, { scale, of }: TermValue['term']): number {
  const share = scale === undefined ? value : scaled(value, scale);
  return of === 'complement' ? 1 - share : share;
}
