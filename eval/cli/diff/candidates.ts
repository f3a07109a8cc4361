/** The candidates of two reports, number by number. */
import type { ChangedNumber } from '../../contracts/cli_results.ts';
import type { Golden } from '../../contracts/golden.ts';
import type { Where } from '../../contracts/metrics.ts';
import type { Report } from '../../contracts/report.ts';
import type { Versus } from '../../contracts/versus.ts';
import { metricById } from '../../metrics/table.ts';
import { type Bounds, turned, unpairedBounds, versusOf } from '../../table/versus.ts';
import { succeeds } from '../record/comparable.ts';
import { placeKey } from '../record/key.ts';

export interface Compared {
  readonly a: Golden;
  readonly b: Golden;
  /** The two as reports, which know intervals. */
  readonly reports?: readonly [a: Report, b: Report] | undefined;
}

type Key = Pick<ChangedNumber, 'where' | 'metric'>;

/**
 * Of two records nothing is known but the values. Bounds are those of b - a: of pairs where the candidate of one report is the
 * baseline of the other, which has then measured the difference; else from an interval of each.
 */
export function candidatesBetween({ a, b, reports }: Compared): (number: ChangedNumber) => Versus {
  const bounds = reports === undefined ? () => null : boundsBetween(reports, { later: succeeds(b, a), earlier: succeeds(a, b) });
  const definitions = new Map(reports?.flatMap(({ metrics }) => metrics.definitions.map((metric) => [metric.id, metric])));
  return (number) => {
    const { metric, a, b } = number;
    const found = bounds(number);
    // As a - b for the direction, and turned back for the reader.
    const judged = versusOf(a?.value ?? null, b?.value ?? null, turned(found), definitions.get(metric) ?? metricById(metric));
    const { low, high } = found ?? { low: null, high: null };
    return { ...judged, low, high };
  };
}

function boundsBetween([a, b]: readonly [Report, Report], paired: { later: boolean; earlier: boolean }): (number: Key) => Bounds | null {
  const own = [a, b].map(({ metrics }) => indexed(metrics.rows.filter(({ role }) => role === 'candidate')));
  const later = paired.later ? indexed(b.metrics.deltas) : null;
  const earlier = paired.earlier ? indexed(a.metrics.deltas) : null;
  return (number) => {
    const key = placeKey(number);
    return later?.get(key) ?? turned(earlier?.get(key) ?? null) ?? unpairedBounds(own[1]?.get(key), own[0]?.get(key));
  };
}

function indexed(rows: readonly { readonly where: Where; readonly metric: string; readonly interval: Bounds | null }[]): Map<string, Bounds | null> {
  return new Map(rows.map((row) => [placeKey(row), row.interval]));
}
