/** What became of each object and each detection of one picture, as it is drawn. */
import { observe } from './observation.ts';
import { sceneOf } from './observed.ts';
import type { Box, InstancesPrediction, InstancesTruth } from './schema.ts';
import { matchOnce } from './single_match.ts';

export type Verdict = 'found' | 'missed' | 'extra' | 'doubled';

export interface Frame {
  readonly box: Box;
  readonly verdict: Verdict;
}

/** Detections with a lower score are not drawn. */
export const shownFrom = 0.25;
const overlap = 0.5;

/** Objects found or missed, then detections that are wrong; what finds an ignored object is not drawn. */
export function framesOf(truth: InstancesTruth, prediction: InstancesPrediction | null): Frame[] {
  const observed = sceneOf([observe({ ...truth, objects: truth.objects.map(withoutMask) }, prediction && withoutMasks(prediction))], 'box');
  if (observed === null) return [];
  const { scene, overlaps } = observed;
  const match = matchOnce(observed, overlap, Number.POSITIVE_INFINITY);
  const shown = match.order.filter((d) => (scene.detections.score[d] as number) >= shownFrom);
  const found = new Set([...shown].map((d) => match.found[d] as number));
  const objects = [...match.objects].map(
    (t): Frame => ({ box: (truth.objects[t] as InstancesTruth['objects'][number]).box, verdict: found.has(t) ? 'found' : 'missed' }),
  );
  const wrong = [...shown].filter((d) => (match.found[d] as number) < 0);
  const isDoubled = (d: number): boolean => {
    for (let pair = overlaps.start[d] as number; pair < (overlaps.start[d + 1] as number); pair++) {
      const t = overlaps.truth[pair] as number;
      if (found.has(t) && scene.truths.part[t] === scene.detections.part[d] && (overlaps.overlap[pair] as number) >= overlap) return true;
    }
    return false;
  };
  const boxOf = (d: number): Box => prediction?.boxes.slice(4 * d, 4 * d + 4) as unknown as Box;
  return [...objects, ...wrong.map((d): Frame => ({ box: boxOf(d), verdict: isDoubled(d) ? 'doubled' : 'extra' }))];
}

function withoutMask({ mask: _, ...object }: InstancesTruth['objects'][number]): InstancesTruth['objects'][number] {
  return object;
}

function withoutMasks({ masks: _, ...prediction }: InstancesPrediction): InstancesPrediction {
  return prediction;
}
