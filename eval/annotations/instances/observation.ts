/** What the comparison of one picture leaves behind. */
import { fromText, area as pixels } from '../../masks/runs.ts';
import { boxOverlaps } from './box_overlaps.ts';
import { maskOverlaps } from './mask_overlaps.ts';
import { maskTexts } from './mask_texts.ts';
import type { Kept, Overlaps } from './overlaps.ts';
import { gather, positions } from './ranking.ts';
import type { Scene } from './scene.ts';
import {
  boxColumn,
  detectionsOf,
  type Instance,
  type InstancesObservation,
  type InstancesPrediction,
  type InstancesTruth,
  numbered,
} from './schema.ts';

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
    kind: 'instances',
    parts: [...parts],
    truths: { part: truths.part, areas: truths.area, crowd: indexesOf(truths.crowd), ignored: indexesOf(truths.ignored) },
    detections: { part: detections.part, scores: detections.score, areas: detections.area },
    box: columnsOf(boxOverlaps(scene, boxes, detected.boxes, kept)),
    ...(masked === undefined ? {} : { mask: { ...columnsOf(masked), areas: masked.detectionArea } }),
  };
}

const nothing = detectionsOf({ parts: [], scores: [], boxes: [] });

function sceneOfOne(objects: readonly Instance[], { parts: classes, part, scores, boxes }: InstancesPrediction): Scene {
  const known = new Map<string, number>();
  const { part: ofTruths } = numbered(
    objects.map(({ part }) => part),
    known,
  );
  const { parts, part: places } = numbered(classes, known);
  const area = new Float64Array(part.length);
  for (let d = 0; d < area.length; d++) area[d] = (boxes[4 * d + 2] as number) * (boxes[4 * d + 3] as number);
  return {
    images: 1,
    parts,
    truths: {
      count: objects.length,
      start: Uint32Array.of(0, objects.length),
      part: ofTruths,
      area: Float64Array.from(objects, areaOf),
      crowd: Uint8Array.from(objects, ({ crowd }) => Number(crowd === true)),
      ignored: Uint8Array.from(objects, ({ crowd, ignore }) => Number(crowd === true || ignore === true)),
    },
    detections: {
      count: part.length,
      start: Uint32Array.of(0, part.length),
      part: gather(places, part),
      area,
      score: scores,
    },
  };
}

/** What the label says, else the pixels of its mask, else its box. */
function areaOf({ area, mask, box }: Instance): number {
  return area ?? (mask === undefined ? box[2] * box[3] : pixels(fromText(mask)));
}

function indexesOf(flags: Uint8Array): Uint32Array {
  return positions(flags.length).filter((i) => flags[i] === 1);
}

function columnsOf({ start, truth, overlap }: Overlaps): InstancesObservation['box'] {
  const detection = new Uint32Array(truth.length);
  for (let d = 0; d + 1 < start.length; d++) detection.fill(d, start[d], start[d + 1]);
  return { detection, truth, overlap };
}
