import type { Measured } from '../../contracts/samples.ts';
import { because, isUndefined, type Result } from '../regression/undefined.ts';

/**
 * The values of all folds as numbers. One undefined fold makes a statistic over folds undefined, for that fold's reason:
 * leaving it out would hide the failure.
 */
export function definedFolds(values: readonly Measured[], minimum: number): Result<number[]> {
  if (values.length < minimum) return because('too-few-rows');
  const numbers: number[] = [];
  for (const value of values) {
    if (isUndefined(value)) return value;
    if (!Number.isFinite(value)) return because('non-finite');
    numbers.push(value);
  }
  return numbers;
}
