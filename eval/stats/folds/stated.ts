import type { Measured } from '../../contracts/samples.ts';
import { isUndefined, type Result } from '../regression/undefined.ts';
import { sampleMoments } from './summary.ts';
import { definedFolds } from './values.ts';

/** Mean and deviation (n - 1) as a text prints them below a table. */
export interface StatedAggregate {
  readonly mean: number;
  readonly sd: number;
  /** Digits after the decimal point, of the statement and of the table alike. */
  readonly decimals: number;
}

export interface StatedCheck {
  /** What the table itself gives. */
  readonly mean: number;
  readonly sd: Measured;
  readonly meanAgrees: boolean;
  readonly sdAgrees: boolean;
}

/**
 * Rounding moves each printed value by half a unit of its last place, hence a stated mean by one unit at most. A deviation
 * moves a little more, because errors of opposite sign widen it.
 */
const unitsOfMean = 1;
const unitsOfSd = 1.5;

/** Keeps a difference of exactly the allowed units from failing by the rounding of its own subtraction. */
const slack = 1e-9;

/** Does a table of folds give the aggregate that is stated about it? */
export function checkStated(values: readonly Measured[], stated: StatedAggregate): Result<StatedCheck> {
  const numbers = definedFolds(values, 1);
  if (isUndefined(numbers)) return numbers;
  const { mean, sd } = sampleMoments(numbers);
  const agrees = (found: number, printed: number, units: number): boolean => Math.abs(found - printed) * 10 ** stated.decimals <= units + slack;
  return { mean, sd, meanAgrees: agrees(mean, stated.mean, unitsOfMean), sdAgrees: !isUndefined(sd) && agrees(sd, stated.sd, unitsOfSd) };
}
