/** Which samples the gallery shows: chosen from the table alone, so that a changed limit draws nothing again. */
import type { PairRow } from '../contracts/pairs.ts';
import { byNumber, byText } from '../io/order.ts';
import type { MetricsIndex } from '../table/index.ts';
import { type Choice, type Ranked, ranking } from './rank.ts';

export interface ChooseOptions {
  /** Id of the metric that ranks; undefined where no sample has a value, and then nothing is chosen. */
  readonly metric: string | undefined;
  /** Length of the lists of best improvements and worst regressions. */
  readonly count: number;
}

/** Every slice shows its worst regressions up to this rank, so that a failed criterion finds its pictures here. */
const ranksOfEachSlice = 3;
/** All of them together, in multiples of `count`. */
const budgetFactor = 4;

/** The lists, and what their members are ordered by, the least first; null keeps a sample out. */
const lists = {
  regression: ({ gain }: Ranked) => (gain !== null && gain < 0 ? gain : null),
  improvement: ({ gain }: Ranked) => (gain !== null && gain > 0 ? -gain : null),
  worst: ({ quality }: Ranked) => quality,
} as const satisfies Record<Choice['list'], (sample: Ranked) => number | null>;

interface Listed {
  readonly list: Choice['list'];
  readonly order: number;
  readonly sample: Ranked;
}

/** The least of what is added, in order, and no more of them than are asked for. */
class Least {
  readonly listed: Listed[] = [];
  readonly #list: Choice['list'];
  readonly #most: number;

  constructor(list: Choice['list'], most: number) {
    this.#list = list;
    this.#most = most;
  }

  add(sample: Ranked): void {
    const order = lists[this.#list](sample);
    if (order === null) return;
    const own = { list: this.#list, order, sample };
    const last = this.listed[this.#most - 1];
    if (last !== undefined && byOrder(own, last) > 0) return;
    const after = this.listed.findIndex((other) => byOrder(own, other) < 0);
    this.listed.splice(after < 0 ? this.listed.length : after, 0, own);
    if (this.listed.length > this.#most) this.listed.pop();
  }
}

/** The lists of a corpus or of a slice. */
interface OwnLists {
  readonly low: Least;
  readonly worst: Least;
}

/**
 * Chooses from samples that are added one by one, in this order and until four times `count` samples are found: the worst regressions
 * and best improvements of all corpora, the worst candidate sample of each corpus, then rank by rank the worst regressions of every
 * slice, then the worst candidate sample of every slice. Without a baseline the worst candidate samples take the place of regressions.
 * Ties go to the smaller id. A sample that the candidate failed on is worse than any other. Only members of lists stay in memory.
 */
export class SampleChooser {
  readonly #count: number;
  readonly #low: 'worst' | 'regression';
  readonly #rank: ((sample: PairRow) => Ranked) | undefined;
  readonly #all: Least;
  readonly #improvements: Least;
  readonly #corpora = new Map<string, OwnLists>();
  readonly #slices = new Map<string, OwnLists>();

  constructor(index: MetricsIndex, { metric, count }: ChooseOptions) {
    this.#count = count;
    this.#low = index.baseline === null ? 'worst' : 'regression';
    this.#rank = metric === undefined ? undefined : ranking(index, metric);
    this.#all = new Least(this.#low, count);
    this.#improvements = new Least('improvement', count);
  }

  add(pair: PairRow): void {
    const sample = this.#rank?.(pair);
    if (sample === undefined) return;
    this.#all.add(sample);
    this.#improvements.add(sample);
    this.#listsOf(this.#corpora, sample.corpus).worst.add(sample);
    for (const key of slicesOf(sample)) {
      const { low, worst } = this.#listsOf(this.#slices, key);
      low.add(sample);
      worst.add(sample);
    }
  }

  /** Regressions from the worst, improvements from the best, then the rest from the worst. */
  get choices(): Choice[] {
    const [corpora, slices] = [this.#corpora, this.#slices].map((own) => [...own].sort(([a], [b]) => byText(a, b)).map(([, found]) => found));
    const wanted = [
      ...this.#all.listed,
      ...this.#improvements.listed,
      ...(corpora ?? []).flatMap(({ worst }) => worst.listed),
      ...Array.from({ length: ranksOfEachSlice }, (_, r) => (slices ?? []).flatMap(({ low }) => low.listed.slice(r, r + 1))).flat(),
      ...(slices ?? []).flatMap(({ worst }) => worst.listed),
    ];
    const chosen = new Map<Ranked, Listed>();
    for (const listed of wanted) {
      if (chosen.size < budgetFactor * this.#count && !chosen.has(listed.sample)) chosen.set(listed.sample, listed);
    }
    return [...chosen.values()].sort(inLists).map(({ list, sample: { gain: _gain, quality: _quality, ...choice } }) => ({ list, ...choice }));
  }

  #listsOf(all: Map<string, OwnLists>, key: string): OwnLists {
    const own = all.get(key) ?? { low: new Least(this.#low, ranksOfEachSlice), worst: new Least('worst', 1) };
    all.set(key, own);
    return own;
  }
}

function inLists(a: Listed, b: Listed): number {
  const position = ({ list }: Listed): number => Object.keys(lists).indexOf(list);
  return position(a) - position(b) || byOrder(a, b);
}

function byOrder(a: Listed, b: Listed): number {
  return byNumber(a.order, b.order) || byText(a.sample.id, b.sample.id) || byText(a.sample.corpus, b.sample.corpus);
}

/** One key for each slice; a sample may be in several. */
function slicesOf({ corpus, slices }: Ranked): string[] {
  return Object.entries(slices).flatMap(([dimension, values]) => values.map((value) => JSON.stringify([corpus, dimension, value])));
}
