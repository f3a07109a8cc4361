/** Which samples the gallery shows: chosen from the table alone, so that a changed limit draws nothing again. */
import type { PairRow } from '../contracts/pairs.ts';
import { byNumber, byText } from '../io/order.ts';
import type { MetricsIndex } from '../table/index.ts';
import { type Choice, type Ranked, rank } from './rank.ts';

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

/**
 * Chooses, in this order and until four times `count` samples are found: the worst regressions and best improvements of
 * all corpora, the worst candidate sample of each corpus, then rank by rank the worst regressions of every slice, then the
 * worst candidate sample of every slice. Without a baseline the worst candidate samples take the place of regressions.
 * Ties go to the smaller id. A sample that the candidate failed on is worse than any other.
 *
 * @returns regressions from the worst, improvements from the best, then the rest from the worst
 */
export function chooseSamples(index: MetricsIndex, pairs: readonly PairRow[], { metric, count }: ChooseOptions): Choice[] {
  if (metric === undefined) return [];
  const samples = rank(index, pairs, metric);
  const corpora = subsets(samples, ({ corpus }) => [corpus]);
  const slices = subsets(samples, slicesOf);
  const low = index.baseline === null ? 'worst' : 'regression';
  const lowOfSlices = slices.map((subset) => members(low, subset).slice(0, ranksOfEachSlice));

  const wanted = [
    ...members(low, samples).slice(0, count),
    ...members('improvement', samples).slice(0, count),
    ...corpora.flatMap((subset) => members('worst', subset).slice(0, 1)),
    ...Array.from({ length: ranksOfEachSlice }, (_, r) => lowOfSlices.flatMap((listed) => listed.slice(r, r + 1))).flat(),
    ...slices.flatMap((subset) => members('worst', subset).slice(0, 1)),
  ];
  const chosen = new Map<Ranked, Listed>();
  for (const listed of wanted) {
    if (chosen.size < budgetFactor * count && !chosen.has(listed.sample)) chosen.set(listed.sample, listed);
  }
  return [...chosen.values()].sort(inLists).map(({ list, sample: { gain: _gain, quality: _quality, ...choice } }) => ({ list, ...choice }));
}

function members(list: Choice['list'], samples: readonly Ranked[]): Listed[] {
  const listed = samples.flatMap((sample) => {
    const order = lists[list](sample);
    return order === null ? [] : [{ list, order, sample }];
  });
  return listed.sort(inLists);
}

function inLists(a: Listed, b: Listed): number {
  const position = ({ list }: Listed): number => Object.keys(lists).indexOf(list);
  return position(a) - position(b) || byNumber(a.order, b.order) || byText(a.sample.id, b.sample.id) || byText(a.sample.corpus, b.sample.corpus);
}

/** Samples by key, keys sorted; a sample may have several keys. */
function subsets(samples: readonly Ranked[], keysOf: (sample: Ranked) => readonly string[]): Ranked[][] {
  const pairs = samples.flatMap((sample) => keysOf(sample).map((key) => ({ key, sample })));
  const groups = [...Map.groupBy(pairs, ({ key }) => key)].sort(([a], [b]) => byText(a, b));
  return groups.map(([, members]) => members.map(({ sample }) => sample));
}

function slicesOf({ corpus, slices }: Ranked): string[] {
  return Object.entries(slices).flatMap(([dimension, values]) => values.map((value) => JSON.stringify([corpus, dimension, value])));
}
