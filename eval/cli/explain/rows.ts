/** The rows of the table that a criterion's result rests on. */
import type { ExplainedCriterion } from '../../contracts/answers.ts';
import type { CriterionResult } from '../../contracts/decision.ts';
import type { Where } from '../../contracts/metrics.ts';
import type { EvidenceTable } from '../../decide/table.ts';
import type { Unit } from '../../decide/words.ts';
import { observations, samples } from '../../decide/words.ts';

export type Rows = Pick<ExplainedCriterion, 'candidate' | 'baseline' | 'difference'>;

export function rowsOf({ metric, where }: CriterionResult, table: EvidenceTable): Rows {
  const { corpus, across } = where;
  if (across === undefined) {
    const row = (role: 'candidate' | 'baseline') => table.row(role, where, metric) ?? null;
    return { candidate: row('candidate'), baseline: row('baseline'), difference: table.delta(where, metric) ?? null };
  }
  const row = (role: 'candidate' | 'baseline') => table.across(role, corpus, across, metric) ?? null;
  return { candidate: row('candidate'), baseline: row('baseline'), difference: table.comparison(corpus, across, metric) ?? null };
}

/** What n counts. */
export function unitOf({ where: { corpus, across } }: CriterionResult, table: EvidenceTable): Unit {
  if (across !== undefined) return { one: `value of ${across}`, many: `values of ${across}` };
  return table.isEvidence(corpus) ? observations : samples;
}

/** Why a result has no interval. */
export function intervalReasonOf({ statistic, of, where }: CriterionResult, { candidate, difference }: Rows): string {
  if (statistic !== (where.across === undefined ? 'value' : 'mean')) return `none is made for the statistic ${statistic}`;
  const row = of === 'candidate' ? candidate : difference;
  if (row === null) return 'the table has no row for it';
  return ('intervalReason' in row ? row.intervalReason : row.reason) ?? 'no reason is given';
}

/** The result's worst samples with their numbers. */
export function worstOf({ metric, where, worstSamples }: CriterionResult, table: EvidenceTable): ExplainedCriterion['worst'] {
  const ranking = table.rankingMetric(metric);
  const whole: Where = { corpus: where.corpus, slice: null };
  const byId = new Map(table.samples(whole).map((sample) => [sample.id, sample]));
  return worstSamples.flatMap((id) => {
    const sample = byId.get(id);
    if (sample === undefined) return [];
    const numberOf = (backend: string | undefined): number | null => {
      const value = backend === undefined ? undefined : sample.values[backend]?.[ranking];
      return typeof value === 'number' ? value : null;
    };
    const [candidate, baseline] = [numberOf(table.candidate.name), numberOf(table.baseline?.name)];
    return [{ id, metric: ranking, candidate, baseline, slices: sample.slices }];
  });
}
