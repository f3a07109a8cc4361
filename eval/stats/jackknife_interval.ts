/** Student's intervals whose spread is that of the number without each group in turn. */
import { studentTQuantile } from './folds/student_t.ts';

/** Where a correlation of exactly 1 is put: its place is infinite, and nothing can be computed with that. */
const largest = 1 - 1e-12;

/** A correlation on the scale on which its chance variation is nearly normal, and as wide wherever it is (R. Fisher, Metron 1, 1921). */
export function fisherZ(correlation: number): number {
  return Math.atanh(Math.min(largest, Math.max(-largest, correlation)));
}

export interface StudentsInterval {
  readonly low: number;
  readonly high: number;
  /** Degrees of freedom of its quantiles. */
  readonly df: number;
}

/**
 * The jackknife's variance is on average too large rather than too small (B. Efron, C. Stein, Annals of Statistics 9, 1981). How well a few
 * groups tell it depends on how uneven they are: of deviations with kurtosis k its degrees of freedom are 2 n / (k - 1) (F. Satterthwaite,
 * Biometrics Bulletin 2, 1946), at most n - 1. Far tails, which corrections for many places ask for, need just that.
 *
 * @param without the number without each group, at least two of them
 */
export function jackknifeInterval(observed: number, without: Float64Array, level: number): StudentsInterval {
  const n = without.length;
  const mean = without.reduce((sum, value) => sum + value, 0) / n;
  const squares = without.map((value) => (value - mean) ** 2);
  const total = squares.reduce((sum, square) => sum + square, 0);
  const df = Math.max(1, Math.floor(Math.min(n - 1, (2 * n) / (kurtosisOf(squares, total) - 1))));
  const half = studentTQuantile((1 + level) / 2, df) * Math.sqrt(((n - 1) / n) * total);
  return { low: observed - half, high: observed + half, df };
}

/**
 * Kurtosis, without the bias that samples of a normal distribution have: a few values rarely hold those that make tails heavy (D. Joanes, C. Gill,
 * The Statistician 47, 1998). Of fewer than four values nothing is known.
 */
function kurtosisOf(squares: Float64Array, total: number): number {
  const n = squares.length;
  if (n < 4 || total === 0) return 1;
  const excess = (n * squares.reduce((sum, square) => sum + square ** 2, 0)) / total ** 2 - 3;
  return Math.max(1, 3 + ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excess + 6));
}

/** The same of a correlation on Fisher's scale, freed of the bias of a sample's correlation: r / (2 (n - 1)) (H. Hotelling, JRSS B 15, 1953). */
export function correlationInterval(observed: number, without: Float64Array, level: number): StudentsInterval {
  const centre = fisherZ(observed) - observed / (2 * (without.length - 1));
  const { low, high, df } = jackknifeInterval(centre, without.map(fisherZ), level);
  return { low: Math.tanh(low), high: Math.tanh(high), df };
}
