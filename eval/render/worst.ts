/** The candidate's worst samples: those that it failed on, then the lowest values of the metric that ranks. */

import type { MetricDefinition } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { byNumber, byText } from '../io/order.ts';
import { counted } from '../io/words.ts';
import { inSentence } from '../report/phrases/names.ts';
import { direction, isBetter } from '../table/direction.ts';
import { leadingMetric } from '../table/leading.ts';
import { sampleValue } from '../table/pairs.ts';
import { inOrderOfConcern } from './metric_groups.ts';
import type { View } from './view.ts';

export interface WorstSample {
  /** Equal values share a rank. */
  readonly rank: number;
  readonly sample: PairRow;
  /** Why the candidate failed; null where it did not. */
  readonly failure: string | null;
}

export interface WorstSamples {
  readonly ranking: MetricDefinition;
  /** Further metrics with values, the ones of most concern first. */
  readonly others: readonly MetricDefinition[];
  readonly samples: readonly WorstSample[];
  /** Samples that the metric has no value for, and that did not fail: they have no rank. */
  readonly unranked: number;
}

const most = 20;
/** Columns of metrics, the one that ranks among them. */
const mostMetrics = 8;

/**
 * Ranked by the metric that makes a pass, else by the first that samples have values of: composites come first in a table.
 * Ties stand in the order of ids. Undefined where no sample can be ranked.
 */
export function worstSamples(view: View): WorstSamples | undefined {
  const { candidate, metrics, pairs, primary } = view;
  const valueIn = (sample: PairRow, metric: string): number | null => sampleValue(sample, candidate, metric);
  const measured = primary.filter(({ id }) => pairs.some((sample) => valueIn(sample, id) !== null));
  const ranking = leadingMetric(measured, [metrics.pass?.metric]) ?? view.leading;
  if (ranking === undefined) return undefined;

  const sign = direction(ranking);
  const ordered = pairs.flatMap((sample) => {
    const failed = sample.status[candidate.name] === 'failed';
    const value = valueIn(sample, ranking.id);
    if (!failed && value === null) return [];
    const failure = failed ? (sample.reasons?.[candidate.name] ?? 'no reason was given') : null;
    return [{ sample, failure, quality: value === null || failed ? -Infinity : sign * value }];
  });
  ordered.sort((a, b) => byNumber(a.quality, b.quality) || byText(a.sample.id, b.sample.id) || byText(a.sample.corpus, b.sample.corpus));
  if (ordered.length === 0) return undefined;
  return {
    ranking,
    others: inOrderOfConcern(view, measured)
      .filter(({ id }) => id !== ranking.id)
      .slice(0, mostMetrics - 1),
    samples: ordered
      .slice(0, most)
      .map(({ sample, failure, quality }) => ({ sample, failure, rank: 1 + ordered.filter((other) => other.quality < quality).length })),
    unranked: pairs.length - ordered.length,
  };
}

/** How the table is to be read. */
export function aboutWorst({ candidate }: View, { ranking, unranked }: WorstSamples): string {
  const worse = isBetter(1, ranking) ? 'less' : 'more';
  const order = `${candidate.name} by ${inSentence(ranking.title)}, of which ${worse} is worse; a sample that it failed on comes first.`;
  const without = unranked === 0 ? '' : ` ${counted(unranked, 'sample')} without a value ${unranked === 1 ? 'has' : 'have'} no rank.`;
  return `${order} Equal values share a rank and stand in the order of their ids.${without}`;
}
