/** One row of the table: one backend, one place, one metric. */
import type { MetricRow } from '../contracts/metrics.ts';
import type { Measured } from '../contracts/samples.ts';
import type { Statistic } from '../stats/bootstrap.ts';
import type { GroupedStatistic } from '../stats/interval.ts';
import { ascending, quantile } from '../stats/quantile.ts';
import { mean } from '../stats/sum.ts';
import type { Column } from './column.ts';
import { isWithoutFailed, numberOf } from './columns.ts';
import { type Backend, type CorpusSamples, type Scores, scoresOf } from './evaluation.ts';
import { at } from './items.ts';
import type { Subset } from './subsets.ts';

/** A row before its interval, and the statistic that the interval is about. */
export interface RowDraft<Row extends { interval: unknown; intervalReason: unknown }> {
  readonly row: Omit<Row, 'interval' | 'intervalReason'>;
  readonly grouped: GroupedStatistic;
}

/** Why a correct rejection is undefined where the criteria leave it out. */
export const correctRejectionReason = 'correct rejection (both masks empty)';

/** What the samples of a place give to a column, before they become one number. */
interface Seen extends Pick<MetricRow, 'failed' | 'undefinedReasons' | 'mean' | 'median' | 'p10' | 'p90'> {
  /** Positions of the samples that take part. */
  readonly counted: readonly number[];
}

/** By the values of a column. Columns of the parts of one definition have the same: a table of classes by slices has ten thousand rows. */
export type SeenValues = Map<Column['values'], Seen>;

/** @param seen at this place */
export function metricRow(
  backend: Backend,
  corpus: CorpusSamples,
  { where, samples }: Subset,
  column: Column,
  seen: SeenValues = new Map(),
): RowDraft<MetricRow> {
  const own = seen.get(column.values) ?? look(scoresOf(backend, corpus), samples, column);
  seen.set(column.values, own);
  const { counted, ...numbers } = own;
  const value = counted.length === 0 ? nothingDefined : overAll(column, counted, own.failed);
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
      undefined: samples.length - counted.length,
      ...numbers,
    },
    grouped: { groups, statistic: { of: part, isCorrelation: isCorrelation(column), ...within(column) } },
  };
}

function look(scores: Scores, samples: readonly number[], column: Column): Seen {
  const { rows } = scores;
  const leftOut = column.everySample === true ? [] : scores.leftOut;
  const [counted, values, reasons] = [[] as number[], [] as number[], new Map<string, number>()];
  let failed = 0;
  for (const i of samples) {
    if (at(rows, i).status === 'failed') failed++;
    const measured = at(column.values, i);
    if (leftOut[i] !== true && at(column.counts, i)) {
      counted.push(i);
      if (typeof measured === 'number') values.push(measured);
      continue;
    }
    const reason = leftOut[i] === true ? correctRejectionReason : typeof measured === 'number' ? undefined : measured.undefined;
    if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const sorted = ascending(values);
  return {
    counted,
    failed,
    undefinedReasons: Object.fromEntries(reasons),
    mean: mean(values),
    median: quantile(sorted, 0.5),
    p10: quantile(sorted, 0.1),
    p90: quantile(sorted, 0.9),
  };
}

/** The range of the samples' values, where the number is their mean. */
export function within({ metric }: Column): Pick<Statistic, 'within'> {
  const [low, high] = metric.range;
  if (metric.kind === 'corpus' || (metric.kind === 'sample' && metric.aggregate === 'ratio') || low === null || high === null) return {};
  return { within: [low, high] };
}

export function isCorrelation({ metric }: Column): boolean {
  return metric.kind === 'corpus' && metric.definition.correlations?.includes(metric.id) === true;
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
