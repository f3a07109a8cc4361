/** Statistics that have no value say why instead: never 0, never NaN, and no row or fold is dropped to get one. */
import type { Measured } from '../../contracts/samples.ts';

/** The other half of `Measured`. */
export type Undefined = Exclude<Measured, number>;

/** A value, or why there is none; for a number this is `Measured`. */
export type Result<T> = T | Undefined;

/** Reasons that arise here, in the order in which they are looked for; metrics of other kinds may bring reasons of their own. */
export type Reason =
  | 'length-mismatch'
  | 'too-few-rows'
  /** A value is NaN or infinite, or the result would be. */
  | 'non-finite'
  | 'constant-prediction'
  | 'constant-target'
  /** The spread in the denominator is 0. */
  | 'zero-variance'
  /** An exact test over more differences than it can enumerate. */
  | 'too-many-rows';

/** @example because('too-few-rows') // { undefined: 'too-few-rows' } */
export function because(reason: Reason): Undefined {
  return { undefined: reason };
}

export function isUndefined<T>(result: Result<T>): result is Undefined {
  return typeof result === 'object' && result !== null && 'undefined' in result;
}

/** A computed number; undefined where finite values led beyond the range of a double. */
export function finite(value: number): Measured {
  return Number.isFinite(value) ? value : because('non-finite');
}
