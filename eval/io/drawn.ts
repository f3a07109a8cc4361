/** A random sample that comes out the same whatever the order of what it is drawn from, and however that is cut into shards. */
import { sha256 } from './digest.ts';
import { Least } from './least.ts';
import { byText } from './order.ts';

/**
 * Keeps the items whose keys have the smallest digests. What is among the smallest of everything is among the smallest of its shard, so that the sample of a whole can be drawn
 * from the samples of its shards.
 */
export class Drawn<T> {
  readonly #least: Least<{ readonly digest: string; readonly item: T }>;

  constructor(most: number) {
    this.#least = new Least(most, (a, b) => byText(a.digest, b.digest));
  }

  /** @param key no two items have one */
  offer(key: string, item: T): void {
    this.#least.add({ digest: sha256(key), item });
  }

  /** By digest. */
  items(): T[] {
    return this.#least.items.map(({ item }) => item);
  }
}

/** So many of a list, or all where it is no longer. */
export function drawnFrom<T>(list: readonly T[], most: number, keyOf: (item: T) => string): readonly T[] {
  if (list.length <= most) return list;
  const drawn = new Drawn<T>(most);
  for (const item of list) drawn.offer(keyOf(item), item);
  return drawn.items();
}
