/** Groups of related samples: whoever shares a name or a picture, directly or over others, is in one group. */
import { byText } from '../io/order.ts';

export interface Related {
  readonly id: string;
  /** Names of what it belongs to. */
  readonly related: readonly string[];
  /** Of the sample's input; null where it has none. */
  readonly sha256: string | null;
}

/**
 * Groups, found by adding one sample after the other. A group is called by the first of its names in text order (`image:…` before
 * `piece:…`); one without names by the hash of its picture, or by its id.
 * @example two samples of `piece:7` and a copy of one of their pictures: all three are `piece:7`
 */
export class Groups {
  /** What has no relatives, or is the first of them, is not among them: most samples of most corpora. */
  readonly #parents = new Map<string, string>();

  add(sample: Related): void {
    const [first, ...others] = [...sample.related.map((name) => `0${name}`), own(sample)].map((name) => this.#root(name)).sort(byText);
    for (const name of others) if (first !== undefined && name !== first) this.#parents.set(name, first);
  }

  /** When all were added. */
  of(sample: Pick<Related, 'id' | 'sha256'>): string {
    return this.#root(own(sample)).slice(1);
  }

  #root(name: string): string {
    let root = name;
    for (let up = this.#parents.get(root); up !== undefined; up = this.#parents.get(root)) root = up;
    // Later looks take the short way: else a long chain of relatives would be walked for each of them.
    for (let at = name; at !== root; ) {
      const up = this.#parents.get(at) ?? root;
      this.#parents.set(at, root);
      at = up;
    }
    return root;
  }
}

/** Names go before hashes, whatever their letters are; a sample without input stands for itself. */
function own({ id, sha256 }: Pick<Related, 'id' | 'sha256'>): string {
  return sha256 === null ? `2${id}` : `1${sha256}`;
}
