/** Candidate over baseline, of the pairs that the difference is about. */
import type { DeltaRow, Ratio } from '../contracts/metrics.ts';
import { quotient } from '../stats/bootstrap.ts';
import type { Estimate, GroupedStatistic } from '../stats/interval.ts';
import type { RowDraft } from './rows.ts';

/** The statistic that the interval of a ratio is about: the pairs and the draws are those of the difference. */
export function ratioStatistic({ grouped: { groups, statistic } }: RowDraft<DeltaRow>): GroupedStatistic {
  const { minus, ...rest } = statistic;
  return { groups, statistic: minus === undefined ? rest : { ...rest, over: minus } };
}

/** @param estimate the interval of the quotient */
export function ratioOf({ candidate, baseline }: Pick<DeltaRow, 'candidate' | 'baseline'>, estimate: Estimate): Ratio {
  if (candidate === null || baseline === null) return without('one of the two has no value');
  const value = quotient(candidate, baseline);
  if (value !== null) return { value, reason: null, ...estimate };
  if (baseline === 0) return without('the baseline is 0, and a ratio to 0 says nothing');
  return without('a ratio says nothing of numbers below 0');
}

function without(reason: string): Ratio {
  return { value: null, reason, interval: null, intervalReason: reason };
}

/** Differences of whole numbers with the ratio of those metrics that criteria judge by one; it has no interval, for the same reason. */
export function withUnpairedRatios(rows: readonly DeltaRow[], asked: ReadonlySet<string>): DeltaRow[] {
  return rows.map((row) => {
    if (!asked.has(row.metric)) return row;
    return { ...row, ratio: ratioOf(row, { interval: null, intervalReason: row.intervalReason ?? 'no reason is given' }) };
  });
}
