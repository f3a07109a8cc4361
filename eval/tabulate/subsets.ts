/** The places of the table: every whole corpus, then every known value of its slice dimensions, also those without samples. */
import type { Where } from '../contracts/metrics.ts';
import { byText } from '../io/order.ts';
import { isSame } from '../stats/groups.ts';
import type { CorpusSamples } from './evaluation.ts';
import type { Positions } from './summing.ts';

export class Subset {
  readonly where: Where;
  /** Positions of its samples in the corpus, ascending. */
  readonly samples: Positions;
  readonly #lists: Positions[];
  readonly #found: Int32Array;
  #numbers = new Float64Array();

  constructor(where: Where, samples: Positions) {
    this.where = where;
    this.samples = samples;
    this.#lists = [samples];
    this.#found = new Int32Array(samples.length);
  }

  /** Room for a number of each of its samples, until it is asked for again: new room for each column would stay until the garbage is collected. */
  get room(): Float64Array {
    if (this.#numbers.length < this.samples.length) this.#numbers = new Float64Array(this.samples.length);
    return this.#numbers;
  }

  /** Those of its samples for which something is so. Most columns have the same ones: equal lists are one, and are grouped once. */
  those(is: (sample: number) => boolean): Positions {
    const found = this.#found;
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

/** Dimensions by name, their values in the taxonomy's order. A sample may stand in several values of one dimension. */
export function* subsetsOf({ name, summary, kept }: CorpusSamples): Generator<Subset> {
  yield new Subset(
    { corpus: name, slice: null },
    new Int32Array(kept.length).map((_, i) => i),
  );
  for (const [dimension, known] of Object.entries(summary.dimensions).sort(([a], [b]) => byText(a, b))) {
    const members = new Map<string, number[]>(known.map(({ value }) => [value, []]));
    for (let i = 0; i < kept.length; i++) for (const value of new Set(kept.slices(i)[dimension])) members.get(value)?.push(i);
    for (const [value, samples] of members) yield new Subset({ corpus: name, slice: { dimension, value } }, Int32Array.from(samples));
  }
}
