import { centred, quadraticMean, scaled, sumOfProducts } from './moments.ts';
import { correlationUndefined, type Numbers } from './pairs.ts';
import { because, type Result } from './undefined.ts';

/** target ~ slope * prediction + intercept. */
export interface LinearMap {
  readonly slope: number;
  readonly intercept: number;
  /** Root of the mean squared error that is left after the map, in the target's unit. */
  readonly rmse: number;
}

/**
 * The least-squares line from predictions to targets. Fitted to the rows that it is judged on: it tells what an error is made
 * of, not how good a model is.
 *
 * @example linearMap([10, 20, 30], [25, 35, 45]) // { slope: 1, intercept: 15, rmse: 0 }
 */
export function linearMap(predicted: Numbers, target: Numbers): Result<LinearMap> {
  const undefinedBecause = correlationUndefined(predicted, target);
  if (undefinedBecause !== null) return undefinedBecause;
  const p = centred(predicted);
  const y = centred(target);
  // In units of the two scales; the line goes through both means.
  const tilt = sumOfProducts(p.parts, y.parts) / sumOfProducts(p.parts, p.parts);
  const slope = (tilt * y.scale) / p.scale;
  const left = scaled(y.parts.map((part, i) => y.scale * (part - tilt * (p.parts[i] as number))));
  const map = { slope, intercept: y.mean - slope * p.mean, rmse: quadraticMean(left, predicted.length) };
  return Object.values(map).every(Number.isFinite) ? map : because('non-finite');
}
