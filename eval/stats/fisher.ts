/** Correlations on the scale on which their chance variation is nearly normal, and as wide wherever they are (R. Fisher, Metron 1, 1921). */
import { studentTQuantile } from './folds/student_t.ts';

/** Where a correlation of exactly 1 is put: its place is infinite, and nothing can be computed with that. */
const largest = 1 - 1e-12;

export function fisherZ(correlation: number): number {
  return Math.atanh(Math.min(largest, Math.max(-largest, correlation)));
}

/**
 * Student's interval around Fisher's z, whose spread is that of the resamples: no assumption on how the two columns are distributed. The bias of a
 * sample's correlation is taken off: r / (2 (n - 1)) (H. Hotelling, JRSS B 15, 1953).
 *
 * @param values the correlation of each resample
 * @param observed that of the groups themselves
 * @param groups at least 2
 */
export function fisherInterval(
  values: Float64Array,
  observed: number,
  level: number,
  groups: number,
): { readonly low: number; readonly high: number } {
  const zs = values.map(fisherZ);
  const mean = zs.reduce((sum, z) => sum + z, 0) / zs.length;
  // A resample of n varies by (n - 1) / n of what n fresh ones do.
  const variance = zs.reduce((sum, z) => sum + (z - mean) ** 2, 0) / (zs.length - 1) / (1 - 1 / groups);
  const centre = fisherZ(observed) - observed / (2 * (groups - 1));
  const half = studentTQuantile((1 + level) / 2, groups - 1) * Math.sqrt(variance);
  return { low: Math.tanh(centre - half), high: Math.tanh(centre + half) };
}
