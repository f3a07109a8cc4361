/** The most frequent of many numbers. A map of half a million scores, or a sort of them, takes several times as long. */

/** Numbers are put into so many buckets by their bits, so that what is counted together stays in the processor's cache. */
const bucketBits = 8;
const one = new Float64Array(1);
const words = new Uint32Array(one.buffer);

/** Equal for equal numbers; 0 and -0 are equal. */
function hashOf(value: number): number {
  one[0] = value + 0;
  const mixed = Math.imul((words[0] as number) ^ Math.imul(words[1] as number, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

export interface MostFrequent {
  readonly most: number;
  readonly numbers: ReadonlySet<number>;
}

/** How often the most frequent numbers are there, and all that are there so often. */
export function mostFrequentOf(columns: readonly Float64Array[]): MostFrequent {
  if (columns.every(({ length }) => length === 0)) return { most: 0, numbers: new Set() };
  return mostFrequentDecimals(columns) ?? mostFrequentDoubles(columns);
}

/** Scores of most files have five digits or fewer, and are counted by the whole numbers that they stand for. */
const steps = 100_000;

/** Undefined where some number is no such share. */
function mostFrequentDecimals(columns: readonly Float64Array[]): MostFrequent | undefined {
  const counts = new Uint32Array(steps + 1);
  if (!columns.every((column) => countDecimals(column, counts))) return undefined;
  let most = 1;
  let numbers = new Set<number>();
  for (let whole = 0; whole <= steps; whole++) {
    const count = counts[whole] as number;
    if (count < most) continue;
    if (count > most) numbers = new Set();
    most = count;
    numbers.add(whole / steps);
  }
  return { most, numbers };
}

function countDecimals(column: Float64Array, counts: Uint32Array): boolean {
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    const whole = Math.round(value * steps);
    if (whole / steps !== value || whole < 0 || whole > steps) return false;
    (counts[whole] as number)++;
  }
  return true;
}

function mostFrequentDoubles(columns: readonly Float64Array[]): MostFrequent {
  const shift = 32 - bucketBits;
  const start = new Uint32Array(2 ** bucketBits + 1);
  for (const column of columns) for (let i = 0; i < column.length; i++) (start[(hashOf(column[i] as number) >>> shift) + 1] as number)++;
  let longest = 0;
  for (let bucket = 0; bucket < 2 ** bucketBits; bucket++) {
    longest = Math.max(longest, start[bucket + 1] as number);
    (start[bucket + 1] as number) += start[bucket] as number;
  }
  const sorted = new Float64Array(start[2 ** bucketBits] as number);
  const next = start.slice();
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const value = column[i] as number;
      sorted[(next[hashOf(value) >>> shift] as number)++] = value;
    }
  }
  const table = new CountTable(longest);
  for (let bucket = 0; bucket < 2 ** bucketBits; bucket++) table.countAll(sorted.subarray(start[bucket], start[bucket + 1]));
  return table;
}

/** Counts one bucket after the other; of all of them only the most frequent numbers are kept. */
class CountTable implements MostFrequent {
  most = 0;
  numbers = new Set<number>();
  readonly #keys: Float64Array;
  readonly #counts: Uint32Array;

  /** @param longest of the buckets */
  constructor(longest: number) {
    const places = 2 ** Math.ceil(Math.log2(2 * Math.max(8, longest)));
    this.#keys = new Float64Array(places);
    this.#counts = new Uint32Array(places);
  }

  countAll(values: Float64Array): void {
    const keys = this.#keys;
    const counts = this.#counts;
    const mask = keys.length - 1;
    counts.fill(0);
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      let place = hashOf(value) & mask;
      while (counts[place] !== 0 && keys[place] !== value) place = (place + 1) & mask;
      keys[place] = value;
      const count = (counts[place] as number) + 1;
      counts[place] = count;
      if (count < this.most) continue;
      if (count > this.most) this.numbers = new Set();
      this.most = count;
      this.numbers.add(value);
    }
  }
}
