/** Names of parts, gathered from several sources: declarations and samples, or metrics of one sample. */
import type { PartSets } from '../contracts/common.ts';
import { byText } from '../io/order.ts';

export class PartUnion {
  readonly #sets = new Map<string, Set<string>>();

  add({ parts = {} }: { readonly parts?: PartSets | undefined }): void {
    for (const [set, names] of Object.entries(parts)) {
      const known = this.#sets.get(set) ?? new Set<string>();
      for (const name of names) known.add(name);
      this.#sets.set(set, known);
    }
  }

  /** By set, in text order. */
  get value(): PartSets {
    return Object.fromEntries([...this.#sets].map(([set, names]) => [set, [...names].sort(byText)]));
  }
}
