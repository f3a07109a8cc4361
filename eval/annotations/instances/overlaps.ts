/** Which detection overlaps which truth, and by how much: everything that matching needs to know about shapes. */

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

/** Collects pairs, detection by detection. */
export class OverlapsBuilder {
  readonly #start: Uint32Array;
  #truth = new Uint32Array(256);
  #overlap = new Float64Array(256);
  #length = 0;

  constructor(detections: number) {
    this.#start = new Uint32Array(detections + 1);
  }

  add(truth: number, overlap: number): void {
    if (this.#length === this.#truth.length) this.#grow();
    this.#truth[this.#length] = truth;
    this.#overlap[this.#length++] = overlap;
  }

  /** What is added from now on belongs to the next detection. */
  endOf(detection: number): void {
    this.#start[detection + 1] = this.#length;
  }

  finish(): Overlaps {
    return { start: this.#start, truth: this.#truth.subarray(0, this.#length), overlap: this.#overlap.subarray(0, this.#length) };
  }

  #grow(): void {
    const [truth, overlap] = [new Uint32Array(2 * this.#length), new Float64Array(2 * this.#length)];
    truth.set(this.#truth);
    overlap.set(this.#overlap);
    [this.#truth, this.#overlap] = [truth, overlap];
  }
}
