/** One row of the table: one backend, one place, one metric. */
import type { MetricRow } from '../contracts/metrics.ts';
import type { Measured } from '../contracts/samples.ts';
import { Scratch } from '../io/typed_arrays.ts';
import type { Statistic } from '../stats/bootstrap.ts';
import type { GroupedStatistic } from '../stats/interval.ts';
import { quantile } from '../stats/quantile.ts';
import { mean } from '../stats/sum.ts';
import type { Column } from './column.ts';
import { isWithoutFailed, numberOf } from './columns.ts';
import { type Backend, type CorpusSamples, type Scores, scoresOf } from './evaluation.ts';
import { at } from './items.ts';
import type { Subset } from './subsets.ts';
import type { Positions } from './summing.ts';
import type { Values } from './values.ts';

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
  readonly counted: Positions;
}

/** By the values of a column. Columns of the parts of one definition have the same: a table of classes by slices has ten thousand rows. */
export type SeenValues = Map<Values, Seen>;

/** @param seen at this place */
export function metricRow(
  backend: Backend,
  corpus: CorpusSamples,
  subset: Subset,
  column: Column,
  seen: SeenValues = new Map(),
): RowDraft<MetricRow> {
  const { where, samples } = subset;
  const own = seen.get(column.values) ?? look(scoresOf(backend, corpus), subset, column);
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

function look({ kept, isLeftOut }: Scores, subset: Subset, { values, counts, everySample }: Column): Seen {
  const isOut = (i: number): boolean => everySample !== true && isLeftOut(i);
  const counted = subset.those((i) => !isOut(i) && counts(i));
  const reasons = new Map<string, number>();
  let failed = 0;
  for (let at = 0, next = 0; at < subset.samples.length; at++) {
    const i = subset.samples[at] as number;
    if (kept.isFailed(i)) failed++;
    if (counted[next] === i) {
      next++;
      continue;
    }
    const reason = isOut(i) ? correctRejectionReason : values.has(i) ? undefined : values.reason(i);
    if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const numbers = numbersRoom.of(counted.length);
  let n = 0;
  for (let next = 0; next < counted.length; next++) {
    const value = at(values.numbers, counted[next] as number);
    if (!Number.isNaN(value)) numbers[n++] = value;
  }
  const own = numbers.subarray(0, n);
  const middle = mean(own);
  own.sort();
  return {
    counted,
    failed,
    undefinedReasons: Object.fromEntries(reasons),
    mean: middle,
    median: quantile(own, 0.5),
    p10: quantile(own, 0.1),
    p90: quantile(own, 0.9),
  };
}

const numbersRoom = new Scratch(Float64Array);

/** The range of the samples' values, where the number is their mean. */
export function within({ metric }: Column): Pick<Statistic, 'within'> {
  const [low, high] = metric.range;
  if (metric.kind === 'corpus' || (metric.kind === 'sample' && metric.aggregate === 'ratio') || low === null || high === null) return {};
  return { within: [low, high] };
}

export function isCorrelation({ metric }: Column): boolean {
  return metric.kind === 'corpus' && metric.definition.correlations?.includes(metric.id) === true;
}

function countsOf({ summing }: Column, value: Measured, counted: Positions): Pick<MetricRow, 'counts'> {
  const counts = typeof value === 'number' ? summing.counts(counted) : undefined;
  return counts === undefined ? {} : { counts };
}

const nothingDefined: Measured = { undefined: 'no sample has a value' };

function overAll({ metric, summing }: Column, counted: Positions, failed: number): Measured {
  if (isWithoutFailed(metric) && failed > 0) return { undefined: `no prediction for ${failed} of the samples` };
  return summing.over(counted);
}
