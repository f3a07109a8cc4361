/** One row of the table: one backend, one place, one metric. */
import type { MetricRow } from '../contracts/metrics.ts';
import { sumByGroup } from '../stats/groups.ts';
import type { GroupedStatistic } from '../stats/interval.ts';
import { ascending, quantile } from '../stats/quantile.ts';
import { mean } from '../stats/sum.ts';
import type { Column } from './columns.ts';
import { aggregate, isDefined } from './columns.ts';
import type { Backend, CorpusSamples } from './evaluation.ts';
import { at, scoresOf } from './evaluation.ts';
import type { Place } from './places.ts';

/** A row before its interval, and the statistic that the interval is about. */
export interface Draft<Row extends { interval: unknown; intervalReason: unknown }> {
  readonly row: Omit<Row, 'interval' | 'intervalReason'>;
  readonly grouped: GroupedStatistic;
}

/** Why a correct rejection is undefined where the criteria leave it out. */
export const correctRejectionReason = 'correct rejection (both masks empty)';

export function metricRow(backend: Backend, corpus: CorpusSamples, { where, samples }: Place, column: Column): Draft<MetricRow> {
  const { rows, leftOut } = scoresOf(backend, corpus);
  const defined = samples.filter((i) => !leftOut[i] && isDefined(column, i));
  const values = defined.map((i) => column.values[i] as number);
  const sorted = ascending(values);
  const undefinedReasons = new Map<string, number>();
  for (const i of samples) {
    const measured = at(column.values, i);
    const reason = leftOut[i] ? correctRejectionReason : typeof measured === 'number' ? undefined : measured.undefined;
    if (reason !== undefined) undefinedReasons.set(reason, (undefinedReasons.get(reason) ?? 0) + 1);
  }
  const { groups, sums } = sumByGroup(defined, corpus.groupOf, column);
  return {
    row: {
      backend: backend.identity.name,
      role: backend.role,
      where,
      metric: column.metric.id,
      value: aggregate(column, defined),
      n: samples.length,
      defined: defined.length,
      failed: samples.filter((i) => at(rows, i).status === 'failed').length,
      undefined: samples.length - defined.length,
      undefinedReasons: Object.fromEntries(undefinedReasons),
      mean: mean(values),
      median: quantile(sorted, 0.5),
      p10: quantile(sorted, 0.1),
      p90: quantile(sorted, 0.9),
    },
    grouped: { groups, statistic: { of: sums } },
  };
}
