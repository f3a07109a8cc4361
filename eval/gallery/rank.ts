/** Samples with the numbers that order them. */
import type { PairRow } from '../contracts/pairs.ts';
import type { GalleryItem } from '../contracts/report.ts';
import { InputError } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { direction } from '../table/direction.ts';
import type { MetricsIndex } from '../table/index.ts';
import { leadingMetric } from '../table/leading.ts';
import { sampleValue } from '../table/pairs.ts';

/** A sample of the gallery, before anything is drawn. */
export type Choice = Readonly<Pick<GalleryItem, 'list' | 'corpus' | 'id' | 'candidate' | 'baseline' | 'delta' | 'slices'>>;

export interface Ranked extends Omit<Choice, 'list'> {
  /** The difference to the baseline, counted so that more is better. */
  readonly gain: number | null;
  /** The candidate's value, counted so that more is better; where it failed, less than any value. */
  readonly quality: number | null;
}

/**
 * The metric that ranks: the one asked for, else the one that makes a pass, else the first that is not secondary and has
 * values of samples. Undefined where there is none.
 * @throws InputError EV5401 when nobody computed the one asked for
 */
export function rankingMetric({ metrics, definitions }: MetricsIndex, asked?: string): string | undefined {
  if (asked !== undefined && !definitions.has(asked)) {
    const known = [...definitions.keys()];
    throw new InputError({
      code: 'EV5401',
      location: '--metric',
      message: `no metric named "${asked}" was computed${nearestText(asked, known)}`,
      expected: known.join(', '),
    });
  }
  const pass = metrics.pass?.metric;
  const measured = new Set(metrics.distributions.map(({ metric }) => metric));
  const eligible = metrics.definitions.filter(({ id }) => id === pass || measured.has(id));
  return asked ?? leadingMetric(eligible, [pass])?.id;
}

/** Ranks one sample after the other by a metric. */
export function ranking(index: MetricsIndex, metric: string): (sample: PairRow) => Ranked {
  const sign = direction(index.definition(metric));
  return (sample) => {
    const candidate = sampleValue(sample, index.candidate, metric);
    const baseline = sampleValue(sample, index.baseline, metric);
    const delta = candidate === null || baseline === null ? null : candidate - baseline;
    const failed = sample.status[index.candidate.name] === 'failed';
    return {
      corpus: sample.corpus,
      id: sample.id,
      slices: sample.slices,
      candidate,
      baseline,
      delta,
      gain: delta === null ? null : sign * delta,
      quality: failed ? -Infinity : candidate === null ? null : sign * candidate,
    };
  };
}
