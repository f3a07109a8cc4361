import { InputError } from '../../errors/errors.ts';
import { digestOf } from '../../io/digest.ts';
import {
  area,
  boundingBox,
  canonicalText,
  difference,
  fromText,
  geometryOf,
  intersectionArea,
  isTelling,
  isTraced,
  maskDigest,
  type Runs,
  union,
} from '../../masks/runs.ts';
import type { Annotation, Comparison } from '../annotation.ts';
import { checkPictureSize } from '../picture_size.ts';
import { type MaskCounts, metrics } from './metrics.ts';
import { maskParity } from './parity.ts';
import type { Mask, MaskTruth } from './schema.ts';

type Shape = { truth: MaskTruth; prediction: Mask; imported: Pick<Mask, 'mask'>; observed: MaskCounts };

/** Both masks are on the grid of the displayed picture. Another size is refused: to resample is a step of the backend. */
export const mask: Annotation<Shape> = {
  kind: 'mask',
  importedKey: 'mask',
  metrics: [...metrics, ...maskParity],

  predictionOf({ mask }, sample, location) {
    checkPictureSize('one', mask.size, sample, location);
    return { kind: 'mask', mask: canonicalText(mask, location) };
  },

  digest: (truth, location) => digestOfMask(fromText(truth.mask, location), truth.ignore && fromText(truth.ignore, location)),

  blankOf: ({ mask: text }, location) => (area(fromText(text, location)) === 0 ? [''] : []),

  compare(truth, prediction, location) {
    const truthRuns = fromText(truth.mask, `${location} (truth)`);
    if (prediction === null) {
      const nothing = union([], truthRuns.height, truthRuns.width);
      return { outcome: 'scored', observed: countPixels(truthRuns, nothing), prediction: null, ...geometryOfBoth(truthRuns, null) };
    }
    const predictionRuns = fromText(prediction.mask, `${location} (prediction)`);
    if (predictionRuns.height !== truthRuns.height || predictionRuns.width !== truthRuns.width) {
      throw new InputError({
        code: 'EV4003',
        location,
        message: 'the predicted mask has another size than the true one',
        got: `${predictionRuns.height} x ${predictionRuns.width}`,
        expected: `${truthRuns.height} x ${truthRuns.width} (height x width)`,
      });
    }
    const ignored = truth.ignore && fromText(truth.ignore, `${location} (truth)`);
    const judged = ignored === undefined ? predictionRuns : difference(predictionRuns, ignored);
    const observed = countPixels(truthRuns, judged);
    const nothing = observed.truth === 0 && observed.prediction === 0;
    const seen = geometryOfBoth(truthRuns, judged);
    return { outcome: nothing ? 'correct_rejection' : 'scored', observed, prediction: digestOfMask(judged, ignored), ...seen };
  },
};

/** A prediction has the truth's digest where both agree on all pixels that are judged. */
function digestOfMask(mask: Runs, ignored: Runs | undefined): string {
  return ignored === undefined ? maskDigest(mask) : digestOf({ mask: maskDigest(mask), ignored: maskDigest(ignored) });
}

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

/** On smaller pictures a pixel is a large share of everything, and shapes are alike by chance. */
const smallestSide = 16;

function geometryOfBoth(truth: Runs, prediction: Runs | null): Pick<Comparison, 'geometry' | 'isTraced'> {
  const { height, width } = truth;
  if (Math.min(height, width) < smallestSide) return {};
  const own = geometryOf(truth);
  const seen = prediction === null ? null : geometryOf(prediction);
  const geometry = { size: [height, width] as const, truth: own, prediction: seen };
  if (prediction === null || !isTelling(own.box) || !isTelling(seen?.box ?? null)) return { geometry: { ...geometry, traced: null } };
  return { geometry, isTraced: () => isTraced(truth, prediction) === true };
}
