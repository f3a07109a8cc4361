import { InputError } from '../errors/errors.ts';
import { area, boundingBox, fromText, intersectionArea, maskDigest, type Runs, union } from '../masks/runs.ts';
import type { Comparer, Comparison } from './comparison.ts';

/** Pixels of the two masks, and of their tight boxes. */
export type MaskCounts = Readonly<Record<'intersection' | 'prediction' | 'truth' | 'box_intersection' | 'box_prediction' | 'box_truth', number>>;

/** Both masks are on the grid of the displayed picture. Another size is refused: to resample is a step of the backend. */
export const maskComparer: Comparer<'mask', MaskCounts> = {
  compare(truth, prediction, location): Comparison<MaskCounts> {
    const truthRuns = fromText(truth.mask, `${location} (truth)`);
    const predictionRuns = fromText(prediction.mask, `${location} (prediction)`);
    if (predictionRuns.height !== truthRuns.height || predictionRuns.width !== truthRuns.width) {
      throw new InputError({
        code: 'EV5106',
        location,
        message: 'the predicted mask has another size than the true one',
        got: `${predictionRuns.height} x ${predictionRuns.width}`,
        expected: `${truthRuns.height} x ${truthRuns.width} (height x width)`,
      });
    }
    const counts = countPixels(truthRuns, predictionRuns);
    return {
      outcome: counts.truth === 0 && counts.prediction === 0 ? 'correct_rejection' : 'scored',
      counts,
      truth: maskDigest(truthRuns),
      prediction: maskDigest(predictionRuns),
    };
  },

  compareFailed(truth, location): Comparison<MaskCounts> {
    const runs = fromText(truth.mask, `${location} (truth)`);
    const nothing = union([], runs.height, runs.width);
    return { outcome: 'scored', counts: countPixels(runs, nothing), truth: maskDigest(runs), prediction: null };
  },
};

function countPixels(truth: Runs, prediction: Runs): MaskCounts {
  const truthBox = boundingBox(truth) ?? [0, 0, 0, 0];
  const predictionBox = boundingBox(prediction) ?? [0, 0, 0, 0];
  return {
    intersection: intersectionArea(truth, prediction),
    prediction: area(prediction),
    truth: area(truth),
    box_intersection: boxIntersection(truthBox, predictionBox),
    box_prediction: predictionBox[2] * predictionBox[3],
    box_truth: truthBox[2] * truthBox[3],
  };
}

type Box = readonly [x: number, y: number, width: number, height: number];

function boxIntersection(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  return Math.max(0, width) * Math.max(0, height);
}
