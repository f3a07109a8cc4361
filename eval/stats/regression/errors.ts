/** How far predictions are from their targets, in the target's unit. The error of a row is predicted minus target. */
import type { Measured } from '../../contracts/samples.ts';
import { sum } from '../sum.ts';
import { centred, quadraticMean, scaled } from './moments.ts';
import { type Numbers, residuals, rowsUndefined } from './pairs.ts';
import { finite } from './undefined.ts';

/** Root of the mean squared error, in double precision throughout. */
export function rmse(predicted: Numbers, target: Numbers): Measured {
  return ofErrors(predicted, target, 1, (errors) => quadraticMean(scaled(errors), errors.length));
}

/** Mean absolute error. */
export function mae(predicted: Numbers, target: Numbers): Measured {
  return ofErrors(predicted, target, 1, (errors) => sum(errors.map(Math.abs)) / errors.length);
}

/** Mean error: positive where predictions are too high. */
export function bias(predicted: Numbers, target: Numbers): Measured {
  return ofErrors(predicted, target, 1, (errors) => sum(errors) / errors.length);
}

/** Standard deviation of the errors, as of a sample (n - 1). */
export function errorSd(predicted: Numbers, target: Numbers): Measured {
  return ofErrors(predicted, target, 2, (errors) => quadraticMean(centred(errors), errors.length - 1));
}

/** Largest absolute error. */
export function maximumError(predicted: Numbers, target: Numbers): Measured {
  return ofErrors(predicted, target, 1, (errors) => scaled(errors).scale);
}

function ofErrors(predicted: Numbers, target: Numbers, minimumRows: number, statistic: (errors: Float64Array) => number): Measured {
  return rowsUndefined(predicted, target, minimumRows) ?? finite(statistic(residuals(predicted, target)));
}
