/** What the comparison of one picture leaves behind. */
import { newDoubles, newIndexes } from '../../io/typed_arrays.ts';
import { fromText, area as pixels } from '../../masks/runs.ts';
import { boxOverlaps } from './box_overlaps.ts';
import { maskOverlaps } from './mask_overlaps.ts';
import { maskTexts } from './mask_texts.ts';
import type { Kept, Overlaps } from './overlaps.ts';
import type { Scene } from './scene.ts';
import { boxColumn, detectionsOf, type Instance, type InstancesObservation, type InstancesPrediction, type InstancesTruth } from './schema.ts';

/** Below this overlap a detection is on background, as TIDE draws the line; pairs of any classes above it are kept. */
export const overlapFloor = 0.1;
const kept: Kept = { floor: overlapFloor, classes: 'all' };

/**
 * @param prediction null where the backend failed: nothing was detected
 * @param location names the sample in errors
 * @throws InputError EV1202, EV1203 for a mask that is none of the picture's size
 */
export function observe(truth: InstancesTruth, prediction: InstancesPrediction | null, location = 'sample'): InstancesObservation {
  const detected = prediction ?? nothing;
  const { objects, height, width } = truth;
  const boxes = boxColumn(objects.map(({ box }) => box));
  const scene = sceneOfOne(objects, detected);
  const noMask = objects.some(({ mask }) => mask === undefined) || (detected.part.length > 0 && detected.masks === undefined);
  const masked = noMask
    ? undefined
    : maskOverlaps(
        scene,
        maskTexts(objects.map(({ mask }) => mask?.counts ?? '')),
        maskTexts(detected.masks?.counts ?? []),
        Uint32Array.of(height, width),
        kept,
        location,
      );
  const { parts, truths, detections } = scene;
  return {
    box: columnsOf(boxOverlaps(scene, boxes, detected.boxes, kept)),
    detections: { areas: detections.area, part: detections.part, scores: detections.score },
    kind: 'instances',
    ...(masked === undefined ? {} : { mask: { areas: masked.detectionArea, ...columnsOf(masked) } }),
    parts: [...parts],
    truths: { areas: truths.area, crowd: rowsOf(truths.crowd), ignored: rowsOf(truths.ignored), part: truths.part },
  };
}

const nothing = detectionsOf({ parts: [], scores: [], boxes: [] });

function sceneOfOne(objects: readonly Instance[], { parts: classes, part, scores, boxes }: InstancesPrediction): Scene {
  const parts: string[] = [];
  const truths = {
    count: objects.length,
    start: Uint32Array.of(0, objects.length),
    part: newIndexes(objects.length),
    area: newDoubles(objects.length),
    crowd: new Uint8Array(objects.length),
    ignored: new Uint8Array(objects.length),
  };
  for (let t = 0; t < objects.length; t++) {
    const object = objects[t] as Instance;
    truths.part[t] = placeAmong(parts, object.part);
    truths.area[t] = areaOf(object);
    if (object.crowd === true) truths.crowd[t] = 1;
    if (object.crowd === true || object.ignore === true) truths.ignored[t] = 1;
  }
  const places = classes.map((name) => placeAmong(parts, name));
  const detections = {
    count: part.length,
    start: Uint32Array.of(0, part.length),
    part: newIndexes(part.length),
    area: newDoubles(part.length),
    score: scores,
  };
  for (let d = 0; d < part.length; d++) {
    detections.part[d] = places[part[d] as number] as number;
    detections.area[d] = (boxes[4 * d + 2] as number) * (boxes[4 * d + 3] as number);
  }
  return { images: 1, parts, truths, detections };
}

/** Classes of all pictures, with the place that each had in the last picture that it was in: to make a map for each picture takes longer than its boxes. */
const lastPlaces = new Map<string, number>();

/** Position of a class among those of the picture, which it is added to. */
function placeAmong(parts: string[], name: string): number {
  const last = lastPlaces.get(name);
  if (last !== undefined && parts[last] === name) return last;
  lastPlaces.set(name, parts.length);
  return parts.push(name) - 1;
}

/** What the label says, else the pixels of its mask, else its box. */
function areaOf({ area, mask, box }: Instance): number {
  return area ?? (mask === undefined ? box[2] * box[3] : pixels(fromText(mask)));
}

function rowsOf(flags: Uint8Array): Uint32Array {
  let count = 0;
  for (let row = 0; row < flags.length; row++) count += flags[row] as number;
  const rows = newIndexes(count);
  for (let row = 0, at = 0; at < count; row++) if (flags[row] === 1) rows[at++] = row;
  return rows;
}

function columnsOf({ start, truth, overlap }: Overlaps): InstancesObservation['box'] {
  const detection = newIndexes(truth.length);
  for (let d = 0; d + 1 < start.length; d++) for (let pair = start[d] as number; pair < (start[d + 1] as number); pair++) detection[pair] = d;
  return { detection, overlap, truth };
}
