import { sum } from '../sum.ts';
import { centred, quadraticMean, scaled } from './moments.ts';
import { type Numbers, residuals, rowsUndefined } from './pairs.ts';
import { because, type Result } from './undefined.ts';

/** Parts of the mean squared error, in the target's unit squared; each is at least 0 and they add up to `mse`. */
export interface Decomposition {
  readonly mse: number;
  /** (mean_p - mean_y)^2: gone after an offset. */
  readonly bias: number;
  /** (sd_p - sd_y)^2: gone after stretching. */
  readonly scale: number;
  /** 2 sd_p sd_y (1 - PLCC): what no line can mend. */
  readonly scatter: number;
}

/**
 * Splits the mean squared error by population moments: mse = bias^2 + (sd_p - sd_y)^2 + 2 sd_p sd_y (1 - PLCC). A model that
 * was trained too briefly is wrong in bias and scale; one that lacks information, in scatter.
 *
 * A constant column has a split too: its deviation is 0, and so is the scatter.
 */
export function decomposition(predicted: Numbers, target: Numbers): Result<Decomposition> {
  const undefinedBecause = rowsUndefined(predicted, target, 1);
  if (undefinedBecause !== null) return undefinedBecause;
  const n = predicted.length;
  const errors = residuals(predicted, target);
  const [p, y] = [predicted, target].map((values) => standardized(values)) as [Standardized, Standardized];
  const between = p.scores.map((score, i) => score - (y.scores[i] as number));
  const parts = {
    mse: quadraticMean(scaled(errors), n) ** 2,
    bias: (sum(errors) / n) ** 2,
    scale: (p.sd - y.sd) ** 2,
    // 2 (1 - PLCC) is the mean squared distance of the z-scores; in this form no digits cancel when PLCC is near 1.
    scatter: p.sd * y.sd * quadraticMean(scaled(between), n) ** 2,
  };
  return Object.values(parts).every(Number.isFinite) ? parts : because('non-finite');
}

interface Standardized {
  readonly sd: number;
  /** z-scores; 0 for a constant. */
  readonly scores: Float64Array;
}

function standardized(values: Numbers): Standardized {
  const { scale, parts } = centred(values);
  const spread = quadraticMean({ scale: 1, parts }, parts.length);
  return { sd: scale * spread, scores: spread === 0 ? parts : parts.map((part) => part / spread) };
}
