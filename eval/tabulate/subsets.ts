/** The places of the table: every whole corpus, then every known value of its slice dimensions, also those without samples. */
import type { Where } from '../contracts/metrics.ts';
import { byText } from '../io/order.ts';
import { positions, Scratch } from '../io/typed_arrays.ts';
import { isSame } from '../stats/groups.ts';
import type { CorpusSamples } from './evaluation.ts';
import type { Positions } from './summing.ts';

export class Subset {
  readonly where: Where;
  /** Positions of its samples in the corpus, ascending. */
  readonly samples: Positions;
  readonly #lists: Positions[];

  constructor(where: Where, samples: Positions) {
    this.where = where;
    this.samples = samples;
    this.#lists = [samples];
  }

  /** Those of its samples for which something is so. Most columns have the same ones: equal lists are one, and are grouped once. */
  those(is: (sample: number) => boolean): Positions {
    const found = foundRoom.of(this.samples.length);
    let count = 0;
    for (let i = 0; i < found.length; i++) if (is(this.samples[i] as number)) found[count++] = this.samples[i] as number;
    const own = found.subarray(0, count);
    const known = this.#lists.find((list) => isSame(list, own));
    if (known !== undefined) return known;
    const list = own.slice();
    this.#lists.push(list);
    return list;
  }
}

const foundRoom = new Scratch(Uint32Array);

/** Dimensions by name, their values in the taxonomy's order. A sample may stand in several values of one dimension. */
export function* subsetsOf({ name, summary, kept }: CorpusSamples): Generator<Subset> {
  yield new Subset({ corpus: name, slice: null }, positions(kept.length));
  for (const [dimension, known] of Object.entries(summary.dimensions).sort(([a], [b]) => byText(a, b))) {
    const members = new Map<string, number[]>(known.map(({ value }) => [value, []]));
    for (let i = 0; i < kept.length; i++) for (const value of new Set(kept.slices(i)[dimension])) members.get(value)?.push(i);
    for (const [value, samples] of members) yield new Subset({ corpus: name, slice: { dimension, value } }, Uint32Array.from(samples));
  }
}
