import { type Symmetric, tailQuantile } from './tail_quantile.ts';

/** Beyond this many standard deviations the continued fraction is the better of the two forms. */
const farOut = 3;

/** Steps of the continued fraction: enough for every digit of a double from `farOut` on. */
const depth = 100;

/** The standard normal distribution. */
export const standardNormal: Symmetric = {
  density: (x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI),

  /** Series x + x^3/3 + x^5/15 + ... near 0; Laplace's continued fraction further out (Abramowitz and Stegun 26.2.11, 26.2.14). */
  bothTails: (x) => {
    if (x < farOut) {
      let total = 0;
      for (let term = x, k = 3; total + term !== total; term *= (x * x) / k, k += 2) total += term;
      return 1 - 2 * standardNormal.density(x) * total;
    }
    let fraction = x;
    for (let k = depth; k > 0; k--) fraction = x + k / fraction;
    return (2 * standardNormal.density(x)) / fraction;
  },
};

/** The number of standard deviations around the mean that hold a share `level` of a normal distribution: 1.96 for 0.95. */
export function normalCritical(level: number): number {
  return tailQuantile(standardNormal, 1 - level);
}
