/** Boxes that sanity checks look at: a few of each picture, since what is wrong with the reading of boxes is wrong with all. */
import type { KeptBoxes } from '../../contracts/samples.ts';
import type { InstancesPrediction, InstancesTruth } from './schema.ts';

/** Of objects, and of detections, per picture. */
const most = 10;
/** A picture with one object keeps so many detections. */
const fewest = 3;

/** The first objects that are to be found, and the best detections, twice as many as objects. @param prediction null where the backend failed */
export function keptBoxes({ height, width, objects }: InstancesTruth, prediction: InstancesPrediction | null): KeptBoxes {
  const { boxes, scores } = prediction ?? { boxes: [], scores: [] };
  const wanted = [...objects.keys()].filter((t) => objects[t]?.crowd !== true && objects[t]?.ignore !== true);
  const best = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number));
  const [truths, detections] = [wanted.slice(0, most), best.slice(0, Math.min(most, Math.max(fewest, 2 * wanted.length)))];
  return {
    size: [height, width],
    truths: { rows: truths, boxes: truths.flatMap((t) => (objects[t]?.box ?? []).map(short)) },
    detections: { rows: detections, boxes: detections.flatMap((d) => boxes.slice(4 * d, 4 * d + 4).map(short)) },
  };
}

/** Four digits: enough for a box in shares of its picture as for one in pixels. */
function short(value: number): number {
  return Number(value.toPrecision(4));
}
