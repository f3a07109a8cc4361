import type { Measured } from '../../contracts/samples.ts';
import { centred } from '../regression/moments.ts';
import { isUndefined, type Result } from '../regression/undefined.ts';
import { definedFolds } from './values.ts';

export interface LeftOut {
  /** Mean of the other folds. */
  readonly meanWithout: number;
  /** Mean of all folds minus the mean without this one: how far it moves the mean. */
  readonly influence: number;
}

/**
 * What each fold does to the mean: (value - mean) / (n - 1).
 *
 * @example jackknife([1, 2, 6]) // influences -1, -0.5, 1.5
 */
export function jackknife(values: readonly Measured[]): Result<LeftOut[]> {
  const numbers = definedFolds(values, 2);
  if (isUndefined(numbers)) return numbers;
  const { mean, scale, parts } = centred(numbers);
  return Array.from(parts, (part) => {
    const influence = (scale * part) / (parts.length - 1);
    return { meanWithout: mean - influence, influence };
  });
}
