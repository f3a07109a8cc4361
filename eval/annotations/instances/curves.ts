/**
 * Precision against recall of one class in one size class, asked with weights of pictures: 1 each for the corpus itself, how often each
 * was drawn for a resample, 0 and 1 for a slice. What stays the same is prepared once; only sums are made again.
 */
import type { Outcomes } from './matching.ts';
import { mostThresholds } from './matching.ts';

/** Detections of all classes, class by class in falling order of score. */
export interface RankedDetections {
  /** Detections of class c are at `start[c]` to before `start[c + 1]`. */
  readonly start: Uint32Array;
  readonly rows: Uint32Array;
  /** The picture of each. */
  readonly image: Uint32Array;
  /** Its place among those of its picture and class. */
  readonly rank: Uint32Array;
}

/** Detections of one class that count, in falling order of score. */
export interface ClassEvents {
  /** The picture of each detection that is not aside at every threshold. */
  readonly image: Uint32Array;
  /** Its outcome; 0 where it is wrong at every threshold. */
  readonly outcome: Uint32Array;
  /** The picture of each object that is to be found. */
  readonly objects: Uint32Array;
}

/**
 * @param outcomes of all detections, in the order of class and score
 * @param limit only so many detections of a picture and class take part
 */
export function classEvents(
  { start, image, rank }: RankedDetections,
  part: number,
  outcomes: Outcomes,
  limit: number,
  thresholds: number,
  objects: Uint32Array,
): ClassEvents {
  const every = 2 ** thresholds - 1;
  const [first, end] = [start[part] as number, start[part + 1] as number];
  const images = new Uint32Array(end - first);
  const kept = new Uint32Array(end - first);
  let length = 0;
  // Wrong detections below the last right one change no number.
  let lastRight = 0;
  for (let i = first; i < end; i++) {
    const outcome = outcomes[i] as number;
    if ((rank[i] as number) >= limit || outcome >>> mostThresholds === every) continue;
    images[length] = image[i] as number;
    kept[length++] = outcome;
    if (outcome !== 0) lastRight = length;
  }
  return { image: images.subarray(0, lastRight), outcome: kept.subarray(0, lastRight), objects };
}

/** What one class reaches, a value a threshold. */
export interface ClassNumbers {
  readonly ap: Float64Array;
  /** Share of the objects that were found. */
  readonly recall: Float64Array;
}

/** COCO divides by a little more than what was detected, which keeps 0 / 0 from being anything. */
export const precisionEpsilon = 2 ** -52;

/** How a curve becomes a number. `recalls` and `precisions` hold a point a right detection, `count` of them. */
export type AveragePrecision = (recalls: Float64Array, precisions: Float64Array, count: number) => number;

/** Walks the detections of classes. Its scratch is as long as the longest class and used again. */
export class CurveWalker {
  readonly #thresholds: number;
  readonly #averagePrecision: AveragePrecision;
  readonly #right: Float64Array;
  readonly #wrong: Float64Array;
  readonly #length: Uint32Array;
  #recalls: Float64Array[] = [];
  #precisions: Float64Array[] = [];

  constructor(thresholds: number, averagePrecision: AveragePrecision) {
    this.#thresholds = thresholds;
    this.#averagePrecision = averagePrecision;
    this.#right = new Float64Array(thresholds);
    this.#wrong = new Float64Array(thresholds);
    this.#length = new Uint32Array(thresholds);
  }

  /**
   * @param weights how often each picture counts
   * @returns null where the class has no object to be found: then nothing is defined
   */
  measure({ image, outcome, objects }: ClassEvents, weights: Float64Array): ClassNumbers | null {
    let wanted = 0;
    for (let i = 0; i < objects.length; i++) wanted += weights[objects[i] as number] as number;
    if (wanted === 0) return null;
    this.#reserve(image.length);
    this.#walk(image, outcome, weights, wanted);
    const ap = new Float64Array(this.#thresholds);
    for (let t = 0; t < this.#thresholds; t++) {
      ap[t] = this.#averagePrecision(this.#recalls[t] as Float64Array, this.#precisions[t] as Float64Array, this.#length[t] as number);
    }
    return { ap, recall: this.#right.map((right) => right / wanted) };
  }

  #walk(image: Uint32Array, outcome: Uint32Array, weights: Float64Array, wanted: number): void {
    const [right, wrong, lengths, thresholds] = [this.#right.fill(0), this.#wrong.fill(0), this.#length.fill(0), this.#thresholds];
    // Most detections are wrong at every threshold: counted once for all.
    let wrongAtAll = 0;
    for (let i = 0; i < image.length; i++) {
      const weight = weights[image[i] as number] as number;
      const bits = outcome[i] as number;
      if (bits === 0) wrongAtAll += weight;
      if (bits === 0 || weight === 0) continue;
      for (let t = 0; t < thresholds; t++) {
        if (((bits >>> (mostThresholds + t)) & 1) === 1) continue;
        if (((bits >>> t) & 1) === 0) {
          wrong[t] = (wrong[t] as number) + weight;
          continue;
        }
        const found = (right[t] as number) + weight;
        const at = lengths[t] as number;
        right[t] = found;
        lengths[t] = at + 1;
        (this.#recalls[t] as Float64Array)[at] = found / wanted;
        (this.#precisions[t] as Float64Array)[at] = found / (wrongAtAll + (wrong[t] as number) + found + precisionEpsilon);
      }
    }
  }

  #reserve(length: number): void {
    if (this.#recalls.length > 0 && (this.#recalls[0] as Float64Array).length >= length) return;
    this.#recalls = Array.from({ length: this.#thresholds }, () => new Float64Array(length));
    this.#precisions = Array.from({ length: this.#thresholds }, () => new Float64Array(length));
  }
}
