/** Which samples to look at first, for every subset and metric. */
import type { MetricDefinition, MetricsTable, Where, WorstRow } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { byText } from '../io/order.ts';
import { direction } from './direction.ts';
import { sampleValue } from './pairs.ts';
import { subsetKey, wholeCorpus } from './subsets.ts';

const shown = 5;

/** By the candidate's value, and by its difference to the baseline: the worst first, ties by id. What nobody can judge is left out. */
export function worstRows({ backends, definitions }: Pick<MetricsTable, 'backends' | 'definitions'>, pairs: readonly PairRow[]): WorstRow[] {
  const named = (role: string) => backends.find((backend) => backend.role === role)?.identity ?? null;
  const [candidate, baseline] = [named('candidate'), named('baseline')];
  const measures: { of: WorstRow['of']; number: (pair: PairRow, metric: string, part?: string) => number | null }[] = [
    { of: 'candidate', number: (pair, metric, part) => sampleValue(pair, candidate, metric, part) },
  ];
  if (baseline !== null)
    measures.push({
      of: 'candidate - baseline',
      number: (pair, metric, part) => {
        const [ours, theirs] = [sampleValue(pair, candidate, metric, part), sampleValue(pair, baseline, metric, part)];
        return ours === null || theirs === null ? null : ours - theirs;
      },
    });
  const primary = definitions.filter(({ secondary }) => !secondary);
  return subsetsOf(pairs).flatMap(({ where, members }) => {
    const places = [undefined, ...partsIn(members)];
    return primary.flatMap((metric) =>
      (metric.parts === undefined ? [undefined] : places).flatMap((part) =>
        measures.flatMap(({ of, number }) => {
          const samples = worstOf(members, metric, (pair) => number(pair, metric.id, part));
          return samples.length === 0 ? [] : [{ where: { ...where, ...(part !== undefined && { part }) }, metric: metric.id, of, samples }];
        }),
      ),
    );
  });
}

function partsIn(members: readonly PairRow[]): string[] {
  const names = new Set<string>();
  for (const { parts } of members) for (const name in parts) names.add(name);
  return [...names].sort(byText);
}

function worstOf(members: readonly PairRow[], metric: MetricDefinition, number: (pair: PairRow) => number | null): string[] {
  const sign = direction(metric);
  const worst: Ranked[] = [];
  for (const pair of members) {
    const value = number(pair);
    if (value === null) continue;
    const rank = sign * value;
    if (worst.length === shown && rank > (worst[shown - 1] as Ranked).rank) continue;
    worst.push({ id: pair.id, rank });
    worst.sort(byRank);
    worst.length = Math.min(worst.length, shown);
  }
  return worst.map(({ id }) => id);
}

interface Ranked {
  readonly id: string;
  readonly rank: number;
}

function byRank(a: Ranked, b: Ranked): number {
  return a.rank - b.rank || byText(a.id, b.id);
}

interface Subset {
  readonly where: Where;
  readonly members: PairRow[];
}

/** Each corpus and each of its slices that has samples, in the order in which samples name them. */
function subsetsOf(pairs: readonly PairRow[]): Subset[] {
  const subsets = new Map<string, Subset>();
  for (const pair of pairs) {
    const slices = Object.entries(pair.slices).flatMap(([dimension, values]) => values.map((value) => ({ dimension, value })));
    for (const where of [wholeCorpus(pair.corpus), ...slices.map((slice) => ({ corpus: pair.corpus, slice }))]) {
      const key = subsetKey(where);
      const subset: Subset = subsets.get(key) ?? { where, members: [] };
      subset.members.push(pair);
      subsets.set(key, subset);
    }
  }
  return [...subsets.values()];
}
