/** One row of the table: one backend, one place, one metric. */
import type { MetricRow } from '../contracts/metrics.ts';
import type { Measured } from '../contracts/samples.ts';
import type { GroupedStatistic } from '../stats/interval.ts';
import { ascending, quantile } from '../stats/quantile.ts';
import { mean } from '../stats/sum.ts';
import type { Column } from './column.ts';
import { isWithoutFailed, numberOf } from './columns.ts';
import type { Backend, CorpusSamples } from './evaluation.ts';
import { scoresOf } from './evaluation.ts';
import { at } from './items.ts';
import type { Subset } from './subsets.ts';

/** A row before its interval, and the statistic that the interval is about. */
export interface RowDraft<Row extends { interval: unknown; intervalReason: unknown }> {
  readonly row: Omit<Row, 'interval' | 'intervalReason'>;
  readonly grouped: GroupedStatistic;
}

/** Why a correct rejection is undefined where the criteria leave it out. */
export const correctRejectionReason = 'correct rejection (both masks empty)';

export function metricRow(backend: Backend, corpus: CorpusSamples, { where, samples }: Subset, column: Column): RowDraft<MetricRow> {
  const scores = scoresOf(backend, corpus);
  const { rows } = scores;
  const leftOut = column.everySample === true ? [] : scores.leftOut;
  const counted = samples.filter((i) => !leftOut[i] && at(column.counts, i));
  const values = counted.flatMap((i) => numberOf(at(column.values, i)) ?? []);
  const sorted = ascending(values);
  const reasons = samples.flatMap((i) => (leftOut[i] ? correctRejectionReason : at(column.counts, i) ? [] : (reasonOf(column, i) ?? [])));
  const failed = samples.filter((i) => at(rows, i).status === 'failed').length;
  const value = counted.length === 0 ? nothingDefined : overAll(column, counted, failed);
  const undefinedReasons = Map.groupBy(reasons, (reason) => reason);
  const { groups, part } = column.summing.byGroup(counted, corpus.groupOf);
  return {
    row: {
      backend: backend.identity.name,
      role: backend.role,
      where: column.part === null ? where : { ...where, part: column.part },
      metric: column.metric.id,
      value: numberOf(value),
      ...countsOf(column, value, counted),
      ...(typeof value === 'number' || counted.length === 0 ? {} : { valueReason: value.undefined }),
      n: samples.length,
      defined: counted.length,
      failed,
      undefined: samples.length - counted.length,
      undefinedReasons: Object.fromEntries([...undefinedReasons].map(([reason, same]) => [reason, same.length])),
      mean: mean(values),
      median: quantile(sorted, 0.5),
      p10: quantile(sorted, 0.1),
      p90: quantile(sorted, 0.9),
    },
    grouped: { groups, statistic: { of: part } },
  };
}

function countsOf({ summing }: Column, value: Measured, counted: readonly number[]): Pick<MetricRow, 'counts'> {
  const counts = typeof value === 'number' ? summing.counts(counted) : undefined;
  return counts === undefined ? {} : { counts };
}

const nothingDefined: Measured = { undefined: 'no sample has a value' };

function overAll({ metric, summing }: Column, counted: readonly number[], failed: number): Measured {
  if (isWithoutFailed(metric) && failed > 0) return { undefined: `no prediction for ${failed} of the samples` };
  return summing.over(counted);
}

function reasonOf({ values }: Column, sample: number): string | undefined {
  const value = at(values, sample);
  return typeof value === 'number' ? undefined : value.undefined;
}
