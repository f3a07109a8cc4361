/** Numbers of each picture as if it were the only one, all pictures in one walk through every curve. */
import type { Measured } from '../../../contracts/samples.ts';
import { type ClassCurve, eachRoomFor } from '../curves.ts';
import type { Scene } from '../scene.ts';
import { type CocoCurves, meanOf } from './evaluate.ts';
import type { NumberPlace } from './numbers.ts';

/** @returns the numbers of a picture, in the order of the places */
export function cocoAlone({ images }: Scene, { curves, scratch, room }: CocoCurves, places: readonly NumberPlace[]): (image: number) => Measured[] {
  const each = eachRoomFor(images, room);
  // Of half a million classes of pictures only sums are kept. They are added class by class, as `meanOver` adds them, so that digits are the same.
  const numbers = places.map((place) => ({ ...place, sums: new Float64Array(images), counts: new Uint32Array(images) }));
  for (const [cell, classes] of curves.entries()) {
    const own = numbers.filter((number) => number.cell === cell);
    const add: Parameters<ClassCurve['measureEach']>[3] = (image, measured) => {
      for (let n = 0; n < own.length; n++) {
        const { which, threshold, sums, counts } = own[n] as (typeof own)[number];
        const values = measured[which];
        let sum = sums[image] as number;
        if (threshold === undefined) for (let t = 0; t < values.length; t++) sum += values[t] as number;
        else sum += values[threshold] as number;
        sums[image] = sum;
        counts[image] = (counts[image] as number) + (threshold === undefined ? values.length : 1);
      }
    };
    for (const curve of classes) curve?.measureEach(each, scratch, room, add);
  }
  return (image) => numbers.map(({ sums, counts }) => meanOf(sums[image] as number, counts[image] as number));
}
