/** The least of many items that come one by one, in order: no more of them are kept than are asked for. */
export class Least<T> {
  readonly #items: T[] = [];
  readonly #most: number;
  readonly #compare: (a: T, b: T) => number;

  /** @param compare an order of the items, as `sort` takes it; of equal ones the first that came goes before */
  constructor(most: number, compare: (a: T, b: T) => number) {
    this.#most = most;
    this.#compare = compare;
  }

  get items(): readonly T[] {
    return this.#items;
  }

  add(item: T): void {
    const last = this.#items[this.#most - 1];
    if (last !== undefined && this.#compare(item, last) >= 0) return;
    let place = this.#items.length;
    while (place > 0 && this.#compare(item, this.#items[place - 1] as T) < 0) place--;
    this.#items.splice(place, 0, item);
    if (this.#items.length > this.#most) this.#items.pop();
  }
}
