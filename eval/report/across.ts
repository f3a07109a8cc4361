/** Folds, sites, classes: what the numbers of a dimension's values say about backends, in sentences. */
import type { AcrossRow, ComparisonRow, MetricDefinition } from '../contracts/metrics.ts';
import type { TableBackend } from '../table/index.ts';
import { acrossWhere } from '../table/subsets.ts';
import { inOrderOfConcern } from './metric_groups.ts';
import { inSentence, listed } from './phrases/names.ts';
import { modelSize, number, percent } from './phrases/numbers.ts';
import type { View } from './view.ts';

/** One dimension of one corpus. */
export interface AcrossGroup {
  readonly corpus: string;
  readonly dimension: string;
  /** In the dimension's order. */
  readonly values: readonly string[];
  /** Primary metrics in the order of concern; the first ones are shown in full. */
  readonly metrics: readonly MetricDefinition[];
  readonly backends: readonly TableBackend[];
  readonly comparisons: readonly ComparisonRow[];
}

/** So many metrics are shown in full, the others folded. */
export const fullMetrics = 3;

export function acrossGroups(view: View): AcrossGroup[] {
  const { metrics, primary } = view;
  const places = Map.groupBy(metrics.across, ({ corpus, dimension }) => JSON.stringify([corpus, dimension]));
  return [...places.values()].map((rows) => {
    const [{ corpus, dimension, values }] = rows as [AcrossRow];
    const measured = new Set(rows.map(({ metric }) => metric));
    const names = new Set(rows.map(({ backend }) => backend));
    return {
      corpus,
      dimension,
      values: values.map(({ value }) => value),
      metrics: inOrderOfConcern(
        view,
        primary.filter(({ id }) => measured.has(id)),
      ),
      backends: view.backends.filter(({ name }) => names.has(name)),
      comparisons: metrics.comparisons.filter((row) => row.corpus === corpus && row.dimension === dimension),
    };
  });
}

/** `0.972 ± 0.068` */
export function meanAndDeviation({ mean, sd }: AcrossRow): string {
  return sd === null ? number(mean) : `${number(mean)} ± ${number(sd)}`;
}

/** `Sizes: mlp_small 257 parameters, 2.3 kB; linear 7 parameters, 412 B.` Empty where no backend has one. */
export function sizeSentence({ backends }: AcrossGroup): string {
  const sizes = backends.flatMap(({ name, size }) => (size === undefined ? [] : [`${name} ${modelSize(size)}`]));
  return sizes.length === 0 ? '' : `Sizes: ${sizes.join('; ')}.`;
}

/** `told apart: mlp_small is better`, `not told apart`, `not compared: …` */
export function readComparison({ a, b, difference, holm, apart, reason }: ComparisonRow): string {
  if (difference === null || holm === null) return `not compared: ${reason ?? 'no p value'}`;
  if (apart === null) return 'not told apart';
  return `told apart: ${apart === 'a' ? a : b} is better`;
}

/** How comparisons are made, and what few values cannot show. */
export function aboutComparisons({ values, dimension, comparisons }: AcrossGroup): string {
  const { smallestP: smallest, alpha } = comparisons[0] ?? { smallestP: 0, alpha: 1 };
  const powerless = `With ${values.length} values of ${dimension} the smallest possible p is ${number(smallest)}: no two backends can be told apart this way.`;
  return [
    `Two backends are compared by their differences at each value of ${dimension}. p counts how many of all patterns of signs give a mean difference as large;`,
    `Holm’s correction makes up for comparing by several metrics. Told apart means p of at most ${percent(alpha)} after it.`,
    ...(smallest > alpha ? [powerless] : []),
  ].join(' ');
}

export const aboutOutliers =
  'Outliers by the modified z score, by Grubbs’ test and by Tukey’s fences. The three disagree in doubtful cases, so each is named.';

const rules: Readonly<Record<string, string>> = { 'modified-z': 'modified z', grubbs: 'Grubbs', tukey: 'Tukey' };

/**
 * One sentence for each value of the dimension that some rule calls an outlier of the metric, or one that there is none.
 * Undefined where nothing can be said: fewer than two values, or no number for one of them.
 */
export function outlierSentences(view: View, { corpus, dimension, values, backends }: AcrossGroup, { id, title }: MetricDefinition): string[] {
  const rows = backends
    .flatMap((backend) => view.across(backend, acrossWhere({ corpus, dimension }), id) ?? [])
    .filter((row) => row.influence.length > 0);
  if (rows.length === 0) return [];
  const name = inSentence(title);
  const sentences = values.flatMap((value) => {
    const told = rows.map((row) => ({ row, influence: row.influence.find((entry) => entry.value === value) }));
    const apart = told.flatMap(({ row, influence }) => (influence && influence.outlier.length > 0 ? [{ row, influence }] : []));
    if (apart.length === 0) return [];
    const others = told.filter(({ influence }) => influence?.outlier.length === 0).map(({ row }) => row.backend);
    const cases = apart.map(({ row, influence }) => {
      const by = listed(influence.outlier.map((rule) => rules[rule] ?? rule));
      return `${row.backend} (by ${by}; mean ${number(row.mean)}, without it ${number(influence.meanWithout)})`;
    });
    return [`${value} is an outlier of ${name} for ${listed(cases)}${others.length === 0 ? '' : `, not for ${listed(others)}`}.`];
  });
  return sentences.length > 0 ? sentences : [`No value of ${dimension} is an outlier of ${name} by any rule.`];
}
