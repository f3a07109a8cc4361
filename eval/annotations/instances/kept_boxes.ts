/** Boxes that sanity checks look at: a few of each picture, since what is wrong with the reading of boxes is wrong with all. */
import type { KeptBoxes } from '../../contracts/samples.ts';
import { newDoubles, newIndexes } from '../../io/typed_arrays.ts';
import type { Instance, InstancesPrediction, InstancesTruth } from './schema.ts';

/** Of objects, and of detections, per picture. */
const most = 10;
/** A picture with one object keeps so many detections. */
const fewest = 3;

/** The first objects that are to be found, and the best detections, twice as many as objects. @param prediction null where the backend failed */
export function keptBoxes({ height, width, objects }: InstancesTruth, prediction: InstancesPrediction | null): KeptBoxes {
  const truths: number[] = [];
  let wanted = 0;
  for (let t = 0; t < objects.length; t++) {
    const { crowd, ignore } = objects[t] as Instance;
    if (crowd !== true && ignore !== true && wanted++ < most) truths.push(t);
  }
  const best = prediction === null ? [] : bestOf(prediction.scores, Math.min(most, Math.max(fewest, 2 * wanted)));
  const found = roomFor(best);
  for (let i = 0; i < found.boxes.length; i++) found.boxes[i] = prediction?.boxes[4 * (best[i >> 2] as number) + (i & 3)] as number;
  const kept = roomFor(truths);
  for (let i = 0; i < kept.boxes.length; i++) kept.boxes[i] = objects[truths[i >> 2] as number]?.box[i & 3] as number;
  return { detections: found, size: [height, width], truths: kept };
}

/** The rows of a list, and room for their boxes: loops fill both, since lists and columns of ten would be made again and again on the way. */
function roomFor(list: readonly number[]): KeptBoxes['truths'] {
  const rows = newIndexes(list.length);
  for (let i = 0; i < rows.length; i++) rows[i] = list[i] as number;
  return { boxes: newDoubles(4 * list.length), rows };
}

/** Positions of the highest scores, the first of equal ones first. */
function bestOf(scores: Float64Array, count: number): number[] {
  const best: number[] = [];
  for (let d = 0; d < scores.length; d++) {
    const score = scores[d] as number;
    if (best.length === count && score <= (scores[best[count - 1] as number] as number)) continue;
    let place = Math.min(best.length, count - 1);
    for (; place > 0 && score > (scores[best[place - 1] as number] as number); place--) best[place] = best[place - 1] as number;
    best[place] = d;
  }
  return best;
}
