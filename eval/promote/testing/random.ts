/** Numbers that a printed seed brings back. */

export interface Generator {
  /** A whole number in 0 to count - 1. */
  readonly below: (count: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
}

/** xorshift32. */
export function generator(seed: number): Generator {
  let state = (seed * 2654435761 + 1) >>> 0 || 1;
  const below = (count: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  return { below, pick: (items) => items[below(items.length)] as (typeof items)[number] };
}
