/** Samples of which something is so: how many there are, and the ids of the first. Of a corpus that is nothing but copies a list would hold every id. */
import { Least } from '../io/least.ts';
import { byText } from '../io/order.ts';

const shown = 20;

export class Found {
  #length = 0;
  #first: string[] = [];

  /** Ids in any order, which may be there twice. */
  static of(ids: readonly string[]): Found {
    return Found.#from(ids.length, ids);
  }

  /** Of several corpora. */
  static inAll(parts: readonly Found[]): Found {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    return Found.#from(
      length,
      parts.flatMap(({ first }) => first),
    );
  }

  static #from(length: number, ids: readonly string[]): Found {
    const least = new Least(shown, byText);
    for (const id of ids) if (!least.items.includes(id)) least.add(id);
    const found = new Found();
    found.#length = length;
    found.#first = [...least.items];
    return found;
  }

  /** @param sample one that stands behind those before, as rows do: by id */
  add(sample: { readonly id: string }): void {
    this.#length++;
    if (this.#first.length < shown) this.#first.push(sample.id);
  }

  get length(): number {
    return this.#length;
  }

  /** Each once, in order. */
  get first(): readonly string[] {
    return this.#first;
  }
}
