/** How many objects of each size were found: matched one to one, with numerator and denominator. */
import type { Scene } from './scene.ts';
import type { SingleMatch } from './single_match.ts';

/** Square pixels from `from` to below `to`: an object belongs to one size, so that the sizes sum to the whole. */
export const objectSizes = [
  { name: 'small', from: 0, to: 32 ** 2 },
  { name: 'medium', from: 32 ** 2, to: 96 ** 2 },
  { name: 'large', from: 96 ** 2, to: Number.POSITIVE_INFINITY },
] as const;

export interface Share {
  readonly found: number;
  readonly total: number;
}

/** In the order of `objectSizes`. @param confidence detections with a lower score do not count */
export function recallBySize(
  { order, found, objects, objectImage }: SingleMatch,
  { truths, detections }: Scene,
  confidence: number,
  weights: Float64Array,
): readonly Share[] {
  const isFound = new Uint8Array(truths.count);
  for (const d of order) if ((detections.score[d] as number) >= confidence && (found[d] as number) >= 0) isFound[found[d] as number] = 1;
  const shares = objectSizes.map(() => ({ found: 0, total: 0 }));
  for (const [i, t] of objects.entries()) {
    const area = truths.area[t] as number;
    const share = shares[objectSizes.findIndex(({ from, to }) => area >= from && area < to)];
    if (share === undefined) continue;
    const weight = weights[objectImage[i] as number] as number;
    share.total += weight;
    if (isFound[t] === 1) share.found += weight;
  }
  return shares;
}
