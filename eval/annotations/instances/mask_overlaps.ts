import type { MaskTexts } from './mask_texts.ts';
import { RunsScratch } from './mask_texts.ts';
import type { Kept, Overlaps } from './overlaps.ts';
import { OverlapsBuilder } from './overlaps.ts';
import type { Scene } from './scene.ts';

/** What is known about the decoded masks of one picture: where their runs lie, their pixels, and the box around them. */
class Shapes {
  readonly scratch: RunsScratch;
  first = new Uint32Array(64);
  end = new Uint32Array(64);
  area = new Float64Array(64);
  /** left, top, right, bottom; the last two belong to the box. */
  box = new Int32Array(256);

  constructor(scratch: RunsScratch) {
    this.scratch = scratch;
  }

  reserve(count: number): void {
    if (count <= this.area.length) return;
    this.first = new Uint32Array(2 * count);
    this.end = new Uint32Array(2 * count);
    this.area = new Float64Array(2 * count);
    this.box = new Int32Array(8 * count);
  }

  /** The text's mask becomes shape `i`. */
  decode(i: number, texts: MaskTexts, row: number, height: number, width: number, location: () => string): void {
    this.first[i] = this.scratch.length;
    this.area[i] = this.scratch.decode(texts, row, height, width, location);
    this.end[i] = this.scratch.length;
  }

  /** Finds the box of shape `i`. Runs rise, so the column is followed and not divided for. */
  bound(i: number, height: number): void {
    const runs = this.scratch.runs;
    let [left, right, top, bottom] = [-1, -1, height, -1];
    let [position, column, columnEnd] = [0, 0, height];
    for (let at = this.first[i] as number; at + 1 < (this.end[i] as number); at += 2) {
      position += runs[at] as number;
      const length = runs[at + 1] as number;
      if (length === 0) continue;
      while (position >= columnEnd) {
        columnEnd += height;
        column++;
      }
      if (left < 0) left = column;
      const last = position + length - 1;
      if (last < columnEnd) {
        top = Math.min(top, position - columnEnd + height);
        bottom = Math.max(bottom, last - columnEnd + height);
      } else {
        [top, bottom] = [0, height - 1];
        while (last >= columnEnd) {
          columnEnd += height;
          column++;
        }
      }
      right = column;
      position += length;
    }
    this.box.set([left, top, right, bottom], 4 * i);
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
  const scratch = new RunsScratch();
  const shapes = new Shapes(scratch);
  const anyClass = kept.classes === 'all';
  for (let image = 0; image < images; image++) {
    const [height, width] = [sizes[2 * image] as number, sizes[2 * image + 1] as number];
    const [firstTruth, endTruth] = [truths.start[image] as number, truths.start[image + 1] as number];
    const own = endTruth - firstTruth;
    shapes.reserve(own + 1);
    scratch.length = 0;
    for (let t = firstTruth; t < endTruth; t++) {
      shapes.decode(t - firstTruth, truthTexts, t, height, width, () => `${location} (truth ${t - firstTruth})`);
      shapes.bound(t - firstTruth, height);
    }
    const afterTruths = scratch.length;
    const firstDetection = detections.start[image] as number;
    for (let d = firstDetection; d < (detections.start[image + 1] as number); d++) {
      scratch.length = afterTruths;
      shapes.decode(own, detectionTexts, d, height, width, () => `${location} (detection ${d - firstDetection})`);
      detectionArea[d] = shapes.area[own] as number;
      let bounded = false;
      for (let t = firstTruth; t < endTruth; t++) {
        if (!anyClass && truths.part[t] !== detections.part[d]) continue;
        if (!bounded) shapes.bound(own, height);
        bounded = true;
        const overlap = overlapOf(shapes, t - firstTruth, own, truths.crowd[t] === 1, kept.floor);
        if (overlap >= kept.floor) builder.add(t, overlap);
      }
      builder.endOf(d);
    }
  }
  return { ...builder.finish(), detectionArea };
}

/** 0 also where the overlap cannot reach the floor. */
function overlapOf({ scratch, first, end, area, box }: Shapes, truth: number, detection: number, crowd: boolean, floor: number): number {
  const [a, b] = [4 * truth, 4 * detection];
  const across = Math.min(box[a + 2] as number, box[b + 2] as number) - Math.max(box[a] as number, box[b] as number) + 1;
  const down = Math.min(box[a + 3] as number, box[b + 3] as number) - Math.max(box[a + 1] as number, box[b + 1] as number) + 1;
  const [truthArea, detectionArea] = [area[truth] as number, area[detection] as number];
  if (across <= 0 || down <= 0 || truthArea === 0 || detectionArea === 0) return 0;
  const most = Math.min(across * down, truthArea, detectionArea);
  const over = (common: number): number => common / (crowd ? detectionArea : truthArea + detectionArea - common);
  if (over(most) < floor) return 0;
  return over(commonPixels(scratch.runs, first[truth] as number, end[truth] as number, first[detection] as number, end[detection] as number));
}

/** Pixels in both of two masks, whose runs lie in one array. */
function commonPixels(runs: Uint32Array, firstA: number, endA: number, firstB: number, endB: number): number {
  let [i, j, sum] = [firstA + 1, firstB + 1, 0];
  let [fromA, fromB] = [runs[firstA] as number, runs[firstB] as number];
  let [toA, toB] = [fromA + (runs[i] as number), fromB + (runs[j] as number)];
  for (;;) {
    const from = Math.max(fromA, fromB);
    if (toA <= toB) {
      if (toA > from) sum += toA - from;
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
