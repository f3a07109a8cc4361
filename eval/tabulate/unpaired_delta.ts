import type { DeltaRow, RateCounts, Where } from '../contracts/metrics.ts';
import { ratesOf } from './deltas.ts';

/** One backend's number of a subset as a whole, with no samples behind it that could be paired. */
interface Whole {
  readonly value: number | null;
  readonly n: number;
  /** Where it is a rate. */
  readonly counts?: RateCounts | null | undefined;
}

/** Candidate minus baseline of two such numbers. It rests on the smaller n, and on nothing where either is missing. */
export function unpairedDelta(where: Where, metric: string, candidate: Whole, baseline: Whole, intervalReason: string): DeltaRow {
  const value = candidate.value === null || baseline.value === null ? null : candidate.value - baseline.value;
  return {
    where,
    metric,
    value,
    candidate: candidate.value,
    baseline: baseline.value,
    ...ratesOf(candidate.counts ?? undefined, baseline.counts ?? undefined),
    n: value === null ? 0 : Math.min(candidate.n, baseline.n),
    unpaired: 0,
    improved: 0,
    regressed: 0,
    interval: null,
    intervalReason,
  };
}
