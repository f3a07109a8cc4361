/** Pictures for tests, written shortly; and random ones. */
import type { Xoshiro128 } from '../../../stats/random.ts';
import { observe } from '../observation.ts';
import { type ObservedScene, type Shape, sceneOf } from '../observed.ts';
import { type Box, detectionsOf, type Instance, type InstancesObservation, type InstancesPrediction, type InstancesTruth } from '../schema.ts';

export type Found = readonly [part: string, score: number, box: Box];

export interface Picture {
  readonly objects: readonly Instance[];
  readonly found: readonly Found[];
}

export const size = { height: 480, width: 640 };

export function truthOf({ objects }: Picture): InstancesTruth {
  return { kind: 'instances', ...size, objects: [...objects] };
}

export function predictionOf({ found }: Picture): InstancesPrediction {
  return detectionsOf({ parts: found.map(([part]) => part), scores: found.map(([, score]) => score), boxes: found.flatMap(([, , box]) => box) });
}

export function observationsOf(pictures: readonly Picture[]): InstancesObservation[] {
  return pictures.map((picture) => observe(truthOf(picture), predictionOf(picture)));
}

export function observed(pictures: readonly Picture[], shape: Shape = 'box'): ObservedScene {
  const scene = sceneOf(observationsOf(pictures), shape);
  if (scene === null) throw new RangeError('the pictures have no masks');
  return scene;
}

/** A weight of 1 for every picture. */
export function ones(count: number): Float64Array {
  return new Float64Array(count).fill(1);
}

/** Scores are all different, so that copies of a picture do not change the order within one. */
export function randomPictures(random: Xoshiro128, count: number): Picture[] {
  const classes = ['a', 'b', 'c d'];
  const below = (limit: number): number => random.below(limit);
  const box = (): Box => [below(500), below(300), 4 + below(120), 4 + below(120)];
  let score = 0;
  return Array.from({ length: count }, () => {
    const objects = Array.from({ length: below(6) }, (): Instance => {
      const object = { part: classes[below(3)] as string, box: box() };
      return below(8) === 0 ? { ...object, crowd: true } : object;
    });
    const near = (): Box => {
      const of = objects[below(objects.length)];
      return of === undefined ? box() : [of.box[0] + below(12), of.box[1] + below(12), of.box[2] + below(8), of.box[3] + below(8)];
    };
    const found = Array.from(
      { length: below(12) },
      (): Found => [classes[below(3)] as string, (random.next() / 2 ** 32 + score++) / 1000, below(3) === 0 ? box() : near()],
    );
    return { objects, found: found.sort((x, y) => y[1] - x[1]) };
  });
}
