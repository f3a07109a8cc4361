/** Samples to look at first. */
import type { Criterion } from '../contracts/criteria.ts';
import type { PairRow, Where } from '../contracts/metrics.ts';
import { worstValue } from './across.ts';
import type { EvidenceTable } from './table.ts';

const shown = 5;

/** Samples with the worst values, or the worst differences, the worst first; ties by id. Across a dimension: those of its worst value. */
export function worstSamples(criterion: Criterion, where: Where, table: EvidenceTable): string[] {
  const metric = table.rankingMetric(criterion.metric);
  const towardsWorse = table.definition(metric).better === 'higher' ? 1 : -1;
  const numberOf = (sample: PairRow, backend: string | undefined): number | undefined => {
    const value = backend === undefined ? undefined : sample.values[backend]?.[metric];
    return typeof value === 'number' ? value : undefined;
  };
  const ranked = samplesOf(criterion, where, table).flatMap((sample) => {
    const candidate = numberOf(sample, table.candidate.name);
    const subtracted = criterion.of === 'candidate' ? 0 : numberOf(sample, table.baseline?.name);
    return candidate === undefined || subtracted === undefined ? [] : [{ id: sample.id, rank: towardsWorse * (candidate - subtracted) }];
  });
  ranked.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
  return ranked.slice(0, shown).map(({ id }) => id);
}

function samplesOf(criterion: Criterion, { corpus, slice, across }: Where, table: EvidenceTable): readonly PairRow[] {
  if (across === undefined) return table.samples({ corpus, slice });
  const value = worstValue(criterion, corpus, across, table);
  return value === undefined ? [] : table.samples({ corpus, slice: { dimension: across, value } });
}
