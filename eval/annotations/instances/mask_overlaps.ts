import { type MaskTexts, RunsScratch } from './mask_texts.ts';
import { type Kept, type Overlaps, OverlapsBuilder } from './overlaps.ts';
import type { Scene } from './scene.ts';

/** What is known about the decoded masks of one picture: where their runs lie, their pixels, the columns that they are in. */
class Shapes {
  readonly scratch: RunsScratch;
  first = new Uint32Array(64);
  end = new Uint32Array(64);
  area = new Float64Array(64);
  /** Both belong to the shape. */
  left = new Int32Array(64);
  right = new Int32Array(64);

  constructor(scratch: RunsScratch) {
    this.scratch = scratch;
  }

  reserve(count: number): void {
    if (count <= this.area.length) return;
    for (const name of ['first', 'end'] as const) this[name] = new Uint32Array(2 * count);
    for (const name of ['left', 'right'] as const) this[name] = new Int32Array(2 * count);
    this.area = new Float64Array(2 * count);
  }

  /** The text's mask becomes shape `i`. */
  decode(i: number, texts: MaskTexts, row: number, height: number, width: number, location: (row: number) => string): void {
    const { scratch } = this;
    this.first[i] = scratch.length;
    scratch.decode(texts, row, height, width, location);
    this.end[i] = scratch.length;
    this.area[i] = scratch.area;
    this.left[i] = Math.floor(scratch.from / height);
    this.right[i] = Math.floor((scratch.to - 1) / height);
  }
}

export interface MaskOverlaps extends Overlaps {
  /** Pixels of each detection's mask. */
  readonly detectionArea: Float64Array;
}

/** The sizes of the pictures, [height, width] one after the other. */
export type Sizes = Uint32Array;

/**
 * Overlaps of pixels, counted on run lengths. Only the masks of one picture are decoded at a time, and only pairs whose boxes and areas
 * allow the least overlap that is kept are counted.
 * @param location of the masks in errors
 * @throws InputError EV1202, EV1203 for a text that is no mask of its picture's size
 */
export function maskOverlaps(
  { images, truths, detections }: Scene,
  truthTexts: MaskTexts,
  detectionTexts: MaskTexts,
  sizes: Sizes,
  kept: Kept,
  location = 'masks',
): MaskOverlaps {
  const builder = new OverlapsBuilder(detections.count);
  const detectionArea = new Float64Array(detections.count);
  const shapes = new Shapes(new RunsScratch());
  const anyClass = kept.classes === 'all';
  for (let image = 0; image < images; image++) {
    const height = sizes[2 * image] as number;
    const width = sizes[2 * image + 1] as number;
    const firstTruth = truths.start[image] as number;
    const endTruth = truths.start[image + 1] as number;
    const firstDetection = detections.start[image] as number;
    const own = endTruth - firstTruth;
    shapes.reserve(own + 1);
    const truthAt = (t: number): string => `${location} (truth ${t - firstTruth})`;
    const detectionAt = (d: number): string => `${location} (detection ${d - firstDetection})`;
    shapes.scratch.length = 0;
    for (let t = firstTruth; t < endTruth; t++) shapes.decode(t - firstTruth, truthTexts, t, height, width, truthAt);
    const afterTruths = shapes.scratch.length;
    for (let d = firstDetection; d < (detections.start[image + 1] as number); d++) {
      shapes.scratch.length = afterTruths;
      shapes.decode(own, detectionTexts, d, height, width, detectionAt);
      detectionArea[d] = shapes.area[own] as number;
      for (let t = firstTruth; t < endTruth; t++) {
        if (!anyClass && truths.part[t] !== detections.part[d]) continue;
        const overlap = overlapOf(shapes, t - firstTruth, own, height, truths.crowd[t] === 1, kept.floor);
        if (overlap >= kept.floor) builder.add(t, overlap);
      }
      builder.endOf(d);
    }
  }
  return { ...builder.finish(), detectionArea };
}

/** 0 also where the overlap cannot reach the floor: by areas, by columns, or by what is left of the mask. */
function overlapOf(shapes: Shapes, truth: number, detection: number, height: number, crowd: boolean, floor: number): number {
  const { scratch, first, end, area, left, right } = shapes;
  const truthArea = area[truth] as number;
  const detectionArea = area[detection] as number;
  if (truthArea === 0 || detectionArea === 0) return 0;
  // Intersection over union is at least the floor where the intersection is at least this.
  const least = crowd ? floor * detectionArea : ((truthArea + detectionArea) * floor) / (1 + floor);
  const enough = least * (1 - 1e-9);
  if (Math.min(truthArea, detectionArea) < enough) return 0;
  const across = Math.min(right[truth] as number, right[detection] as number) - Math.max(left[truth] as number, left[detection] as number) + 1;
  if (across * height < enough) return 0;
  const spare = Math.floor(detectionArea - enough);
  const common = commonPixels(
    scratch.runs,
    first[detection] as number,
    end[detection] as number,
    first[truth] as number,
    end[truth] as number,
    spare,
  );
  return common / (crowd ? detectionArea : truthArea + detectionArea - common);
}

/**
 * Pixels in both of two masks, whose runs lie in one array.
 * @param spare pixels of the first that may lie outside of the second; 0 is returned where there are more
 */
function commonPixels(runs: Uint32Array, firstA: number, endA: number, firstB: number, endB: number, spare: number): number {
  let i = firstA + 1;
  let j = firstB + 1;
  let fromA = runs[firstA] as number;
  let fromB = runs[firstB] as number;
  let toA = fromA + (runs[i] as number);
  let toB = fromB + (runs[j] as number);
  let sum = 0;
  // Of the first mask, in the runs that were passed.
  let passed = 0;
  for (;;) {
    const from = Math.max(fromA, fromB);
    if (toA <= toB) {
      if (toA > from) sum += toA - from;
      passed += toA - fromA;
      if (passed - sum > spare) return 0;
      i += 2;
      if (i >= endA) return sum;
      fromA = toA + (runs[i - 1] as number);
      toA = fromA + (runs[i] as number);
    } else {
      if (toB > from) sum += toB - from;
      j += 2;
      if (j >= endB) return sum;
      fromB = toB + (runs[j - 1] as number);
      toB = fromB + (runs[j] as number);
    }
  }
}
