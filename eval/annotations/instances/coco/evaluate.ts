/** COCO's evaluation: AP and recall of every class at every size class and limit, and the twelve published numbers. */
import type { Measured } from '../../../contracts/samples.ts';
import { ClassCurve, type ClassNumbers, scratchFor } from '../curves.ts';
import type { AreaRange } from '../matching.ts';
import type { Overlaps } from '../overlaps.ts';
import type { Scene } from '../scene.ts';
import { matchedOf, sizeClassOf } from './matched.ts';
import { cocoAreas, cocoLimits, cocoThresholds } from './settings.ts';

export interface CocoSettings {
  readonly thresholds: readonly number[];
  readonly areas: readonly AreaRange[];
  /** Rising. */
  readonly limits: readonly number[];
}

export const cocoSettings: CocoSettings = { thresholds: cocoThresholds, areas: cocoAreas, limits: cocoLimits };

/** One size class and limit. */
export interface Cell {
  readonly area: string;
  readonly limit: number;
}

/** Numbers of one cell, for every class in the scene's order. Null: the class has no object in this size class. */
export type CellNumbers = readonly (ClassNumbers | null)[];

/** Asked with how often each picture counts. */
export type WeightedCells = (weights: Float64Array) => readonly CellNumbers[];

/** Curves of every cell and class, prepared once. @param cells which are wanted: a bootstrap of AP needs one of six */
export function prepareCoco(scene: Scene, overlaps: Overlaps, cells: readonly Cell[], settings: CocoSettings = cocoSettings): WeightedCells {
  return weightedCells(scene, curvesOf(scene, overlaps, cells, settings));
}

export function weightedCells(scene: Scene, { curves, scratch, room }: CocoCurves): WeightedCells {
  const whole = new Int32Array(scene.images);
  return (weights) => {
    whole.set(weights);
    const ones = onesIn(whole);
    const measure = (curve: ClassCurve): ClassNumbers | null => {
      if (ones === whole.length) return curve.measureAll(scratch);
      return ones <= whole.length / 2 ? curve.measureSlice(whole, scratch, room) : curve.measure(whole, scratch);
    };
    return curves.map((classes) => classes.map((curve) => curve && measure(curve)));
  };
}

/** By cell and class, with what they are walked in. Null: nothing is defined of a class without objects. */
export function curvesOf(scene: Scene, overlaps: Overlaps, cells: readonly Cell[], { thresholds, areas, limits }: CocoSettings) {
  const matched = matchedOf(scene, overlaps, { thresholds, limit: Math.max(...limits, ...cocoLimits) });
  const { ranked, room } = matched;
  const curves = cells.map(({ area, limit }) => {
    const range = areas.find(({ name }) => name === area);
    if (range === undefined) throw new RangeError(`no size class "${area}"`);
    const size = sizeClassOf(scene, matched, range);
    const { start } = size.objects;
    return scene.parts.map((_, part) =>
      start[part] === start[part + 1] ? null : new ClassCurve(ranked, part, size, limit, thresholds.length, room),
    );
  });
  const scratch = scratchFor(
    curves.flat().filter((curve) => curve !== null),
    scene.truths.count,
  );
  return { curves, scratch, room };
}

export type CocoCurves = ReturnType<typeof curvesOf>;

/** How many weights are 1, where all are 0 or 1; NaN where they are not. */
function onesIn(weights: Int32Array): number {
  let ones = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (weight > 1) return Number.NaN;
    ones += weight;
  }
  return ones;
}

/** Mean over classes and thresholds at once, of the classes that have objects. */
export function meanOver(numbers: CellNumbers, which: keyof ClassNumbers, threshold?: number): Measured {
  let [sum, count] = [0, 0];
  for (const of of numbers) {
    if (of === null) continue;
    const values = of[which];
    const [from, end] = threshold === undefined ? [0, values.length] : [threshold, threshold + 1];
    for (let t = from; t < end; t++) sum += values[t] as number;
    count += end - from;
  }
  return meanOf(sum, count);
}

export function meanOf(sum: number, count: number): Measured {
  return count === 0 ? { undefined: 'no class has an object' } : sum / count;
}
