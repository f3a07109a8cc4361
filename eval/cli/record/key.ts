/** What joins numbers and places of two evaluations. */
import type { NumberKey } from '../../contracts/golden.ts';
import type { Where } from '../../contracts/metrics.ts';

/** The whole corpus sorts before its slices, and these before what is across them. */
export function keyOf({ of, ...place }: NumberKey): string {
  return [placeKey(place), of].join(separator);
}

export function placeKey({ where, metric }: Omit<NumberKey, 'of'>): string {
  return [whereKey(where), metric].join(separator);
}

export function whereKey({ corpus, slice, across, part }: Where): string {
  return [corpus, across ?? '', slice?.dimension ?? '', slice?.value ?? '', part ?? ''].join(separator);
}

/** Sorts before everything that a name can hold. */
const separator = '\u0000';
