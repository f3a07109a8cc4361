/** Whether a backend that is surer is also right more often. */

import type { MetricDefinition } from '../contracts/metrics.ts';
import { inSentence } from '../report/phrases/names.ts';
import { number } from '../report/phrases/numbers.ts';
import { isBetter } from '../table/direction.ts';
import { sampleValue } from '../table/pairs.ts';
import type { View } from './view.ts';

/** Samples whose confidence is from `low` on and below `high`; the last bin has its upper end too. */
export interface Bin {
  readonly low: number;
  readonly high: number;
  readonly n: number;
  /** Means over these samples: of the confidence, and of what is asked for. */
  readonly confidence: number;
  readonly reached: number;
}

export interface Reliability {
  readonly corpus: string;
  readonly backend: string;
  /** Null: the confidence is held against the share that passes; else against the mean of this metric. */
  readonly metric: MetricDefinition | null;
  /** Those with samples, from the lowest. */
  readonly bins: readonly Bin[];
}

const binCount = 10;

export const aboutReliability =
  'Confidences come from the backends themselves and never from the truth. Where a backend is justly confident, surer samples do better.';

/** For every corpus and backend with confidences. */
export function reliabilities(view: View): Reliability[] {
  const { metrics, leading } = view;
  const { pass } = metrics;
  const metric = pass === null ? leading : view.definitions.get(pass.metric);
  if (metric === undefined) return [];
  const reached = (value: number): number => {
    if (pass === null) return value;
    return Number(!isBetter(pass.at - value, metric));
  };
  return metrics.corpora.flatMap(({ name: corpus }) =>
    view.backends.flatMap((own): Reliability[] => {
      const backend = own.name;
      const points = view.pairs.flatMap((sample) => {
        const [confidence, value] = [sample.confidence?.[backend], sampleValue(sample, own, metric.id)];
        return sample.corpus !== corpus || confidence === undefined || value === null ? [] : [{ confidence, reached: reached(value) }];
      });
      if (points.length === 0) return [];
      return [{ corpus, backend, metric: pass === null ? metric : null, bins: binned(points) }];
    }),
  );
}

/** `0.8 to 0.9` */
export function binText({ low, high }: Bin): string {
  return `${number(low, 1)} to ${number(high, 1)}`;
}

/** What `reached` is. */
export function reachedTitle(metric: MetricDefinition | null): string {
  return metric === null ? 'share that passes' : `mean ${inSentence(metric.title)}`;
}

type Point = Readonly<Pick<Bin, 'confidence' | 'reached'>>;

function binned(points: readonly Point[]): Bin[] {
  const binOf = ({ confidence }: Point): number => Math.min(binCount - 1, Math.max(0, Math.floor(confidence * binCount)));
  const groups = [...Map.groupBy(points, binOf)].sort(([a], [b]) => a - b);
  return groups.map(([bin, own]) => ({
    low: bin / binCount,
    high: (bin + 1) / binCount,
    n: own.length,
    confidence: mean(own.map(({ confidence }) => confidence)),
    reached: mean(own.map((point) => point.reached)),
  }));
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
