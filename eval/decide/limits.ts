/** The one or two limits of a criterion, and where a number lies between them. */
import type { Criterion } from '../contracts/criteria.ts';
import { type Directed, direction } from '../table/direction.ts';
import { type Compared, distanceToLimit } from './exactness.ts';

export interface Limit {
  readonly value: number;
  /** 1: numbers must be at least this; -1: at most. */
  readonly side: 1 | -1;
}

/** The limit on the worse side, then the one beyond which a number is too good to be trusted, if there is one. */
export function limitsOf({ limit, at_least, at_most }: Criterion, definition: Directed): readonly [Limit, ...Limit[]] {
  const side = direction(definition);
  const tooGood = side === 1 ? at_most : at_least;
  return [{ value: limit, side }, ...(tooGood === undefined ? [] : [{ value: tooGood, side: -side as Limit['side'] }])];
}

/** The number that is nearest to breaking a limit, or farthest beyond one. */
export interface Judged extends Compared {
  readonly limit: Limit;
  /** Negative: beyond the limit. */
  readonly margin: number;
}

/** @param numbers the observed one first: of equal margins the first counts. @param limits the one on the worse side first */
export function worstOf(numbers: readonly [Compared, ...Compared[]], limits: readonly [Limit, ...Limit[]]): Judged {
  const all = limits.flatMap((limit) => numbers.map((number): Judged => ({ ...number, limit, margin: marginOf(number, limit) })));
  return all.reduce((worst, one) => (one.margin < worst.margin ? one : worst));
}

export function marginOf(number: Compared, { value, side }: Limit): number {
  const distance = distanceToLimit(number, value);
  return side === 1 ? distance : 0 - distance;
}

/** Whether no limit could be kept: all of the numbers are beyond one and the same. */
export function areBeyond(numbers: readonly Compared[], limits: readonly Limit[]): boolean {
  return limits.some((limit) => numbers.every((number) => marginOf(number, limit) < 0));
}
