/** What was taken for what: true class by detected class, with background for what was missed or made up. */
import type { ObservedScene } from './observed.ts';
import { byFallingScore, gather } from './ranking.ts';

export interface Confusion {
  /** Classes in the scene's order, then background. */
  readonly parts: readonly string[];
  /** Row: true class; column: detected class. The last row is background that was detected, the last column what was missed. */
  readonly counts: readonly (readonly number[])[];
}

/**
 * Pairs of any classes that overlap enough are taken in falling order of overlap, each detection and each object once. Ignored objects take
 * part, so that what found them is not background, but are not counted.
 * @param confidence detections with a lower score do not count
 */
export function confusionOf({ scene, overlaps }: ObservedScene, threshold: number, confidence: number): Confusion {
  const { truths, detections, parts } = scene;
  const background = parts.length;
  const counts = Array.from({ length: background + 1 }, () => new Array<number>(background + 1).fill(0));
  const add = (row: number, column: number): void => {
    const of = counts[row] as number[];
    of[column] = (of[column] as number) + 1;
  };
  const enough = new Uint32Array(overlaps.truth.length);
  const detectionOf = new Uint32Array(overlaps.truth.length);
  let count = 0;
  for (let d = 0; d < detections.count; d++) {
    if ((detections.score[d] as number) < confidence) continue;
    for (let pair = overlaps.start[d] as number; pair < (overlaps.start[d + 1] as number); pair++) {
      if ((overlaps.overlap[pair] as number) < threshold) continue;
      enough[count] = pair;
      detectionOf[count++] = d;
    }
  }
  const pairs = enough.subarray(0, count);
  const taken = new Int32Array(truths.count).fill(-1);
  const used = new Uint8Array(detections.count);
  const order = byFallingScore(gather(overlaps.overlap, pairs));
  for (let i = 0; i < count; i++) {
    const d = detectionOf[order[i] as number] as number;
    const t = overlaps.truth[pairs[order[i] as number] as number] as number;
    if (used[d] === 1 || ((taken[t] as number) >= 0 && truths.crowd[t] === 0)) continue;
    used[d] = 1;
    taken[t] = d;
    if (truths.ignored[t] === 0) add(truths.part[t] as number, detections.part[d] as number);
  }
  for (let t = 0; t < truths.count; t++) if (truths.ignored[t] === 0 && (taken[t] as number) < 0) add(truths.part[t] as number, background);
  for (let d = 0; d < detections.count; d++)
    if (used[d] === 0 && (detections.score[d] as number) >= confidence) add(background, detections.part[d] as number);
  return { parts: [...parts, 'background'], counts };
}
