/** Which numbers a corpus has: metrics of whole samples, and metrics of their parts. */
import { hasWhole, partsFor } from '../annotations/metric.ts';
import type { Corpus } from '../contracts/corpus.ts';
import type { Metric } from '../metrics/metric.ts';

/** A metric, of whole samples or of one part. */
export interface Asked {
  readonly metric: Metric;
  /** Null: the whole sample. */
  readonly part: string | null;
}

/** In the order of the metrics; of each the whole, then its parts in text order, also those that no sample has. */
export function askedOn({ parts }: Pick<Corpus, 'parts'>, metrics: readonly Metric[]): Asked[] {
  return metrics.flatMap((metric) => [
    ...(hasWhole(metric) ? [{ metric, part: null }] : []),
    ...partsFor(metric, parts).map((part) => ({ metric, part })),
  ]);
}

/** Equal for equal numbers. */
export function askedKey(metric: string, part: string | null | undefined): string {
  return part === null || part === undefined ? metric : `${metric} of ${part}`;
}
