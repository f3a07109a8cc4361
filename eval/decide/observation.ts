/** The numbers of one criterion on samples, or external metrics. */

import type { Criterion } from '../contracts/criteria.ts';
import type { DeltaRow, Interval, Where } from '../contracts/metrics.ts';
import { byText } from '../io/order.ts';
import { have } from '../io/words.ts';
import { fraction, minus, over, type Rational } from '../stats/rational.ts';
import type { MetricsIndex } from '../table/index.ts';
import { ofDecimals } from './exactness.ts';

export interface Observation {
  /** The judged backend's number or the difference; null when there is none. */
  readonly observed: number | null;
  /** The same as a fraction, where rates and counts make it. */
  readonly exact: Rational | null;
  /** Why there is none, where the table says so. */
  readonly observedReason: string | null;
  readonly candidate: number | null;
  readonly baseline: number | null;
  readonly interval: Interval | null;
  /** Why there is no interval. */
  readonly intervalReason: string | null;
  /** Samples with a defined value (for a difference, pairs of them); across a dimension, values with one. */
  readonly n: number;
  /** What keeps the number from being judged, however large n is. */
  readonly gaps: readonly string[];
  /** What a reader must know of the samples that the number does not rest on. */
  readonly remarks: readonly string[];
}

const noRow = 'the table has no row for it';
const none = { observed: null, exact: null, observedReason: noRow, candidate: null, baseline: null, interval: null };
export const nothing: Observation = { ...none, intervalReason: noRow, n: 0, gaps: [], remarks: [noRow] };

export function observationOn(criterion: Criterion, where: Where, table: MetricsIndex): Observation {
  return criterion.of === 'candidate' ? ofCandidate(criterion, where, table) : ofPairs(criterion, where, table);
}

/** One number of a row; null where rows of its kind do not have it. */
export function numberOf(row: { readonly [S in Criterion['statistic']]?: number | null }, statistic: Criterion['statistic']): number | null {
  return row[statistic] ?? null;
}

function ofCandidate({ metric, statistic }: Criterion, where: Where, table: MetricsIndex): Observation {
  const row = table.row(table.candidate, where, metric);
  if (row === undefined) return nothing;
  const reasons = Object.entries(row.undefinedReasons).sort(([a], [b]) => byText(a, b));
  const observed = numberOf(row, statistic);
  return {
    observed,
    exact: statistic === 'value' && row.counts !== undefined ? fraction(row.counts) : null,
    observedReason: statistic === 'value' ? (row.valueReason ?? null) : null,
    candidate: observed,
    baseline: numberOf(table.row(table.baseline, where, metric) ?? {}, statistic),
    interval: statistic === 'value' ? row.interval : null,
    intervalReason: row.intervalReason,
    n: row.defined,
    gaps: [],
    remarks: [
      ...(row.undefined > 0
        ? [`${row.undefined} of ${row.n} ${have(row.undefined)} no value (${reasons.map(([reason, n]) => `${reason}: ${n}`).join('; ')})`]
        : []),
      ...(row.n === 0 ? reasons.map(([reason]) => reason) : []),
      ...(row.failed > 0 ? [`the candidate failed on ${row.failed} of ${row.n}`] : []),
    ],
  };
}

function ofPairs({ metric, of }: Criterion, where: Where, table: MetricsIndex): Observation {
  const row = table.delta(where, metric);
  // What others measured was never paired: it is the two numbers as their files state them.
  const stated = (kind: 'difference' | 'quotient') =>
    row === undefined || !table.isExternal(where.corpus) ? null : ofDecimals(kind, row.candidate, row.baseline);
  const found =
    row === undefined ? undefined : of === 'candidate / baseline' ? ratioIn(row, stated('quotient')) : differenceIn(row, stated('difference'));
  if (row === undefined || found === undefined) return nothing;
  return {
    ...found,
    candidate: row.candidate,
    baseline: row.baseline,
    n: row.n,
    gaps: [],
    remarks:
      row.unpaired > 0
        ? [`${row.unpaired} more ${have(row.unpaired)} a value for one backend only and ${row.unpaired === 1 ? 'is' : 'are'} not in the difference`]
        : [],
  };
}

type Found = Pick<Observation, 'observed' | 'exact' | 'observedReason' | 'interval' | 'intervalReason'>;

function differenceIn({ value, counts, interval, intervalReason }: DeltaRow, stated: Rational | null): Found {
  const exact = counts === undefined ? stated : minus(fraction(counts.candidate), fraction(counts.baseline));
  return { observed: value, exact, observedReason: null, interval, intervalReason };
}

function ratioIn({ ratio, counts }: DeltaRow, stated: Rational | null): Found | undefined {
  if (ratio === undefined) return undefined;
  const { value, reason, interval, intervalReason } = ratio;
  const exact = value === null || counts === undefined ? stated : over(fraction(counts.candidate), fraction(counts.baseline));
  return { observed: value, exact, observedReason: reason, interval, intervalReason };
}
