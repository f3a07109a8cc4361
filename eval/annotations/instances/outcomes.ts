/** What became of each object and each detection of one picture, as it is drawn. */
import { counted, listed } from '../../io/words.ts';
import { observe } from './observation.ts';
import { sceneOf } from './observed.ts';
import { type Box, boxAt, type InstancesPrediction, type InstancesTruth } from './schema.ts';
import { matchOnce } from './single_match.ts';

export type Verdict = 'found' | 'missed' | 'extra' | 'doubled';

export interface Frame {
  readonly box: Box;
  readonly verdict: Verdict;
}

export interface Outcome extends Frame {
  /** Class of the object, or of the detection that is wrong. */
  readonly part: string;
  /** Of a detection that is wrong; null for an object. */
  readonly score: number | null;
}

/** Detections with a lower score are not drawn. */
export const shownFrom = 0.25;
const overlap = 0.5;

/** Objects found or missed, then detections that are wrong; what finds an ignored object is not drawn. */
export function outcomesOf(truth: InstancesTruth, prediction: InstancesPrediction | null): Outcome[] {
  const observed = sceneOf([observe({ ...truth, objects: truth.objects.map(withoutMask) }, prediction && withoutMasks(prediction))], 'box');
  if (observed === null) return [];
  const { scene, overlaps } = observed;
  const match = matchOnce(observed, overlap, Number.POSITIVE_INFINITY);
  const shown = match.order.filter((d) => (scene.detections.score[d] as number) >= shownFrom);
  const found = new Set([...shown].map((d) => match.found[d] as number));
  const objects = [...match.objects].map((t): Outcome => {
    const { box, part } = truth.objects[t] as InstancesTruth['objects'][number];
    return { box, part, score: null, verdict: found.has(t) ? 'found' : 'missed' };
  });
  const wrong = [...shown].filter((d) => (match.found[d] as number) < 0);
  const isDoubled = (d: number): boolean => {
    for (let pair = overlaps.start[d] as number; pair < (overlaps.start[d + 1] as number); pair++) {
      const t = overlaps.truth[pair] as number;
      if (found.has(t) && scene.truths.part[t] === scene.detections.part[d] && (overlaps.overlap[pair] as number) >= overlap) return true;
    }
    return false;
  };
  const boxOf = (d: number): Box => boxAt(prediction?.boxes ?? new Float64Array(), d);
  const partOf = (d: number): string => scene.parts[scene.detections.part[d] as number] as string;
  return [
    ...objects,
    ...wrong.map(
      (d): Outcome => ({ box: boxOf(d), part: partOf(d), score: scene.detections.score[d] as number, verdict: isDoubled(d) ? 'doubled' : 'extra' }),
    ),
  ];
}

const wrongs = { missed: 'Missed', extra: 'Wrong', doubled: 'Found again' } as const;

/** `1 of 2 objects found. Missed: plate. Wrong: bowl 0.56.` */
export function outcomesText(outcomes: readonly Outcome[]): string {
  const of = (verdict: Verdict): readonly Outcome[] => outcomes.filter((outcome) => outcome.verdict === verdict);
  const objects = of('found').length + of('missed').length;
  const told = (['missed', 'extra', 'doubled'] as const).flatMap((verdict) => {
    const names = of(verdict).map(({ part, score }) => (score === null ? part : `${part} ${score.toFixed(2)}`));
    return names.length === 0 ? [] : [`${wrongs[verdict]}: ${listed(names)}.`];
  });
  return [`${of('found').length} of ${counted(objects, 'object')} found.`, ...told].join(' ');
}

function withoutMask({ mask: _, ...object }: InstancesTruth['objects'][number]): InstancesTruth['objects'][number] {
  return object;
}

function withoutMasks({ masks: _, ...prediction }: InstancesPrediction): InstancesPrediction {
  return prediction;
}
