/** Student's t distribution for whole degrees of freedom, which is all that counts of folds lead to. */
import { type Symmetric, tailQuantile } from '../regression/tail_quantile.ts';

/**
 * The distribution with `df` degrees of freedom. Its tails are an incomplete beta function: P(|T| >= t) = I_x(df/2, 1/2) with
 * x = df / (df + t^2) (Abramowitz and Stegun 26.7.1, 26.5.27), whose leading factor is the density times 2 t / df.
 *
 * @param df whole, at least 1
 */
export function studentT(df: number): Symmetric {
  const peak = Math.sqrt(1 / (Math.PI * df)) * gammaRatio(df);
  // log1p: the digits of a small t^2 / df count, because the exponent multiplies them.
  const density = (t: number): number => peak * Math.exp((-(df + 1) / 2) * Math.log1p((t * t) / df));
  const bothTails = (t: number): number => {
    const x = df / (df + t * t);
    // The fraction converges fast on the smaller side of the mean of the beta distribution only.
    return x < (df + 2) / (df + 5)
      ? ((2 * t) / df) * density(t) * betaFraction(df / 2, 0.5, x)
      : 1 - 2 * t * density(t) * betaFraction(0.5, df / 2, (t * t) / (df + t * t));
  };
  return { bothTails, density };
}

/**
 * The t below which T lies with probability `p`.
 *
 * @param p between 0 and 1
 * @throws RangeError when p is outside
 */
export function studentTQuantile(p: number, df: number): number {
  const t = tailQuantile(studentT(df), 2 * Math.min(p, 1 - p));
  return p < 0.5 ? -t : t;
}

/** Gamma((df + 1) / 2) / Gamma(df / 2), by the recurrence of Gamma from 1/sqrt(pi) for one and sqrt(pi)/2 for two degrees of freedom. */
function gammaRatio(df: number): number {
  const isOdd = df % 2 === 1;
  let ratio = isOdd ? 1 / Math.sqrt(Math.PI) : Math.sqrt(Math.PI) / 2;
  for (let k = isOdd ? 1 : 2; k < df; k += 2) ratio *= (k + 1) / k;
  return ratio;
}

/** Smaller relative steps end a continued fraction. */
const resolution = 2 ** -52;

/**
 * The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), evaluated from the front by the
 * method of Lentz (Applied Optics 15, 1976). For x below (a + 1) / (a + b + 2).
 */
function betaFraction(a: number, b: number, x: number): number {
  let numerators = 1;
  let denominators = 0;
  let value = 1;
  const extend = (coefficient: number): number => {
    denominators = 1 / (1 + coefficient * denominators);
    numerators = 1 + coefficient / numerators;
    value *= numerators * denominators;
    return Math.abs(numerators * denominators - 1);
  };
  extend((-(a + b) * x) / (a + 1));
  for (let m = 1, change = 1; change > resolution; m++) {
    extend((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)));
    change = extend((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)));
  }
  return 1 / value;
}
