/** A random sample that comes out the same whatever the order of what it is drawn from, and however that is cut into shards. */
import { sha256 } from './digest.ts';

/**
 * Keeps the items whose keys have the smallest digests. What is among the smallest of everything is among the smallest of its shard, so that the sample of a whole can be drawn
 * from the samples of its shards.
 */
export class Drawn<T> {
  readonly #most: number;
  readonly #kept: { readonly digest: string; readonly item: T }[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** @param key no two items have one */
  offer(key: string, item: T): void {
    const digest = sha256(key);
    if (this.#kept.length === this.#most && digest > (this.#kept.at(-1)?.digest ?? '')) return;
    let [from, to] = [0, this.#kept.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#kept[middle] as { digest: string }).digest < digest) from = middle + 1;
      else to = middle;
    }
    this.#kept.splice(from, 0, { digest, item });
    if (this.#kept.length > this.#most) this.#kept.pop();
  }

  /** By digest. */
  items(): T[] {
    return this.#kept.map(({ item }) => item);
  }
}

/** So many of a list, or all where it is no longer. */
export function drawnFrom<T>(list: readonly T[], most: number, keyOf: (item: T) => string): readonly T[] {
  if (list.length <= most) return list;
  const drawn = new Drawn<T>(most);
  for (const item of list) drawn.offer(keyOf(item), item);
  return drawn.items();
}
