/**
 * Localisation recall precision (Oksuz et al., "One metric to measure them all", 2021): how far a class is from perfect, 0 to 1, over what is
 * missed, what is wrong, and how loosely the right boxes lie. Optimal: at the score where it is lowest.
 */
import type { Scene } from './scene.ts';
import type { SingleMatch } from './single_match.ts';

export interface Lrp {
  readonly error: number;
  /** Mean of 1 - overlap over the right detections; null when there are none. */
  readonly localisation: number | null;
  /** 1 - precision; null when nothing is detected. */
  readonly falsePositives: number | null;
  /** 1 - recall. */
  readonly falseNegatives: number;
  /** The lowest score that is kept; null: keeping nothing is best. */
  readonly confidence: number | null;
}

/** In the scene's order; null for a class without objects. */
export function optimalLrp(
  match: SingleMatch,
  { detections, truths, parts }: Scene,
  threshold: number,
  weights: Float64Array,
): readonly (Lrp | null)[] {
  const { ofClasses, imageOf, found, overlap, objects, objectImage } = match;
  const wanted = new Float64Array(parts.length);
  for (const [i, t] of objects.entries())
    wanted[truths.part[t] as number] = (wanted[truths.part[t] as number] as number) + (weights[objectImage[i] as number] as number);
  return parts.map((_, part) => {
    const total = wanted[part] as number;
    if (total === 0) return null;
    let best: Lrp = { error: 1, localisation: null, falsePositives: null, falseNegatives: 1, confidence: null };
    let [right, wrong, loose] = [0, 0, 0];
    const rows = ofClasses[part] as Uint32Array;
    for (let i = 0; i < rows.length; i++) {
      const d = rows[i] as number;
      const weight = weights[imageOf[d] as number] as number;
      if ((found[d] as number) >= 0) {
        right += weight;
        loose += weight * (1 - (overlap[d] as number));
      } else wrong += weight;
      // Detections with one score are kept or left out together.
      const next = rows[i + 1];
      if (next !== undefined && detections.score[next] === detections.score[d]) continue;
      const error = (loose / (1 - threshold) + wrong + (total - right)) / (total + wrong);
      if (right > 0 && error < best.error) {
        best = {
          error,
          localisation: loose / right,
          falsePositives: wrong / (right + wrong),
          falseNegatives: 1 - right / total,
          confidence: detections.score[d] as number,
        };
      }
    }
    return best;
  });
}
