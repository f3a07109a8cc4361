/** Which samples to look at first, for every subset and metric. */
import type { MetricDefinition, MetricsTable, Where, WorstRow } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { Least } from '../io/least.ts';
import { byText } from '../io/order.ts';
import { direction } from './direction.ts';
import { sampleValue } from './pairs.ts';
import { subsetKey, wholeCorpus } from './subsets.ts';

const shown = 5;

type Table = Pick<MetricsTable, 'backends' | 'definitions'>;

/** What is ranked: the number of a sample, or of one of its parts. */
interface Ranking {
  readonly of: WorstRow['of'];
  readonly number: (pair: PairRow, metric: string, part?: string) => number | null;
}

/** By the candidate's value, and by its difference to the baseline: the worst first, ties by id. What nobody can judge is left out. */
export function worstRows(table: Table, pairs: Iterable<PairRow>): WorstRow[] {
  const worst = new Worst(table);
  for (const pair of pairs) worst.add(pair);
  return worst.rows;
}

/** The same of samples that are added one by one: of each subset and metric only the worst are kept. */
export class Worst {
  readonly #metrics: readonly MetricDefinition[];
  readonly #rankings: readonly Ranking[];
  readonly #subsets = new Map<string, Subset>();
  /** Samples with the same slices have mostly the same object of them. */
  readonly #known = new WeakMap<PairRow['slices'], { readonly corpus: string; readonly subsets: readonly Subset[] }>();

  constructor({ backends, definitions }: Table) {
    const named = (role: string) => backends.find((backend) => backend.role === role)?.identity ?? null;
    const [candidate, baseline] = [named('candidate'), named('baseline')];
    const difference: Ranking['number'] = (pair, metric, part) => {
      const [ours, theirs] = [sampleValue(pair, candidate, metric, part), sampleValue(pair, baseline, metric, part)];
      return ours === null || theirs === null ? null : ours - theirs;
    };
    this.#metrics = definitions.filter(({ secondary }) => !secondary);
    this.#rankings = [
      { of: 'candidate', number: (pair, metric, part) => sampleValue(pair, candidate, metric, part) },
      ...(baseline === null ? [] : [{ of: 'candidate - baseline', number: difference } as const]),
    ];
  }

  add(pair: PairRow): void {
    for (const subset of this.#subsetsOf(pair)) {
      this.#rank(subset, pair);
      for (const part in pair.parts) this.#rank(subset, pair, part);
    }
  }

  get rows(): WorstRow[] {
    return [...this.#subsets.values()].flatMap(({ where, lists }) => {
      const parts = [...lists.keys()].sort((a, b) => (a === undefined ? -1 : b === undefined ? 1 : byText(a, b)));
      return this.#metrics.flatMap((metric, m) =>
        (metric.parts === undefined ? [undefined] : parts).flatMap((part) =>
          this.#rankings.flatMap(({ of }, r) => {
            const samples = lists.get(part)?.[m * this.#rankings.length + r]?.items.map(({ id }) => id) ?? [];
            return samples.length === 0 ? [] : [{ where: { ...where, ...(part !== undefined && { part }) }, metric: metric.id, of, samples }];
          }),
        ),
      );
    });
  }

  #rank({ lists }: Subset, pair: PairRow, part?: string): void {
    const ofPart = lists.get(part) ?? this.#metrics.flatMap(() => this.#rankings.map(() => new Least(shown, byRank)));
    lists.set(part, ofPart);
    let at = 0;
    for (const metric of this.#metrics) {
      for (const { number } of this.#rankings) {
        const value = number(pair, metric.id, part);
        if (value !== null) ofPart[at]?.add({ id: pair.id, rank: direction(metric) * value });
        at++;
      }
    }
  }

  /** Its corpus and each of its slices. */
  #subsetsOf({ corpus, slices }: PairRow): readonly Subset[] {
    const known = this.#known.get(slices);
    if (known?.corpus === corpus) return known.subsets;
    const ofSlices = Object.entries(slices).flatMap(([dimension, values]) => values.map((value) => ({ corpus, slice: { dimension, value } })));
    const subsets = [wholeCorpus(corpus), ...ofSlices].map((where) => {
      const key = subsetKey(where);
      const subset: Subset = this.#subsets.get(key) ?? { where, lists: new Map() };
      this.#subsets.set(key, subset);
      return subset;
    });
    this.#known.set(slices, { corpus, subsets });
    return subsets;
  }
}

/** Each corpus and each of its slices that has samples, in the order in which samples name them. */
interface Subset {
  readonly where: Where;
  /** By part, then by metric and ranking. */
  readonly lists: Map<string | undefined, Least<Ranked>[]>;
}

interface Ranked {
  readonly id: string;
  readonly rank: number;
}

function byRank(a: Ranked, b: Ranked): number {
  return a.rank - b.rank || byText(a.id, b.id);
}
