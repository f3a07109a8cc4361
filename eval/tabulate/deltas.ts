/** Candidate minus baseline at one place, paired by sample. */
import type { DeltaRow } from '../contracts/metrics.ts';
import { sumByGroup } from '../stats/groups.ts';
import { aggregate, isDefined } from './columns.ts';
import type { Backend, CorpusSamples } from './evaluation.ts';
import { at, scoresOf } from './evaluation.ts';
import type { Place } from './places.ts';
import type { Draft } from './rows.ts';

/**
 * A pair is a sample that is defined for both. Where correct rejections are left out, a pair of two is left out; one that
 * stands against a false alarm counts as it was scored, so that losing or gaining a correct rejection shows.
 *
 * @param metric position of the metric among the evaluation's
 */
export function deltaRow(candidate: Backend, baseline: Backend, corpus: CorpusSamples, { where, samples }: Place, metric: number): Draft<DeltaRow> {
  const [ours, theirs] = [scoresOf(candidate, corpus), scoresOf(baseline, corpus)];
  const [our, their] = [at(ours.columns, metric), at(theirs.columns, metric)];
  const judged = samples.filter((i) => !(ours.leftOut[i] && theirs.leftOut[i]));
  const pairs = judged.filter((i) => isDefined(our, i) && isDefined(their, i));
  const sign = our.metric.better === 'higher' ? 1 : -1;
  const gains = pairs.map((i) => sign * ((our.values[i] as number) - (their.values[i] as number)));
  const [candidateValue, baselineValue] = [aggregate(our, pairs), aggregate(their, pairs)];
  const [{ groups, sums: of }, { sums: minus }] = [sumByGroup(pairs, corpus.groupOf, our), sumByGroup(pairs, corpus.groupOf, their)];
  return {
    row: {
      where,
      metric: our.metric.id,
      value: candidateValue === null || baselineValue === null ? null : candidateValue - baselineValue,
      candidate: candidateValue,
      baseline: baselineValue,
      n: pairs.length,
      unpaired: judged.filter((i) => isDefined(our, i) !== isDefined(their, i)).length,
      improved: gains.filter((gain) => gain > 0).length,
      regressed: gains.filter((gain) => gain < 0).length,
    },
    grouped: { groups, statistic: { of, minus } },
  };
}
