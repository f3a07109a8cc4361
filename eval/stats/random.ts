/** Seeded random numbers. Nothing here knows a clock or another source: equal seeds give equal numbers everywhere. */
import { createHash } from 'node:crypto';

export type Xoshiro128State = readonly [number, number, number, number];

/**
 * xoshiro128** 1.1: 32 bits a step, period 2^128 - 1 (D. Blackman and S. Vigna, "Scrambled linear pseudorandom number
 * generators", ACM TOMS 47, 2021). Small, fast in 32-bit arithmetic, and with published outputs to test against.
 */
export class Xoshiro128 {
  readonly #state: Uint32Array;

  /** @param state four 32-bit words, not all zero */
  constructor(state: Xoshiro128State) {
    this.#state = Uint32Array.from(state);
  }

  /** The next whole number from 0 to 2^32 - 1. */
  next(): number {
    const s = this.#state;
    const s0 = s[0] as number;
    const s1 = s[1] as number;
    const s2 = (s[2] as number) ^ s0;
    const s3 = (s[3] as number) ^ s1;
    s[0] = s0 ^ s3;
    s[1] = s1 ^ s2;
    s[2] = s2 ^ (s1 << 9);
    s[3] = rotateLeft(s3, 11);
    return Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
  }

  /**
   * A whole number from 0 to `limit` - 1, each equally likely: the upper half of next() times limit (D. Lemire, ACM TOMACS
   * 29, 2019). `limit` from 1 to 2^21, so that the product is exact in a double.
   */
  below(limit: number): number {
    let product = this.next() * limit;
    let lower = product >>> 0;
    if (lower < limit) {
      // 2^32 is rarely a multiple of the limit; the surplus would make some results likelier and is drawn again.
      const surplus = 2 ** 32 % limit;
      while (lower < surplus) {
        product = this.next() * limit;
        lower = product >>> 0;
      }
    }
    return (product - lower) / 2 ** 32;
  }
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/**
 * A generator of its own for each label: the state is the beginning of SHA-256 over seed and label, so that what one
 * row of a table draws depends neither on how many other rows there are nor on their order.
 */
export function randomStream(seed: number, label: string): Xoshiro128 {
  const hash = createHash('sha256').update(`${seed}\n${label}`).digest();
  return new Xoshiro128([hash.readUInt32LE(0), hash.readUInt32LE(4), hash.readUInt32LE(8), hash.readUInt32LE(12)]);
}
