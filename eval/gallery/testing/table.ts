/** Small tables for tests: samples with one metric, everything else as little as a contract asks for. */
import type { MetricsTable } from '../../contracts/metrics.ts';
import type { PairRow } from '../../contracts/pairs.ts';
import { sha256 } from '../../io/digest.ts';
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
  const identity = (name: string) => ({ name, kind: 'fake', digest: sha256(name), checkpoint: null, config: {} });
  const pairs = pairsOf(samples, baseline);
  return {
    schemaVersion: 1,
    kind: 'metrics',
    evaluation: 'test',
    backends: [{ role: 'candidate', identity: identity('new') }, ...(baseline ? [{ role: 'baseline' as const, identity: identity('old') }] : [])],
    corpora: [],
    definitions: [
      { id: 'overlap', version: 1, title: 'Overlap', summary: '', unit: 'ratio', range: [0, 1], better, secondary: false, undefinedWhen: 'never' },
    ],
    measure: sha256('measure'),
    pass: null,
    tools: {},
    rows: [],
    deltas: [],
    across: [],
    comparisons: [],
    evidence: [],
    facts: [],
    worst: [],
    distributions: [],
    calibration: [],
    ranking: null,
    pairs: pairsDigest(pairs),
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
