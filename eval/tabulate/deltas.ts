/** Candidate minus baseline at one place, paired by sample. */
import type { DeltaRow, RateCounts } from '../contracts/metrics.ts';
import type { Column } from './column.ts';
import { isWithoutFailed, numberOf } from './columns.ts';
import { type Backend, type CorpusSamples, scoresOf } from './evaluation.ts';
import { at } from './items.ts';
import { isCorrelation, type RowDraft, within } from './rows.ts';
import type { Subset } from './subsets.ts';

/**
 * A pair is a sample that is defined for both. Where correct rejections are left out, a pair of two is left out; one that
 * stands against a false alarm counts as it was scored, so that losing or gaining a correct rejection shows.
 *
 * @param position of the number among those of the corpus
 */
export function deltaRow(candidate: Backend, baseline: Backend, corpus: CorpusSamples, subset: Subset, position: number): RowDraft<DeltaRow> {
  const [ours, theirs] = [scoresOf(candidate, corpus), scoresOf(baseline, corpus)];
  const [our, their] = [at(ours.columns, position), at(theirs.columns, position)];
  const isJudged = (i: number): boolean => !(ours.isLeftOut(i) && theirs.isLeftOut(i));
  const pairs = subset.those((i) => isJudged(i) && our.counts(i) && their.counts(i));
  const sign = our.metric.better === 'higher' ? 1 : -1;
  let [judged, unpaired, improved, regressed] = [0, 0, 0, 0];
  for (let k = 0; k < subset.samples.length; k++) {
    const i = subset.samples[k] as number;
    if (!isJudged(i)) continue;
    judged++;
    if (our.counts(i) !== their.counts(i)) unpaired++;
    else if (our.counts(i)) {
      // Not a number where either has none: no gain and no loss.
      const gain = sign * (at(our.values.numbers, i) - at(their.values.numbers, i));
      if (gain > 0) improved++;
      if (gain < 0) regressed++;
    }
  }
  // Where a failure leaves a slice without a number, a difference needs all samples on both sides.
  const complete = pairs.length > 0 && (!isWithoutFailed(our.metric) || pairs.length === judged);
  const aggregateOf = ({ summing }: Column): number | null => (complete ? numberOf(summing.over(pairs)) : null);
  const [candidateValue, baselineValue] = [aggregateOf(our), aggregateOf(their)];
  const [{ groups, part: of }, { part: minus }] = [our.summing.byGroup(pairs, corpus.groupOf), their.summing.byGroup(pairs, corpus.groupOf)];
  return {
    row: {
      where: our.part === null ? subset.where : { ...subset.where, part: our.part },
      metric: our.metric.id,
      value: candidateValue === null || baselineValue === null ? null : candidateValue - baselineValue,
      candidate: candidateValue,
      baseline: baselineValue,
      ...ratesOf(candidateValue === null ? undefined : our.summing.counts(pairs), baselineValue === null ? undefined : their.summing.counts(pairs)),
      n: pairs.length,
      unpaired,
      improved,
      regressed,
    },
    grouped: { groups, statistic: { of, minus, isCorrelation: isCorrelation(our), ...within(our) } },
  };
}

/** The counts of both sides, where both are rates. */
export function ratesOf(candidate: RateCounts | undefined, baseline: RateCounts | undefined): Pick<DeltaRow, 'counts'> {
  return candidate === undefined || baseline === undefined ? {} : { counts: { candidate, baseline } };
}
