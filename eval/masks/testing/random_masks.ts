/** Random masks for properties: noise of any density, solid, empty, or with long runs. */
import type { Xoshiro128 } from '../../stats/random.ts';

/** Row-major pixels, 0 or 1. */
export function randomMask(random: Xoshiro128, height: number, width: number): Uint8Array {
  const ofAHundred = [0, 2, 50, 98, 100][random.below(5)] as number;
  const runs = random.below(2) === 0;
  const mask = new Uint8Array(height * width);
  let value = 0;
  for (let i = 0; i < mask.length; i++) {
    if (!runs || random.below(7) === 0) value = random.below(100) < ofAHundred ? 1 : 0;
    mask[i] = value;
  }
  return mask;
}

/** Sides from 1 to 40 pixels. */
export function randomSize(random: Xoshiro128): [height: number, width: number] {
  return [1 + random.below(40), 1 + random.below(40)];
}
