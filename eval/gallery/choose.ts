/** Which samples the gallery shows: chosen from the table alone, so that a changed limit draws nothing again. */
import type { PairRow } from '../contracts/pairs.ts';
import { Least } from '../io/least.ts';
import { byNumber, byText } from '../io/order.ts';
import type { MetricsIndex } from '../table/index.ts';
import { type Choice, type Ranked, ranking } from './rank.ts';

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

interface FilledList {
  readonly listed: readonly Listed[];
  readonly add: (sample: Ranked) => void;
}

/** The first members of a list, of the samples that are added. */
function leastOf(list: Choice['list'], most: number): FilledList {
  const least = new Least<Listed>(most, byOrder);
  const add = (sample: Ranked): void => {
    const order = lists[list](sample);
    if (order !== null) least.add({ list, order, sample });
  };
  return { listed: least.items, add };
}

/**
 * Chooses from samples that come one by one, in this order and until four times `count` samples are found: the worst regressions
 * and best improvements of all corpora, the worst candidate sample of each corpus, then rank by rank the worst regressions of every
 * slice, then the worst candidate sample of every slice. Without a baseline the worst candidate samples take the place of regressions.
 * Ties go to the smaller id. A sample that the candidate failed on is worse than any other. Only members of lists stay in memory.
 * @param pairs are walked through once, whatever is chosen
 * @param metric that ranks; undefined where no sample has a value, and then nothing is chosen
 * @param count length of the lists of best improvements and worst regressions
 * @returns regressions from the worst, improvements from the best, then the rest from the worst
 */
export function chooseSamples(index: MetricsIndex, pairs: Iterable<PairRow>, metric: string | undefined, count: number): Choice[] {
  const rank = metric === undefined ? undefined : ranking(index, metric);
  const lowest = index.baseline === null ? 'worst' : 'regression';
  const [all, improvements] = [leastOf(lowest, count), leastOf('improvement', count)];
  const corpora = new Map<string, FilledList>();
  const slices = new Map<string, { readonly low: FilledList; readonly worst: FilledList }>();
  for (const pair of pairs) {
    const sample = rank?.(pair);
    if (sample === undefined) continue;
    const ofCorpus = corpora.get(sample.corpus) ?? leastOf('worst', 1);
    corpora.set(sample.corpus, ofCorpus);
    for (const own of [all, improvements, ofCorpus]) own.add(sample);
    for (const key of slicesOf(sample)) {
      const own = slices.get(key) ?? { low: leastOf(lowest, ranksOfEachSlice), worst: leastOf('worst', 1) };
      slices.set(key, own);
      for (const list of [own.low, own.worst]) list.add(sample);
    }
  }
  const bySlice = inOrder(slices);
  const wanted = [
    ...[all, improvements, ...inOrder(corpora)].flatMap(({ listed }) => listed),
    ...Array.from({ length: ranksOfEachSlice }, (_, r) => bySlice.flatMap(({ low }) => low.listed.slice(r, r + 1))).flat(),
    ...bySlice.flatMap(({ worst }) => worst.listed),
  ];
  const chosen = new Map<Ranked, Listed>();
  for (const listed of wanted) {
    if (chosen.size < budgetFactor * count && !chosen.has(listed.sample)) chosen.set(listed.sample, listed);
  }
  return [...chosen.values()].sort(inLists).map(({ list, sample: { gain: _gain, quality: _quality, ...choice } }) => ({ list, ...choice }));
}

function inOrder<T>(byKey: ReadonlyMap<string, T>): T[] {
  return [...byKey].sort(([a], [b]) => byText(a, b)).map(([, own]) => own);
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
