/** Which pictures look like one another, by the digits that eval/image/look.ts makes of them. Time grows with the number of pictures. */
import { randomStream } from '../stats/random.ts';

const rings = 8;
/** Of each ring. */
const places = 32;
const length = rings * places;

/** Pictures whose looks correlate more are one picture. */
const alike = 0.95;

/** Places that a copy may be turned by besides quarter turns: 22 degrees. */
const turn = 2;

/** Brightness of mean 0 and length 1, of one place after the other. */
type Look = Float64Array;

interface Kept {
  readonly digits: string;
  readonly invariants: Float64Array;
}

/** The looks of one picture: of the whole, and of what is inside of a border of one colour. */
export type Looks = readonly Kept[];

export function looksFrom(texts: readonly string[]): Looks {
  return texts.map((digits) => ({ digits, invariants: invariantsOf(lookFrom(digits)) }));
}

function lookFrom(digits: string): Look {
  return normal(Float64Array.from({ length }, (_, i) => Number.parseInt(digits[i] ?? '', 16)));
}

function normal(values: Look): Look {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const size = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  return values.map((value) => (value - mean) / size);
}

/** Two pictures on a plain ground are alike inside of it wherever they show the same outline, so what comes second of both is not compared. */
export function areAlike(a: Looks, b: Looks): boolean {
  return a.some((one, i) =>
    b.some((other, j) => (i === 0 || j === 0) && areNear(one, other) && isTurned(lookFrom(one.digits), lookFrom(other.digits))),
  );
}

/** Invariants of two looks are no farther apart than the looks in any turn, whose distance follows from their correlation. */
function areNear({ invariants }: Kept, other: Kept): boolean {
  return invariants.reduce((sum, value, i) => sum + (value - (other.invariants[i] as number)) ** 2, 0) <= 2 * (1 - alike);
}

/** Whether b is a, flipped or not, turned by quarters and a little more, half places among it. */
function isTurned(a: Look, b: Look): boolean {
  const between = normal(b.map((value, i) => value + (b[i - (i % places) + ((i + 1) % places)] as number)));
  const quarter = places / 4;
  for (let shift = 0; shift < places; shift++) {
    const beside = shift % quarter;
    if (Math.min(beside, quarter - beside) > turn) continue;
    for (const direction of [1, -1] as const) {
      if (correlation(a, b, shift, direction) > alike || correlation(a, between, shift, direction) > alike) return true;
    }
  }
  return false;
}

function correlation(a: Look, b: Look, shift: number, direction: 1 | -1): number {
  let sum = 0;
  for (let ring = 0; ring < length; ring += places) {
    for (let place = 0; place < places; place++) {
      sum += (a[ring + place] as number) * (b[ring + ((direction * place + shift + places) % places)] as number);
    }
  }
  return sum;
}

const waves = [0, 1, 2, 4] as const;
const cosines = Float64Array.from({ length: places }, (_, i) => Math.cos((2 * Math.PI * i) / places));

/** Of each ring the mean, and how strongly it varies once, twice and four times around: no flip and no turn changes them. */
function invariantsOf(look: Look): Float64Array {
  return Float64Array.from({ length: rings * waves.length }, (_, i) => {
    const first = Math.floor(i / waves.length) * places;
    const wave = waves[i % waves.length] as number;
    let [real, imaginary] = [0, 0];
    for (let place = 0; place < places; place++) {
      const value = look[first + place] as number;
      real += value * (cosines[(wave * place) % places] as number);
      imaginary += value * (cosines[(wave * place + (3 * places) / 4) % places] as number);
    }
    return wave === 0 ? real / Math.sqrt(places) : Math.hypot(real, imaginary) * Math.sqrt(2 / places);
  });
}

/**
 * Pictures whose invariants are near fall into one bucket (locality-sensitive hashing, Datar et al. 2004). Buckets are drawn several times over:
 * two that a border parts in one table are together in another.
 */
const tables = 12;
/** Directions of each table, and how far apart the borders of its buckets are along them. */
const directions = 6;
const width = 0.5;

/** A bucket keeps its first so many: where thousands look alike, each is held against these. */
const kept = 64;

/** What looks like what, of those that were added. */
export class LookIndex<T extends { readonly looks: Looks }> {
  readonly #buckets = new Map<number, T[]>();

  /** All that were added before and are alike, as far as a bucket keeps both. */
  add(item: T): Set<T> {
    const found = new Set<T>();
    const seen = new Set<T>([item]);
    for (const key of item.looks.flatMap(keysOf)) {
      const bucket = this.#buckets.get(key);
      for (const other of bucket ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        if (areAlike(item.looks, other.looks)) found.add(other);
      }
      if (bucket === undefined) this.#buckets.set(key, [item]);
      else if (bucket.length < kept) bucket.push(item);
    }
    return found;
  }
}

const draws = (() => {
  const random = randomStream(1, 'looks');
  return Array.from({ length: tables }, () =>
    Array.from({ length: directions }, () => ({
      offset: random.below(1000) / 1000,
      signs: Array.from({ length: rings * waves.length }, () => 2 * random.below(2) - 1),
    })),
  );
})();

/** A number for the bucket in each table; that other buckets have it too costs a comparison. */
function keysOf({ invariants }: Kept): number[] {
  return draws.map((table, i) =>
    table.reduce((key, { offset, signs }) => {
      const along = invariants.reduce((sum, value, k) => sum + value * (signs[k] as number), 0);
      return (Math.imul(key, 1_000_003) + Math.floor(along / width + offset)) | 0;
    }, i),
  );
}
