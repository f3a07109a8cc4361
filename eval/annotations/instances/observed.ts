/** Observations of many pictures as one scene with its overlaps: what all numbers are made of. */

import type { Overlaps } from './overlaps.ts';
import { type Scene, startsOf } from './scene.ts';
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
  const parts = namesIn(observations);
  const position = new Map(parts.map((part, i) => [part, i]));
  const truths = emptyTruths(startsOf(observations.map((of) => of.truths.part.length)));
  const detections = emptyDetections(startsOf(observations.map((of) => of.detections.part.length)));
  const pairs = observations.map((observation) => (shape === 'box' ? observation.box : (observation.mask ?? observation.box)));
  const total = pairs.reduce((sum, { truth }) => sum + truth.length, 0);
  const overlaps = { start: new Uint32Array(detections.count + 1), truth: new Uint32Array(total), overlap: new Float64Array(total) };
  // Of the classes of the picture at hand.
  const places = new Uint32Array(observations.reduce((most, of) => Math.max(most, of.parts.length), 0));
  let pair = 0;
  for (let i = 0; i < observations.length; i++) {
    const observation = observations[i] as InstancesObservation;
    const [t0, d0] = [truths.start[i] as number, detections.start[i] as number];
    const own = observation.parts;
    for (let p = 0; p < own.length; p++) places[p] = position.get(own[p] as string) as number;
    place(observation.truths.part, places, truths.part, t0);
    place(observation.detections.part, places, detections.part, d0);
    truths.area.set(observation.truths.areas, t0);
    for (const t of observation.truths.crowd) truths.crowd[t0 + t] = 1;
    for (const t of observation.truths.ignored) truths.ignored[t0 + t] = 1;
    detections.area.set(shape === 'mask' ? (observation.mask?.areas ?? []) : observation.detections.areas, d0);
    detections.score.set(observation.detections.scores, d0);
    const { detection, truth, overlap } = pairs[i] as InstancesObservation['box'];
    overlaps.overlap.set(overlap, pair);
    for (let k = 0; k < truth.length; k++) {
      const after = d0 + (detection[k] as number) + 1;
      overlaps.start[after] = (overlaps.start[after] as number) + 1;
      overlaps.truth[pair++] = t0 + (truth[k] as number);
    }
  }
  for (let d = 0; d < detections.count; d++) overlaps.start[d + 1] = (overlaps.start[d + 1] as number) + (overlaps.start[d] as number);
  return { scene: { images: observations.length, parts, truths, detections }, overlaps };
}

/** The scene of the observations that were asked for last: all families of numbers, and then charts, ask for the same one in turn. */
function lastScene(shape: Shape): (observations: readonly InstancesObservation[]) => ObservedScene | null {
  let last: { readonly observations: readonly InstancesObservation[]; readonly scene: ObservedScene | null } | undefined;
  return (observations) => {
    const isSame = last?.observations.length === observations.length && observations.every((one, i) => one === last?.observations[i]);
    if (last === undefined || !isSame) last = { observations, scene: sceneOf(observations, shape) };
    return last.scene;
  };
}

export const lastScenes = { box: lastScene('box'), mask: lastScene('mask') };

function namesIn(observations: readonly InstancesObservation[]): string[] {
  const names = new Set<string>();
  for (const { parts } of observations) for (const part of parts) names.add(part);
  return [...names].sort();
}

function place(numbers: Uint32Array, places: Uint32Array, parts: Uint32Array, from: number): void {
  for (let i = 0; i < numbers.length; i++) parts[from + i] = places[numbers[i] as number] as number;
}

function emptyTruths(start: Uint32Array): Scene['truths'] {
  const count = start.at(-1) ?? 0;
  return { count, start, part: new Uint32Array(count), area: new Float64Array(count), crowd: new Uint8Array(count), ignored: new Uint8Array(count) };
}

function emptyDetections(start: Uint32Array): Scene['detections'] {
  const count = start.at(-1) ?? 0;
  return { count, start, part: new Uint32Array(count), area: new Float64Array(count), score: new Float64Array(count) };
}
