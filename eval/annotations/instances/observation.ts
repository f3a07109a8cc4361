/** What the comparison of one picture leaves behind. */
import { fromText, area as pixels } from '../../masks/runs.ts';
import { boxOverlaps } from './box_overlaps.ts';
import { maskOverlaps } from './mask_overlaps.ts';
import { maskTexts } from './mask_texts.ts';
import type { Kept, Overlaps } from './overlaps.ts';
import type { Scene } from './scene.ts';
import type { Instance, InstancesObservation, InstancesPrediction, InstancesTruth } from './schema.ts';

/** Below this overlap a detection is on background, as TIDE draws the line; pairs of any classes above it are kept. */
export const overlapFloor = 0.1;
const kept: Kept = { floor: overlapFloor, classes: 'all' };

/**
 * @param prediction null where the backend failed: nothing was detected
 * @param location names the sample in errors
 * @throws InputError EV1202, EV1203 for a mask that is none of the picture's size
 */
export function observe(truth: InstancesTruth, prediction: InstancesPrediction | null, location = 'sample'): InstancesObservation {
  const detected = prediction ?? { kind: 'instances', parts: [], scores: [], boxes: [] };
  const { objects, height, width } = truth;
  const boxes = Float64Array.from(objects.flatMap(({ box }) => box));
  const detectionBoxes = Float64Array.from(detected.boxes);
  const scene = sceneOfOne(objects, detected);
  const noMask = objects.some(({ mask }) => mask === undefined) || (detected.parts.length > 0 && detected.masks === undefined);
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
  return {
    kind: 'instances',
    truths: {
      parts: objects.map(({ part }) => part),
      areas: [...scene.truths.area],
      crowd: indexesOf(scene.truths.crowd),
      ignored: indexesOf(scene.truths.ignored),
    },
    detections: { parts: [...detected.parts], scores: [...detected.scores], areas: [...scene.detections.area] },
    box: columnsOf(boxOverlaps(scene, boxes, detectionBoxes, kept)),
    ...(masked === undefined ? {} : { mask: { ...columnsOf(masked), areas: [...masked.detectionArea] } }),
  };
}

function sceneOfOne(objects: readonly Instance[], { parts: classes, scores, boxes }: InstancesPrediction): Scene {
  const parts = [...new Set([...objects.map(({ part }) => part), ...classes])];
  const position = new Map(parts.map((part, i) => [part, i]));
  const place = (part: string): number => position.get(part) as number;
  return {
    images: 1,
    parts,
    truths: {
      count: objects.length,
      start: Uint32Array.of(0, objects.length),
      part: Uint32Array.from(objects, ({ part }) => place(part)),
      area: Float64Array.from(objects, areaOf),
      crowd: Uint8Array.from(objects, ({ crowd }) => Number(crowd === true)),
      ignored: Uint8Array.from(objects, ({ crowd, ignore }) => Number(crowd === true || ignore === true)),
    },
    detections: {
      count: classes.length,
      start: Uint32Array.of(0, classes.length),
      part: Uint32Array.from(classes, place),
      area: Float64Array.from(classes, (_, d) => (boxes[4 * d + 2] as number) * (boxes[4 * d + 3] as number)),
      score: Float64Array.from(scores),
    },
  };
}

/** What the label says, else the pixels of its mask, else its box. */
function areaOf({ area, mask, box }: Instance): number {
  return area ?? (mask === undefined ? box[2] * box[3] : pixels(fromText(mask)));
}

function indexesOf(flags: Uint8Array): number[] {
  return [...flags.keys()].filter((i) => flags[i] === 1);
}

function columnsOf({ start, truth, overlap }: Overlaps): InstancesObservation['box'] {
  const detection = new Array<number>(truth.length);
  for (let d = 0; d + 1 < start.length; d++) detection.fill(d, start[d], start[d + 1]);
  return { detection, truth: [...truth], overlap: [...overlap] };
}
