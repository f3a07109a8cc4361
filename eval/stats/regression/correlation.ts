/** How well predictions follow their targets: along a line (Pearson), in their order (Spearman), along the diagonal (Lin). */
import type { Measured } from '../../contracts/samples.ts';
import { centred, quadraticMean, sumOfProducts } from './moments.ts';
import { correlationUndefined, type Numbers } from './pairs.ts';
import { averageRanks } from './ranks.ts';
import { finite } from './undefined.ts';

/**
 * Pearson's linear correlation coefficient (PLCC), -1 to 1. Blind to offset and scale; two rows always give -1 or 1.
 *
 * @example pearson([1, 2, 3], [13, 16, 19]) // 1
 */
export function pearson(predicted: Numbers, target: Numbers): Measured {
  const undefinedBecause = correlationUndefined(predicted, target);
  if (undefinedBecause !== null) return undefinedBecause;
  const p = centred(predicted).parts;
  const y = centred(target).parts;
  // One root of the product: columns that agree exactly have a correlation of exactly 1.
  const correlation = sumOfProducts(p, y) / Math.sqrt(sumOfProducts(p, p) * sumOfProducts(y, y));
  return finite(Math.max(-1, Math.min(1, correlation)));
}

/** Spearman's rank order correlation coefficient (SROCC), -1 to 1: Pearson's of the average ranks. */
export function spearman(predicted: Numbers, target: Numbers): Measured {
  return correlationUndefined(predicted, target) ?? pearson(averageRanks(predicted), averageRanks(target));
}

/**
 * Concordance correlation coefficient, -1 to 1 (L. Lin, Biometrics 45, 1989): the agreement with the line prediction =
 * target. 2 cov / (var_p + var_y + (mean_p - mean_y)^2), population moments.
 */
export function ccc(predicted: Numbers, target: Numbers): Measured {
  const undefinedBecause = correlationUndefined(predicted, target);
  if (undefinedBecause !== null) return undefinedBecause;
  const p = centred(predicted);
  const y = centred(target);
  const n = predicted.length;
  const covariance = (p.scale * y.scale * sumOfProducts(p.parts, y.parts)) / n;
  return finite((2 * covariance) / (quadraticMean(p, n) ** 2 + quadraticMean(y, n) ** 2 + (p.mean - y.mean) ** 2));
}
