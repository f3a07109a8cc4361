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
 * Group of each sample, by id. A group is called by the first of its names in text order (`image:…` before `piece:…`);
 * one without names by the hash of its picture, or by its id.
 * @example two samples of `piece:7` and a copy of one of their pictures: all three are `piece:7`
 */
export function groupsOf(samples: readonly Related[]): Map<string, string> {
  const parents = new Map<string, string>();
  const root = (name: string): string => {
    let at = name;
    for (let up = parents.get(at); up !== undefined && up !== at; up = parents.get(at)) at = up;
    return at;
  };
  // Names go before hashes, whatever their letters are; a sample without input stands for itself.
  const own = ({ id, sha256 }: Related): string => (sha256 === null ? `2${id}` : `1${sha256}`);
  for (const sample of samples) {
    const roots = [...sample.related.map((name) => `0${name}`), own(sample)].map(root).sort(byText);
    for (const name of roots) parents.set(name, roots[0] ?? name);
  }
  return new Map(samples.map((sample) => [sample.id, root(own(sample)).slice(1)]));
}
