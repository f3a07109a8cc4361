/** The numbers of one criterion at one place, whichever part of the table they come from. */
import type { Criterion } from '../contracts/criteria.ts';
import type { Interval, PairRow, Where } from '../contracts/metrics.ts';
import type { EvidenceTable } from './table.ts';

export interface Evidence {
  /** The judged backend's number or the difference; null when there is none. */
  readonly observed: number | null;
  readonly candidate: number | null;
  readonly baseline: number | null;
  readonly interval: Interval | null;
  /** Why there is no interval. */
  readonly intervalReason: string | null;
  /** Samples with a defined value; for a difference, pairs of them. */
  readonly n: number;
  /** What a reader must know of the samples that the number does not rest on. */
  readonly remarks: readonly string[];
}

const noRow = 'the table has no row for it';
const nothing: Evidence = { observed: null, candidate: null, baseline: null, interval: null, intervalReason: noRow, n: 0, remarks: [noRow] };

export function evidenceFor(criterion: Criterion, where: Where, table: EvidenceTable): Evidence {
  return criterion.of === 'candidate' ? ofCandidate(criterion, where, table) : ofDifference(criterion, where, table);
}

function ofCandidate({ metric, statistic }: Criterion, where: Where, table: EvidenceTable): Evidence {
  const row = table.row('candidate', where, metric);
  if (row === undefined) return nothing;
  const reasons = Object.entries(row.undefinedReasons).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    observed: row[statistic],
    candidate: row[statistic],
    baseline: table.row('baseline', where, metric)?.[statistic] ?? null,
    interval: statistic === 'value' ? row.interval : null,
    intervalReason: row.intervalReason,
    n: row.defined,
    remarks: [
      ...(row.undefined > 0 ? [`${row.undefined} of ${row.n} have no value (${reasons.map(([reason, n]) => `${reason}: ${n}`).join('; ')})`] : []),
      ...(row.failed > 0 ? [`the candidate failed on ${row.failed} of ${row.n}`] : []),
    ],
  };
}

function ofDifference({ metric }: Criterion, where: Where, table: EvidenceTable): Evidence {
  const row = table.delta(where, metric);
  if (row === undefined) return nothing;
  return {
    observed: row.value,
    candidate: row.candidate,
    baseline: row.baseline,
    interval: row.interval,
    intervalReason: row.intervalReason,
    n: row.n,
    remarks: row.unpaired > 0 ? [`${row.unpaired} more have a value for one backend only and are not in the difference`] : [],
  };
}

const shown = 5;

/** Samples with the worst values, or the worst differences, the worst first; ties by id. */
export function worstSamples(criterion: Criterion, where: Where, table: EvidenceTable): string[] {
  const metric = table.rankingMetric(criterion.metric);
  const towardsWorse = table.definition(metric).better === 'higher' ? 1 : -1;
  const numberOf = (sample: PairRow, backend: string | undefined): number | undefined => {
    const value = backend === undefined ? undefined : sample.values[backend]?.[metric];
    return typeof value === 'number' ? value : undefined;
  };
  const ranked = table.samples(where).flatMap((sample) => {
    const candidate = numberOf(sample, table.candidate.name);
    const subtracted = criterion.of === 'candidate' ? 0 : numberOf(sample, table.baseline?.name);
    return candidate === undefined || subtracted === undefined ? [] : [{ id: sample.id, rank: towardsWorse * (candidate - subtracted) }];
  });
  ranked.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  return ranked.slice(0, shown).map(({ id }) => id);
}
