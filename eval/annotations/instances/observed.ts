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
    placeParts(observation.parts, position, places);
    place(observation.truths.part, places, truths.part, t0);
    place(observation.detections.part, places, detections.part, d0);
    truths.area.set(observation.truths.areas, t0);
    for (const t of observation.truths.crowd) truths.crowd[t0 + t] = 1;
    for (const t of observation.truths.ignored) truths.ignored[t0 + t] = 1;
    detections.area.set(shape === 'mask' ? (observation.mask?.areas ?? []) : observation.detections.areas, d0);
    detections.score.set(observation.detections.scores, d0);
    const own = pairs[i] as InstancesObservation['box'];
    overlaps.overlap.set(own.overlap, pair);
    placePairs(own, d0, t0, pair, overlaps);
    pair += own.truth.length;
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

// Loops of their own: a loop in a function that runs once is compiled while it runs, and later than one in a function that is called often.

function placeParts(parts: readonly string[], position: ReadonlyMap<string, number>, places: Uint32Array): void {
  for (let p = 0; p < parts.length; p++) places[p] = position.get(parts[p] as string) as number;
}

/** Counts the pairs of each detection behind it, and names truths by their rows in the scene. */
function placePairs(
  { detection, truth }: InstancesObservation['box'],
  d0: number,
  t0: number,
  from: number,
  { start, truth: truths }: Overlaps,
): void {
  for (let k = 0; k < truth.length; k++) {
    const after = d0 + (detection[k] as number) + 1;
    start[after] = (start[after] as number) + 1;
    truths[from + k] = t0 + (truth[k] as number);
  }
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
