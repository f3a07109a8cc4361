/** The rows of the table that a criterion's result rests on. */
import type { ExplainedCriterion } from '../../contracts/answers.ts';
import type { CriterionResult } from '../../contracts/decision.ts';
import type { MetricsIndex } from '../../table/index.ts';
import { sampleValue } from '../../table/index.ts';
import { wholeCorpus } from '../../table/subsets.ts';

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
  const row = of === 'candidate' ? candidate : difference;
  if (row === null) return 'the table has no row for it';
  return ('intervalReason' in row ? row.intervalReason : row.reason) ?? 'no reason is given';
}

/** The result's worst samples with their numbers. */
export function worstOf({ metric, where, worstSamples }: CriterionResult, table: MetricsIndex): ExplainedCriterion['worst'] {
  const ranking = table.rankingMetric(metric);
  const byId = new Map(table.samples(wholeCorpus(where.corpus)).map((sample) => [sample.id, sample]));
  return worstSamples.flatMap((id) => {
    const sample = byId.get(id);
    if (sample === undefined) return [];
    const [candidate, baseline] = [sampleValue(sample, table.candidate, ranking), sampleValue(sample, table.baseline, ranking)];
    return [{ id, metric: ranking, candidate, baseline, slices: sample.slices }];
  });
}
