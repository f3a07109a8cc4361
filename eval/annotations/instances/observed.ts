/** Observations of many pictures as one scene with its overlaps: what all numbers are made of. */

import type { Overlaps } from './overlaps.ts';
import type { Scene } from './scene.ts';
import { startsOf } from './scene.ts';
import type { InstancesObservation } from './schema.ts';

/** What is compared: boxes, or pixels. */
export type Shape = 'box' | 'mask';

export interface ObservedScene {
  readonly scene: Scene;
  readonly overlaps: Overlaps;
}

/** Classes are in text order. Null where pixels are asked for and some picture has none. */
export function sceneOf(observations: readonly InstancesObservation[], shape: Shape): ObservedScene | null {
  if (shape === 'mask' && observations.some(({ mask }) => mask === undefined)) return null;
  const parts = [...new Set(observations.flatMap(({ truths, detections }) => [...truths.parts, ...detections.parts]))].sort();
  const position = new Map(parts.map((part, i) => [part, i]));
  const truthSizes = observations.map(({ truths }) => truths.parts.length);
  const detectionSizes = observations.map(({ detections }) => detections.parts.length);
  const [truthStart, detectionStart] = [startsOf(truthSizes), startsOf(detectionSizes)];
  const truths = emptyTruths(truthStart);
  const detections = emptyDetections(detectionStart);
  const pairs = observations.map((observation) => (shape === 'box' ? observation.box : (observation.mask ?? observation.box)));
  const total = pairs.reduce((sum, { truth }) => sum + truth.length, 0);
  const overlaps = { start: new Uint32Array(detections.count + 1), truth: new Uint32Array(total), overlap: new Float64Array(total) };
  let pair = 0;
  for (const [i, observation] of observations.entries()) {
    const [t0, d0] = [truthStart[i] as number, detectionStart[i] as number];
    for (const [t, part] of observation.truths.parts.entries()) truths.part[t0 + t] = position.get(part) as number;
    truths.area.set(observation.truths.areas, t0);
    for (const t of observation.truths.crowd) truths.crowd[t0 + t] = 1;
    for (const t of observation.truths.ignored) truths.ignored[t0 + t] = 1;
    for (const [d, part] of observation.detections.parts.entries()) detections.part[d0 + d] = position.get(part) as number;
    detections.area.set(shape === 'mask' ? (observation.mask?.areas ?? []) : observation.detections.areas, d0);
    detections.score.set(observation.detections.scores, d0);
    const { detection, truth, overlap } = pairs[i] as InstancesObservation['box'];
    for (const d of detection) overlaps.start[d0 + d + 1] = (overlaps.start[d0 + d + 1] as number) + 1;
    for (const [k, t] of truth.entries()) {
      overlaps.truth[pair] = t0 + t;
      overlaps.overlap[pair++] = overlap[k] as number;
    }
  }
  for (let d = 0; d < detections.count; d++) overlaps.start[d + 1] = (overlaps.start[d + 1] as number) + (overlaps.start[d] as number);
  return { scene: { images: observations.length, parts, truths, detections }, overlaps };
}

function emptyTruths(start: Uint32Array): Scene['truths'] {
  const count = start.at(-1) ?? 0;
  return { count, start, part: new Uint32Array(count), area: new Float64Array(count), crowd: new Uint8Array(count), ignored: new Uint8Array(count) };
}

function emptyDetections(start: Uint32Array): Scene['detections'] {
  const count = start.at(-1) ?? 0;
  return { count, start, part: new Uint32Array(count), area: new Float64Array(count), score: new Float64Array(count) };
}
