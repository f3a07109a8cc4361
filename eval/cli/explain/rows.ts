/** The rows of the table that a criterion's result rests on. */
import type { ExplainedCriterion } from '../../contracts/cli_results.ts';
import type { CriterionResult } from '../../contracts/decision.ts';
import type { PairRow } from '../../contracts/pairs.ts';
import type { MetricsIndex, Whose } from '../../table/index.ts';
import { sampleValue } from '../../table/pairs.ts';

export type Rows = Pick<ExplainedCriterion, 'candidate' | 'baseline' | 'difference'>;

export function rowsOf({ metric, where }: CriterionResult, table: MetricsIndex): Rows {
  const look = where.across === undefined ? table.row.bind(table) : table.across.bind(table);
  const difference = where.across === undefined ? table.delta(where, metric) : table.comparison(where, metric);
  return {
    candidate: look(table.candidate, where, metric) ?? null,
    baseline: look(table.baseline, where, metric) ?? null,
    difference: difference ?? null,
  };
}

/** Why a result has no interval. */
export function intervalReasonOf({ statistic, of, where }: CriterionResult, { candidate, difference }: Rows): string {
  if (statistic !== (where.across === undefined ? 'value' : 'mean')) return `none is made for the statistic ${statistic}`;
  const pairs = of === 'candidate / baseline' && difference !== null && 'ratio' in difference ? (difference.ratio ?? null) : difference;
  const row = of === 'candidate' ? candidate : pairs;
  if (row === null) return 'the table has no row for it';
  return ('intervalReason' in row ? row.intervalReason : row.reason) ?? 'no reason is given';
}

/** The result's worst samples with their numbers; without their rows, with their names alone. */
export function worstOf(
  { metric, where, worstSamples }: CriterionResult,
  table: MetricsIndex,
  pairs: readonly PairRow[],
): ExplainedCriterion['worst'] {
  const ranking = table.rankingMetric(metric);
  const byId = new Map(pairs.flatMap((pair) => (pair.corpus === where.corpus ? [[pair.id, pair]] : [])));
  return worstSamples.map((id) => {
    const pair = byId.get(id);
    const numberFor = (backend: Whose): number | null => (pair === undefined ? null : sampleValue(pair, backend, ranking));
    return { id, metric: ranking, candidate: numberFor(table.candidate), baseline: numberFor(table.baseline), slices: pair?.slices ?? {} };
  });
}
