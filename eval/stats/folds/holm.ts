import type { Measured } from '../../contracts/samples.ts';

/**
 * p-values adjusted for being one of several (S. Holm, Scandinavian Journal of Statistics 6, 1979): comparing them with a
 * limit keeps the chance of any false finding below it. An undefined one stays undefined and still counts as one of the
 * family.
 *
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(pValues: readonly Measured[]): Measured[] {
  const adjusted = [...pValues];
  const ascending = [...pValues.entries()].filter((entry): entry is [number, number] => typeof entry[1] === 'number').sort(([, p], [, q]) => p - q);
  let largest = 0;
  for (const [rank, [position, p]] of ascending.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * p));
    adjusted[position] = largest;
  }
  return adjusted;
}

/** The level of an interval that reaches over a limit exactly where its p, made `times` as large, is above 1 - level. */
export function correctedLevel(level: number, times: number): number {
  return 1 - (1 - level) / times;
}
