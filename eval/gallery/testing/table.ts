/** Small tables for tests: samples with one metric, everything else as in other small tables. */
import type { MetricsTable } from '../../contracts/metrics.ts';
import type { PairRow } from '../../contracts/pairs.ts';
import { backendOf, tableOf as smallTable } from '../../decide/testing/table.ts';
import { pairsDigest } from '../../table/pairs.ts';

export interface TestSample {
  readonly corpus?: string;
  readonly id: string;
  readonly slices?: PairRow['slices'];
  /** Left out: undefined with a reason. */
  readonly candidate?: number;
  readonly baseline?: number;
  /** The candidate said nothing usable. */
  readonly failed?: boolean;
}

export function tableOf(
  samples: readonly TestSample[],
  { better = 'higher', baseline = true }: { better?: 'higher' | 'lower'; baseline?: boolean } = {},
): MetricsTable {
  const backends = [backendOf('candidate', 'new', '1'), ...(baseline ? [backendOf('baseline', 'old', '2')] : [])];
  const overlap = { id: 'overlap', version: 1, title: 'Overlap', summary: '', unit: 'ratio', secondary: false, undefinedWhen: 'never' };
  return {
    ...smallTable({ backends, corpora: [], definitions: [{ ...overlap, range: [0, 1], better }], pass: null }),
    pairs: pairsDigest(pairsOf(samples, baseline)),
  };
}

/** What the samples got. */
export function pairsOf(samples: readonly TestSample[], baseline = true): PairRow[] {
  const measured = (value: number | undefined) => ({ overlap: value ?? { undefined: 'no reason' } });
  return samples.map(({ corpus = 'a', id, slices = {}, candidate, baseline: other, failed = false }) => ({
    corpus,
    id,
    group: id,
    slices,
    status: { new: failed ? 'failed' : 'ok', ...(baseline ? { old: 'ok' } : {}) },
    values: { new: measured(candidate), ...(baseline ? { old: measured(other) } : {}) },
  }));
}
