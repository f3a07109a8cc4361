/** Choices of a case, from a stream of its own: a case is made again from seed and label, whatever ran before it. */
import { randomStream, type Xoshiro128 } from '../../eval/stats/random.ts';

export class Random {
  readonly #stream: Xoshiro128;

  constructor(seed: number, label: string) {
    this.#stream = randomStream(seed, label);
  }

  /** From 0 to limit - 1; 0 where there is nothing to choose from. */
  below(limit: number): number {
    return limit < 2 ? 0 : this.#stream.below(Math.min(limit, 2 ** 21));
  }

  /** @param items at least one */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** True in one of `times`. */
  oneIn(times: number): boolean {
    return this.below(times) === 0;
  }
}
