/** Which detections are right as Ultralytics' validation decides it. */
import { mostThresholds } from '../matching.ts';
import type { Overlaps } from '../overlaps.ts';
import type { Scene } from '../scene.ts';

/** Added to the union before dividing, so that an overlap of exactly 0.5 does not reach 0.5. */
const unionEpsilon = 1e-7;

/**
 * Bit t: right at threshold t. At each threshold a detection keeps the object of its class that it overlaps most, then an object keeps, of
 * the detections that kept it, the one with the highest score. A detection that loses its object gets no second one. Crowds take no part.
 * @param order the detections that take part, in falling order of score
 */
export function rightAt({ truths, detections }: Scene, overlaps: Overlaps, order: Uint32Array, thresholds: readonly number[]): Uint32Array {
  if (thresholds.length > mostThresholds) throw new RangeError(`${thresholds.length} thresholds`);
  const right = new Uint32Array(detections.count);
  const taken = new Uint16Array(truths.count);
  for (const d of order) {
    let [object, most] = [-1, 0];
    for (let pair = overlaps.start[d] as number; pair < (overlaps.start[d + 1] as number); pair++) {
      const t = overlaps.truth[pair] as number;
      if (truths.crowd[t] === 1 || truths.part[t] !== detections.part[d]) continue;
      const overlap = (overlaps.overlap[pair] as number) / (1 + unionEpsilon / Math.max(detections.area[d] as number, unionEpsilon));
      if (overlap > most) [object, most] = [t, overlap];
    }
    // The best object is the same at every threshold that the pair reaches.
    if (object < 0) continue;
    const reached = thresholds.reduce((bits, threshold, t) => (most >= threshold ? bits | (1 << t) : bits), 0);
    right[d] = reached & ~(taken[object] as number);
    taken[object] = (taken[object] as number) | reached;
  }
  return right;
}
