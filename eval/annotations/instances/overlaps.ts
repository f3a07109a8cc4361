/** Which detection overlaps which truth, and by how much: everything that matching needs to know about shapes. */

import { longer, newDoubles, newIndexes } from '../../io/typed_arrays.ts';

/** Pairs of one picture, detection by detection; a detection's truths lie in the order of the file. Other pairs overlap too little to matter. */
export interface Overlaps {
  /** Pairs of detection d are `start[d]` to before `start[d + 1]`. */
  readonly start: Uint32Array;
  /** Row of the truth. */
  readonly truth: Uint32Array;
  /** Intersection over union, 0 to 1; with a crowd, intersection over the detection's own area. */
  readonly overlap: Float64Array;
}

/** Which pairs are kept. */
export interface Kept {
  /** Pairs that overlap less are left out: below the lowest limit of a match they decide nothing. */
  readonly floor: number;
  /** 'all': also pairs of different classes, for confusions. */
  readonly classes: 'same' | 'all';
}

/** Where pairs are collected: those of one scene at a time, since pictures are many and room for the pairs of each would be wasted. */
let roomForTruth = new Uint32Array(256);
let roomForOverlap = new Float64Array(256);

/** Collects pairs, detection by detection. One is filled at a time. */
export class OverlapsBuilder {
  readonly #start: Uint32Array;
  #length = 0;

  constructor(detections: number) {
    this.#start = newIndexes(detections + 1);
  }

  add(truth: number, overlap: number): void {
    if (this.#length === roomForTruth.length) {
      roomForTruth = longer(roomForTruth, 2 * this.#length);
      roomForOverlap = longer(roomForOverlap, 2 * this.#length);
    }
    roomForTruth[this.#length] = truth;
    roomForOverlap[this.#length++] = overlap;
  }

  /** What is added from now on belongs to the next detection. */
  endOf(detection: number): void {
    this.#start[detection + 1] = this.#length;
  }

  finish(): Overlaps {
    const length = this.#length;
    const truth = newIndexes(length);
    const overlap = newDoubles(length);
    // Pairs of a picture are few: to make the parts of the room that could be copied as a whole takes longer.
    for (let i = 0; i < length; i++) {
      truth[i] = roomForTruth[i] as number;
      overlap[i] = roomForOverlap[i] as number;
    }
    return { start: this.#start, truth, overlap };
  }
}
