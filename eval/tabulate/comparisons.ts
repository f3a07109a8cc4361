/** Every two backends held against each other across the values of a dimension. */
import type { ComparisonRow } from '../contracts/metrics.ts';
import type { Measured } from '../contracts/samples.ts';
import { holm } from '../stats/folds/holm.ts';
import { pairedComparison } from '../stats/folds/paired.ts';
import { isBetter } from '../table/direction.ts';
import type { Line } from './across.ts';
import type { Evaluation } from './evaluation.ts';
import { must } from './items.ts';
import { rangeOfDifference, within } from './within.ts';

/**
 * By corpus and dimension, then pair of backends in the table's order, then metric. Holm's correction is over the metrics
 * of one pair: those that the criteria name, else all that are not secondary.
 */
export function comparisonsOf({ backends, measure }: Evaluation, lines: readonly Line[]): ComparisonRow[] {
  const { compare, statistics } = measure.measure;
  const compared = lines.filter(({ metric }) => (compare === undefined ? !metric.secondary : compare.includes(metric.id)));
  const subsets = Map.groupBy(compared, ({ corpus, dimension }) => JSON.stringify([corpus.name, dimension]));
  const pairs = backends.flatMap((a, i) => backends.slice(i + 1).map((b) => [a.identity.name, b.identity.name] as const));
  return [...subsets.values()].flatMap((ofSubset) =>
    pairs.flatMap(([a, b]) => {
      const of = (name: string): Line[] => ofSubset.filter(({ backend }) => backend.identity.name === name);
      const theirs = of(b);
      const rows = of(a).flatMap((line, i) => (theirs[i] === undefined ? [] : [comparison(line, theirs[i], statistics.level)]));
      return corrected(rows, of(a), Number((1 - statistics.level).toPrecision(12)));
    }),
  );
}

type Uncorrected = Omit<ComparisonRow, 'holm' | 'apart' | 'alpha' | 'smallestP'>;

function comparison(a: Line, b: Line, level: number): Uncorrected {
  const common = {
    a: a.backend.identity.name,
    b: b.backend.identity.name,
    corpus: a.corpus.name,
    dimension: a.dimension,
    metric: a.metric.id,
    ...(a.part !== null && { part: a.part }),
  };
  const found = pairedComparison(a.measured, b.measured, level);
  if ('undefined' in found) {
    const missing = { difference: null, sd: null, interval: null, signFlip: null, wilcoxon: null, t: null };
    return { ...common, n: a.values.length, ...missing, better: 0, worse: 0, equal: 0, reason: found.undefined };
  }
  const higher = a.metric.better === 'higher';
  return {
    ...common,
    n: found.n,
    difference: found.mean,
    sd: numberOrNull(found.sd),
    interval: 'undefined' in found.interval ? null : { ...within(found.interval, rangeOfDifference(a.metric.range)), level },
    signFlip: numberOrNull(found.signFlipP),
    wilcoxon: numberOrNull(found.wilcoxonP),
    t: numberOrNull(found.tP),
    better: higher ? found.winsA : found.winsB,
    worse: higher ? found.winsB : found.winsA,
    equal: found.ties,
    reason: null,
  };
}

function corrected(rows: readonly Uncorrected[], lines: readonly Line[], alpha: number): ComparisonRow[] {
  const adjusted = holm(rows.map(({ signFlip }): Measured => signFlip ?? { undefined: 'not compared' }));
  return rows.map((row, i) => {
    const p = numberOrNull(adjusted[i]);
    const { difference } = row;
    const apart = difference === null || p === null || p > alpha ? null : isBetter(difference, must(lines[i]).metric) ? 'a' : 'b';
    // Both signs of the difference count, so two of the 2^n patterns are as extreme as the most extreme one.
    return { ...row, holm: p, apart, alpha, smallestP: 2 ** (1 - row.n) };
  });
}

function numberOrNull(value: Measured | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
