/** How often each of many numbers is there. A table of typed arrays: half a million scores in a map, or sorted, take several times as long. */
export class NumberCounts {
  readonly #mask: number;
  readonly #keys: Float64Array;
  readonly #counts: Uint32Array;
  /** Of one number, whose bits say where it is looked for. */
  readonly #one = new Float64Array(1);
  readonly #words = new Uint32Array(this.#one.buffer);

  /** @param most how many different numbers there can be */
  constructor(most: number) {
    let places = 16;
    while (places < 2 * most) places *= 2;
    this.#mask = places - 1;
    this.#keys = new Float64Array(places);
    this.#counts = new Uint32Array(places);
  }

  /** Counts a number, and returns how often it was counted. 0 and -0 are one number. */
  add(value: number): number {
    const place = this.#placeOf(value);
    this.#keys[place] = value;
    const count = (this.#counts[place] as number) + 1;
    this.#counts[place] = count;
    return count;
  }

  of(value: number): number {
    return this.#counts[this.#placeOf(value)] as number;
  }

  /** Where the number is, or the free place where it belongs. */
  #placeOf(value: number): number {
    this.#one[0] = value + 0;
    let place = this.#hash() & this.#mask;
    while (this.#counts[place] !== 0 && this.#keys[place] !== value) place = (place + 1) & this.#mask;
    return place;
  }

  #hash(): number {
    const mixed = Math.imul((this.#words[0] as number) ^ Math.imul(this.#words[1] as number, 0x9e3779b1), 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }
}
