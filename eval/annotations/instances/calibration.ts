/** Whether a score of 0.8 is right four times out of five. */
import type { Measured } from '../../contracts/samples.ts';
import type { Scene } from './scene.ts';
import type { SingleMatch } from './single_match.ts';

export interface ScoreBin {
  /** Detections, weighted; the bin holds scores above its lower end, the first one also 0. */
  readonly n: number;
  readonly meanScore: number;
  readonly precision: number;
}

export const scoreBins = 10;

/** Bins of equal width over 0 to 1; empty ones have n 0. Null where a score is no share. */
export function binsOf(
  { order, imageOf, found }: SingleMatch,
  { detections }: Scene,
  weights: Float64Array,
  bins = scoreBins,
): readonly ScoreBin[] | null {
  const [n, scores, right] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  for (const d of order) {
    const score = detections.score[d] as number;
    if (score < 0 || score > 1) return null;
    const weight = weights[imageOf[d] as number] as number;
    const bin = Math.max(0, Math.ceil(score * bins) - 1);
    n[bin] = (n[bin] as number) + weight;
    scores[bin] = (scores[bin] as number) + weight * score;
    if ((found[d] as number) >= 0) right[bin] = (right[bin] as number) + weight;
  }
  return Array.from(n, (of, bin) => ({
    n: of,
    meanScore: of === 0 ? 0 : (scores[bin] as number) / of,
    precision: of === 0 ? 0 : (right[bin] as number) / of,
  }));
}

/** Expected calibration error (Naeini et al. 2015): mean distance of score and precision over the bins, weighted by their detections. */
export function calibrationError(bins: readonly ScoreBin[] | null): Measured {
  if (bins === null) return { undefined: 'a score is outside 0 to 1' };
  const total = bins.reduce((sum, { n }) => sum + n, 0);
  if (total === 0) return { undefined: 'nothing was detected' };
  return bins.reduce((sum, { n, meanScore, precision }) => sum + (n / total) * Math.abs(meanScore - precision), 0);
}
