/** What was taken for what: true class by detected class, with background for what was missed or made up. */
import type { ObservedScene } from './observed.ts';
import type { Overlaps } from './overlaps.ts';

export interface Confusion {
  /** Classes in the scene's order, then background. */
  readonly parts: readonly string[];
  /** Row: true class; column: detected class. The last row is background that was detected, the last column what was missed. */
  readonly counts: readonly (readonly number[])[];
}

/**
 * Pairs of any classes that overlap enough are taken in falling order of overlap, each detection and each object once. Ignored objects take
 * part, so that what found them is not background, but are not counted.
 *
 * The pairs are not put in order for it: each detection asks for the object that it overlaps most, an object keeps the one that overlaps it most,
 * and the one that it gives up asks for its next. As both sides go by one order, the same pairs are left (Gale and Shapley 1962).
 * @param confidence detections with a lower score do not count
 */
export function confusionOf({ scene, overlaps }: ObservedScene, threshold: number, confidence: number): Confusion {
  const { truths, detections, parts } = scene;
  /** The pair that each detection asked for last: what is left in the end, or -1. */
  const asked = new Int32Array(detections.count).fill(-1);
  /** The detection that each object keeps; a crowd keeps all, and here the last. */
  const keeps = new Int32Array(truths.count).fill(-1);
  for (let d = 0; d < detections.count; d++) {
    let asking = (detections.score[d] as number) < confidence ? -1 : d;
    while (asking >= 0) {
      const pair = nextPair(overlaps, asking, asked[asking] as number, threshold);
      asked[asking] = pair;
      if (pair < 0) break;
      const t = overlaps.truth[pair] as number;
      const other = truths.crowd[t] === 1 ? -1 : (keeps[t] as number);
      if (other >= 0 && !isBefore(overlaps.overlap, pair, asked[other] as number)) continue;
      keeps[t] = asking;
      asking = other;
    }
  }
  const background = parts.length;
  const side = background + 1;
  const counts = new Uint32Array(side * side);
  for (let d = 0; d < detections.count; d++) {
    if ((detections.score[d] as number) < confidence) continue;
    const pair = asked[d] as number;
    const t = pair < 0 ? -1 : (overlaps.truth[pair] as number);
    if (t >= 0 && truths.ignored[t] === 1) continue;
    (counts[(t < 0 ? background : (truths.part[t] as number)) * side + (detections.part[d] as number)] as number)++;
  }
  for (let t = 0; t < truths.count; t++)
    if (truths.ignored[t] === 0 && (keeps[t] as number) < 0) (counts[(truths.part[t] as number) * side + background] as number)++;
  return { parts: [...parts, 'background'], counts: Array.from({ length: side }, (_, row) => [...counts.subarray(row * side, (row + 1) * side)]) };
}

/** The pair of a detection that follows another one of its pairs, or the first of them if that is -1; -1 where none is left. */
function nextPair({ start, overlap }: Overlaps, detection: number, last: number, threshold: number): number {
  const end = start[detection + 1] as number;
  let next = -1;
  for (let pair = start[detection] as number; pair < end; pair++) {
    if ((overlap[pair] as number) < threshold || (last >= 0 && !isBefore(overlap, last, pair))) continue;
    if (next < 0 || isBefore(overlap, pair, next)) next = pair;
  }
  return next;
}

/** Of equal overlaps the first in the file comes first. */
function isBefore(overlap: Float64Array, pair: number, other: number): boolean {
  const difference = (overlap[pair] as number) - (overlap[other] as number);
  return difference > 0 || (difference === 0 && pair < other);
}
