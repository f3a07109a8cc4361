/** Neighbouring doubles, and generated numbers that a printed seed brings back. */

/** The next double towards plus (steps 1) or minus (steps -1) infinity; not for infinities. */
export function neighbour(value: number, steps: 1 | -1): number {
  if (value === 0) return steps * Number.MIN_VALUE;
  const bits = new BigInt64Array(Float64Array.of(value).buffer);
  bits[0] = (bits[0] ?? 0n) + BigInt(value > 0 ? steps : -steps);
  return new Float64Array(bits.buffer)[0] ?? 0;
}

export interface Generator {
  /** In [0, 1). */
  readonly unit: () => number;
  /** In 0 to count - 1. */
  readonly below: (count: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
  readonly shuffle: <T>(items: readonly T[]) => T[];
}

/** xorshift32. */
export function generator(seed: number): Generator {
  let state = (seed * 2654435761 + 1) >>> 0 || 1;
  const unit = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(unit() * count);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const shuffle = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, at: unit() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  return { unit, below, pick, shuffle };
}
