/** Rows of a regression: a prediction and a target each, as two columns of equal length. */
import { because, type Undefined } from './undefined.ts';

export type Numbers = readonly number[] | Float64Array;

/**
 * What stands against a statistic of errors: columns of unequal length, too few rows, numbers that are not finite, in this
 * order.
 */
export function rowsUndefined(predicted: Numbers, target: Numbers, minimumRows: number): Undefined | null {
  if (predicted.length !== target.length) return because('length-mismatch');
  if (predicted.length < minimumRows) return because('too-few-rows');
  if (!predicted.every(Number.isFinite) || !target.every(Number.isFinite)) return because('non-finite');
  return null;
}

/** What stands against a correlation, or against a line through the rows: as for errors, then a column without any spread. */
export function correlationUndefined(predicted: Numbers, target: Numbers): Undefined | null {
  const undefinedBecause = rowsUndefined(predicted, target, 2);
  if (undefinedBecause !== null) return undefinedBecause;
  if (isConstant(predicted)) return because('constant-prediction');
  if (isConstant(target)) return because('constant-target');
  return null;
}

/** Equality is exact: values that differ in the last bit are no constant. */
function isConstant(values: Numbers): boolean {
  return values.every((value) => value === values[0]);
}

/** Predicted minus target, in their unit. */
export function residuals(predicted: Numbers, target: Numbers): Float64Array {
  return Float64Array.from(predicted, (value, i) => value - (target[i] as number));
}
