/**
 * Moments of rows that count as often as a resample drew the sample that they belong to. Sums are made once for each sample;
 * a resample then adds up samples and never looks at a row, let alone copies one.
 */
import type { Numbers } from './pairs.ts';

/** Rows of many samples, one after the other. */
export interface SampledRows {
  readonly predicted: Numbers;
  readonly target: Numbers;
  /** Position of the sample that each row belongs to. */
  readonly sampleOf: Int32Array;
  readonly samples: number;
}

/** Population moments of the drawn rows; the error of a row is predicted minus target. */
export interface Moments {
  /** Rows, as often as they were drawn. */
  readonly rows: number;
  readonly predictionVariance: number;
  readonly targetVariance: number;
  readonly covariance: number;
  readonly meanError: number;
  readonly errorVariance: number;
  readonly meanAbsoluteError: number;
  readonly largestError: number;
  /** Whether a column holds one value only; exact, which a variance made of sums is not. */
  readonly constantPrediction: boolean;
  readonly constantTarget: boolean;
}

/**
 * @returns moments for weights by sample: how often each was drawn
 * @example weightedMoments({ predicted: [1, 3], target: [1, 1], sampleOf: Int32Array.of(0, 1), samples: 2 })(Float64Array.of(1, 3)).meanError // 1.5
 */
export function weightedMoments(rows: SampledRows): (weights: Float64Array) => Moments {
  const { predicted, target, sampleOf, samples } = rows;
  // Centred at the means of all rows: a common offset costs no digits.
  const centre = { prediction: plainMean(predicted), target: plainMean(target) };
  const column = (start = 0): Float64Array => new Float64Array(samples).fill(start);
  const sums = { n: column(), p: column(), y: column(), pp: column(), yy: column(), py: column(), ee: column(), absolute: column() };
  const ends = {
    largest: column(),
    lowPrediction: column(Number.POSITIVE_INFINITY),
    highPrediction: column(Number.NEGATIVE_INFINITY),
    lowTarget: column(Number.POSITIVE_INFINITY),
    highTarget: column(Number.NEGATIVE_INFINITY),
  };
  for (let row = 0; row < sampleOf.length; row++) {
    const sample = sampleOf[row] as number;
    const [prediction, truth] = [predicted[row] as number, target[row] as number];
    const [p, y] = [prediction - centre.prediction, truth - centre.target];
    const error = Math.abs(prediction - truth);
    (sums.n[sample] as number) += 1;
    (sums.p[sample] as number) += p;
    (sums.y[sample] as number) += y;
    (sums.pp[sample] as number) += p * p;
    (sums.yy[sample] as number) += y * y;
    (sums.py[sample] as number) += p * y;
    (sums.ee[sample] as number) += (p - y) * (p - y);
    (sums.absolute[sample] as number) += error;
    ends.largest[sample] = Math.max(ends.largest[sample] as number, error);
    ends.lowPrediction[sample] = Math.min(ends.lowPrediction[sample] as number, prediction);
    ends.highPrediction[sample] = Math.max(ends.highPrediction[sample] as number, prediction);
    ends.lowTarget[sample] = Math.min(ends.lowTarget[sample] as number, truth);
    ends.highTarget[sample] = Math.max(ends.highTarget[sample] as number, truth);
  }
  return (weights) => {
    const total = (terms: Float64Array): number => {
      let weighted = 0;
      for (let i = 0; i < samples; i++) weighted += (weights[i] as number) * (terms[i] as number);
      return weighted;
    };
    const extreme = (terms: Float64Array, pick: (a: number, b: number) => number, start: number): number => {
      let found = start;
      for (let i = 0; i < samples; i++) if ((weights[i] as number) > 0) found = pick(found, terms[i] as number);
      return found;
    };
    const low = (terms: Float64Array): number => extreme(terms, Math.min, Number.POSITIVE_INFINITY);
    const high = (terms: Float64Array): number => extreme(terms, Math.max, Number.NEGATIVE_INFINITY);
    const n = total(sums.n);
    const [p, y] = [total(sums.p) / n, total(sums.y) / n];
    return {
      rows: n,
      predictionVariance: Math.max(0, total(sums.pp) / n - p * p),
      targetVariance: Math.max(0, total(sums.yy) / n - y * y),
      covariance: total(sums.py) / n - p * y,
      meanError: p - y + (centre.prediction - centre.target),
      errorVariance: Math.max(0, total(sums.ee) / n - (p - y) * (p - y)),
      meanAbsoluteError: total(sums.absolute) / n,
      largestError: high(ends.largest),
      constantPrediction: low(ends.lowPrediction) === high(ends.highPrediction),
      constantTarget: low(ends.lowTarget) === high(ends.highTarget),
    };
  };
}

/** Only a place to centre at, so its last digits do not matter. */
function plainMean(values: Numbers): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return values.length === 0 ? 0 : total / values.length;
}
