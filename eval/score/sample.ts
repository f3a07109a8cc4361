import type { TruthRow } from '../contracts/corpus.ts';
import type { PredictionRow } from '../contracts/predictions.ts';
import type { SampleRow } from '../contracts/samples.ts';
import { compare, compareFailed } from '../metrics/comparers.ts';
import type { SampleMetric } from '../metrics/metric.ts';

/**
 * One sample: exact counts, and each metric that fits its kind of truth, as a number or undefined with the reason.
 * @throws InputError at the sample's id when truth and prediction cannot be compared
 */
export function scoreSample({ id, truth }: TruthRow, prediction: PredictionRow, metrics: readonly SampleMetric[]): SampleRow {
  const failed = prediction.status === 'failed';
  const comparison = failed ? compareFailed(truth, id) : compare(truth, prediction.prediction, id);
  const { counts } = comparison;
  const measured = metrics
    .filter((metric) => metric.truthKind === truth.kind)
    .map((metric) => [metric.id, failed ? metric.whenFailed(counts) : metric.perSample(counts)] as const);
  return {
    id,
    status: prediction.status,
    ...(failed ? { reason: prediction.reason } : {}),
    outcome: comparison.outcome,
    values: Object.fromEntries(measured),
    counts,
    truth: comparison.truth,
    prediction: comparison.prediction,
  };
}
