/** Precision, recall and F1 of the detections with at least some score. */
import type { Measured } from '../../contracts/samples.ts';
import type { Scene } from './scene.ts';
import type { SingleMatch } from './single_match.ts';

/** Detections and objects, weighted. */
export interface PointCounts {
  readonly right: number;
  readonly wrong: number;
  /** Objects that are to be found. */
  readonly objects: number;
}

export interface OperatingPoint {
  readonly precision: Measured;
  readonly recall: Measured;
  readonly f1: Measured;
}

/** The classes and all together; `classes` in the scene's order. */
export interface PointNumbers {
  readonly all: PointCounts;
  readonly classes: readonly PointCounts[];
}

export function countsAt(
  { order, imageOf, found, objects, objectImage }: SingleMatch,
  { detections, truths, parts }: Scene,
  confidence: number,
  weights: Float64Array,
): PointNumbers {
  const [right, wrong, wanted] = [new Float64Array(parts.length), new Float64Array(parts.length), new Float64Array(parts.length)];
  for (const d of order) {
    if ((detections.score[d] as number) < confidence) break;
    const counts = (found[d] as number) >= 0 ? right : wrong;
    const part = detections.part[d] as number;
    counts[part] = (counts[part] as number) + (weights[imageOf[d] as number] as number);
  }
  for (const [i, t] of objects.entries()) {
    const part = truths.part[t] as number;
    wanted[part] = (wanted[part] as number) + (weights[objectImage[i] as number] as number);
  }
  const classes = parts.map((_, part) => ({ right: right[part] as number, wrong: wrong[part] as number, objects: wanted[part] as number }));
  return {
    all: classes.reduce((sum, of) => ({ right: sum.right + of.right, wrong: sum.wrong + of.wrong, objects: sum.objects + of.objects }), {
      right: 0,
      wrong: 0,
      objects: 0,
    }),
    classes,
  };
}

/** 2 right / (2 right + wrong + missed); without objects recall and F1 are undefined, without detections precision is. */
export function pointOf({ right, wrong, objects }: PointCounts): OperatingPoint {
  const noObject = { undefined: 'no object of this class' };
  return {
    precision: right + wrong === 0 ? { undefined: 'nothing was detected' } : right / (right + wrong),
    recall: objects === 0 ? noObject : right / objects,
    f1: objects === 0 ? noObject : (2 * right) / (right + wrong + objects),
  };
}

/**
 * The score at which F1 over all classes together is highest, the higher one of equals; null when nothing right was detected. It is chosen on
 * the very data that it is then measured on, so it flatters: state it as such.
 */
export function bestConfidence({ order, imageOf, found, objectImage }: SingleMatch, { detections }: Scene, weights: Float64Array): number | null {
  const wanted = objectImage.reduce((sum, image) => sum + (weights[image] as number), 0);
  let [right, detected, best, at] = [0, 0, 0, -1];
  for (const [i, d] of order.entries()) {
    const weight = weights[imageOf[d] as number] as number;
    detected += weight;
    if ((found[d] as number) >= 0) right += weight;
    // Detections with one score are kept or left out together.
    const next = order[i + 1];
    if (next !== undefined && detections.score[next] === detections.score[d]) continue;
    const f1 = (2 * right) / (detected + wanted);
    if (right > 0 && f1 > best) [best, at] = [f1, d];
  }
  return at < 0 ? null : (detections.score[at] as number);
}
