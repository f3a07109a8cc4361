/**
 * Precision against recall of one class in one size class, asked with weights of pictures: 1 each for the corpus itself, how often each
 * was drawn for a resample, 0 and 1 for a slice. What stays the same is prepared once; only sums are made again.
 */
import type { AreaRange, Outcomes } from './matching.ts';
import { mostThresholds } from './matching.ts';
import type { Groups } from './ranking.ts';

/** Detections of all classes, class by class in falling order of score. */
export interface RankedDetections {
  /** Detections of class c are at `start[c]` to before `start[c + 1]`. */
  readonly start: Uint32Array;
  /** The picture of each. */
  readonly image: Uint32Array;
  /** Its place among those of its picture and class. */
  readonly rank: Uint32Array;
  readonly area: Float64Array;
  /** Its position among the candidates, or -1: it overlaps nothing. */
  readonly candidate: Int32Array;
}

/** What is known about all classes in one size class. */
export interface SizeClass extends AreaRange {
  readonly outcomes: Outcomes;
  /** Pictures of the objects that are to be found, by class. */
  readonly objects: Groups;
}

/** What one class reaches, a value a threshold. */
export interface ClassNumbers {
  readonly ap: Float64Array;
  /** Share of the objects that were found. */
  readonly recall: Float64Array;
}

/** COCO divides by a little more than what was detected, which keeps 0 / 0 from being anything. */
export const precisionEpsilon = 2 ** -52;

/**
 * How a curve becomes a number. A point is a right detection: `found` objects down to it, and the precision there; `count` points.
 * @param wanted all objects
 */
export type AveragePrecision = (found: Float64Array, precisions: Float64Array, count: number, wanted: number) => number;

/** One class in one size class. */
export class ClassCurve {
  /** Pictures of the detections that count at some threshold, down to the last right one: below it nothing changes a number. */
  readonly #detected: Uint32Array;
  /** Places among them of those that are right or aside at some threshold: most are wrong at every one. */
  readonly #marks: Uint32Array;
  /** By threshold, positions of the marks that are right there, and -1 less the position of those that are aside. */
  readonly #entries: readonly Int32Array[];
  /** Pictures of the objects that are to be found. */
  readonly #objects: Uint32Array;

  /**
   * @param outcomes of the candidates in the size class
   * @param limit only so many detections of a picture and class take part
   */
  constructor(ranked: RankedDetections, part: number, { low, high, outcomes, objects }: SizeClass, limit: number, thresholds: number) {
    const { start, image, rank, area, candidate } = ranked;
    const every = 2 ** thresholds - 1;
    const [first, end] = [start[part] as number, start[part + 1] as number];
    const detected = new Uint32Array(end - first);
    const marks = new Uint32Array(end - first);
    const marked = new Uint32Array(end - first);
    const lengths = new Uint32Array(thresholds);
    let [length, count, lastRight] = [0, 0, 0];
    for (let i = first; i < end; i++) {
      if ((rank[i] as number) >= limit) continue;
      const position = candidate[i] as number;
      let outcome = position < 0 ? 0 : (outcomes[position] as number);
      // What found something has the object's size class, whatever its own area is; else one outside is neither right nor wrong.
      if ((area[i] as number) < low || (area[i] as number) > high) outcome |= (every & ~outcome) << mostThresholds;
      if (outcome >>> mostThresholds === every) continue;
      detected[length] = image[i] as number;
      if (outcome !== 0) {
        marks[count] = length;
        marked[count++] = outcome;
        lastRight = length + 1;
        for (let t = 0; t < thresholds; t++) lengths[t] = (lengths[t] as number) + (((outcome | (outcome >>> mostThresholds)) >>> t) & 1);
      }
      length++;
    }
    this.#detected = detected.subarray(0, lastRight);
    this.#marks = marks.subarray(0, count);
    this.#objects = objects.rows.subarray(objects.start[part], objects.start[part + 1]);
    this.#entries = Array.from(lengths, (of, t) => entriesAt(marked, count, t, of));
  }

  /** Of how many marks the scratch must have room. */
  get marks(): number {
    return this.#marks.length;
  }

  /**
   * @param weights how often each picture counts
   * @returns null where the class has no object to be found: then nothing is defined
   */
  measure(weights: Float64Array, averagePrecision: AveragePrecision, { counted, weighs, found, precisions }: Scratch): ClassNumbers | null {
    const wanted = sumAt(this.#objects, weights);
    if (wanted === 0) return null;
    const detected = this.#detected;
    const marks = this.#marks;
    let [sum, next] = [0, 0];
    for (let mark = 0; mark < marks.length; mark++) {
      const end = marks[mark] as number;
      while (next < end) sum += weights[detected[next++] as number] as number;
      const weight = weights[detected[next++] as number] as number;
      sum += weight;
      weighs[mark] = weight;
      counted[mark] = sum;
    }
    const [ap, recall] = [new Float64Array(this.#entries.length), new Float64Array(this.#entries.length)];
    for (let t = 0; t < ap.length; t++) {
      const entries = this.#entries[t] as Int32Array;
      let [right, apart, points] = [0, 0, 0];
      for (let i = 0; i < entries.length; i++) {
        const mark = entries[i] as number;
        if (mark < 0) {
          apart += weighs[-1 - mark] as number;
          continue;
        }
        right += weighs[mark] as number;
        found[points] = right;
        precisions[points++] = right / ((counted[mark] as number) - apart + precisionEpsilon);
      }
      ap[t] = averagePrecision(found, precisions, points, wanted);
      recall[t] = right / wanted;
    }
    return { ap, recall };
  }
}

/** Room for the longest curve, used again and again. */
export interface Scratch {
  /** Detections that count, down to each mark. */
  readonly counted: Float64Array;
  /** Weight of each mark's picture. */
  readonly weighs: Float64Array;
  readonly found: Float64Array;
  readonly precisions: Float64Array;
}

export function scratchFor(curves: readonly ClassCurve[]): Scratch {
  const length = curves.reduce((most, { marks }) => Math.max(most, marks), 0);
  return {
    counted: new Float64Array(length),
    weighs: new Float64Array(length),
    found: new Float64Array(length),
    precisions: new Float64Array(length),
  };
}

function entriesAt(marked: Uint32Array, count: number, threshold: number, length: number): Int32Array {
  const entries = new Int32Array(length);
  let at = 0;
  for (let mark = 0; mark < count; mark++) {
    const bits = (marked[mark] as number) >>> threshold;
    if (((bits >>> mostThresholds) & 1) === 1) entries[at++] = -1 - mark;
    else if ((bits & 1) === 1) entries[at++] = mark;
  }
  return entries;
}

function sumAt(images: Uint32Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < images.length; i++) sum += weights[images[i] as number] as number;
  return sum;
}
