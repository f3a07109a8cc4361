import { digestOf, measureParts } from '../../io/digest.ts';
import type { Annotation } from '../annotation.ts';
import { checkPictureSize } from '../picture_size.ts';
import { charts } from './charts.ts';
import { keptBoxes } from './kept_boxes.ts';
import { metrics } from './metrics/table.ts';
import { observe } from './observation.ts';
import { instancesParity } from './parity.ts';
import { type Box, detectionsOf, type ImportedInstances, type Instance, type InstancesPrediction, type InstancesTruth } from './schema.ts';

type Imported = { instances: ImportedInstances };
type Shape = { truth: InstancesTruth; prediction: InstancesPrediction; imported: Imported; observed: null };

/** Objects of classes, with boxes and perhaps pixels. All numbers are of whole slices: a picture where the backend failed is one where nothing was detected. */
export const instances: Annotation<Shape> = {
  kind: 'instances',
  importedKey: 'instances',
  metrics: [...metrics, ...instancesParity],
  predictionOf({ instances: columns }, sample, location) {
    if (columns.masks !== undefined) checkPictureSize('several', columns.masks.size, sample, location);
    return detectionsOf(columns);
  },
  charts: (observations, chosen) =>
    charts(
      observations.filter((observation) => observation.kind === 'instances'),
      chosen,
    ),
  digest: (truth) => digestOf(truth),
  partsOf: ({ objects }) => (objects.length === 0 ? {} : { class: [...new Set(objects.map(({ part }) => part))].sort() }),
  compare(truth, prediction, location) {
    const { height, width } = truth;
    if (prediction?.masks !== undefined) checkPictureSize('several', prediction.masks.size, { kind: 'image', id: location, height, width }, location);
    const nothing = prediction !== null && truth.objects.length === 0 && prediction.part.length === 0;
    return {
      outcome: nothing ? 'correct_rejection' : 'scored',
      observed: null,
      prediction: prediction && digestOfDetections(prediction),
      copied: prediction !== null && isCopy(truth, prediction),
      boxes: keptBoxes(truth, prediction),
      observation: observe(truth, prediction, location),
    };
  },
};

/** The numbers by their bytes: to write half a million of them as digits takes longer than to evaluate them. */
function digestOfDetections({ parts, part, scores, boxes, masks }: InstancesPrediction): string {
  const texts = JSON.stringify([parts, masks?.size ?? null, masks?.counts ?? null]);
  return measureParts([Buffer.from(texts), part, scores, boxes]).sha256;
}

/** Coordinates of a copy differ by what writing and reading them changes. In pixels. */
const rounding = 1e-3;

/** Whether every object that is to be found was detected with its very box: no model does that. */
function isCopy({ objects }: InstancesTruth, { parts, part, boxes }: InstancesPrediction): boolean {
  const wanted = objects.filter(({ crowd, ignore }) => crowd !== true && ignore !== true);
  // Loops: a picture has a hundred detections, and nearly none equals the first object.
  const isFound = ({ part: own, box }: Instance): boolean => {
    for (let d = 0; d < part.length; d++) if (isNear(box, boxes, 4 * d) && parts[part[d] as number] === own) return true;
    return false;
  };
  return wanted.length > 0 && wanted.every(isFound);
}

function isNear(box: Box, boxes: Float64Array, from: number): boolean {
  for (let k = 0; k < 4; k++) if (!(Math.abs((box[k] as number) - (boxes[from + k] as number)) <= rounding)) return false;
  return true;
}
