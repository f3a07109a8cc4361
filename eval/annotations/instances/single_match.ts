/** One-to-one matches at one overlap, all sizes: what precision, recall, calibration, LRP and TIDE are counted from. */

import { knownMatched } from './coco/matched.ts';
import { type Candidates, candidatesOf, choosingOf, outcomesIn } from './matching.ts';
import type { ObservedScene } from './observed.ts';
import { gather, rowsWithout } from './ranking.ts';
import { imageOfRows } from './scene.ts';

export interface SingleMatch {
  /** Detections that are right or wrong, in falling order of score; what found an ignored object is neither. */
  readonly order: Uint32Array;
  /** Those of each class. */
  readonly ofClasses: readonly Uint32Array[];
  readonly imageOf: Uint32Array;
  /** Row of the object that each detection found, or -1. */
  readonly found: Int32Array;
  /** Overlap with it. */
  readonly overlap: Float64Array;
  /** Objects that are to be found: their rows and pictures. */
  readonly objects: Uint32Array;
  readonly objectImage: Uint32Array;
  /** 1 for an object that was found by some detection. */
  readonly isFound: Uint8Array;
}

const everySize = { name: 'all', low: 0, high: Number.POSITIVE_INFINITY };

/** What can find something at the threshold, and its bit: what COCO's numbers of the same scene are made of, if they have the threshold. */
function candidatesAt(
  { scene, overlaps }: ObservedScene,
  threshold: number,
  limit: number,
): { readonly candidates: Candidates; readonly bit: number } {
  const matched = knownMatched(scene, overlaps, limit);
  const position = matched?.thresholds.indexOf(threshold) ?? -1;
  if (matched !== undefined && position >= 0) return { candidates: matched.candidates, bit: 1 << position };
  return { candidates: candidatesOf(scene, overlaps, { thresholds: [threshold], limit }), bit: 1 };
}

/** @param limit only so many detections of a picture and class take part */
export function matchOnce({ scene, overlaps }: ObservedScene, threshold: number, limit: number): SingleMatch {
  const { truths, detections, parts } = scene;
  const { order: all, byClass, imageOf, rank } = choosingOf(scene);
  const found = new Int32Array(detections.count).fill(-1);
  const overlap = new Float64Array(detections.count);
  const isFound = new Uint8Array(truths.count);
  const { candidates, bit } = candidatesAt({ scene, overlaps }, threshold, limit);
  outcomesIn(everySize, scene, candidates, (place, t, thresholds) => {
    if ((thresholds & bit) === 0 || (rank[place] as number) >= limit) return;
    const d = byClass.rows[place] as number;
    found[d] = t;
    isFound[t] = 1;
    for (let pair = overlaps.start[d] as number; pair < (overlaps.start[d + 1] as number); pair++) {
      if (overlaps.truth[pair] === t) overlap[d] = overlaps.overlap[pair] as number;
    }
  });
  const isCounted = new Uint8Array(detections.count);
  for (let place = 0; place < rank.length; place++) {
    const d = byClass.rows[place] as number;
    if ((rank[place] as number) < limit && ((found[d] as number) < 0 || truths.ignored[found[d] as number] === 0)) isCounted[d] = 1;
  }
  const counted = (rows: Uint32Array): Uint32Array => rows.filter((d) => isCounted[d] === 1);
  const objects = rowsWithout(truths.ignored);
  return {
    order: counted(all),
    ofClasses: parts.map((_, part) => counted(byClass.rows.subarray(byClass.start[part], byClass.start[part + 1]))),
    imageOf,
    found,
    overlap,
    objects,
    objectImage: gather(imageOfRows(truths), objects),
    isFound,
  };
}
