import type { Pairs, Sampled, ScoredMetric } from '../annotations/metric.ts';
import { fits, numbersOver } from '../annotations/metric.ts';
import { compare, digestOfTruth } from '../annotations/registry.ts';
import type { TruthRow } from '../contracts/corpus.ts';
import type { PredictionRow } from '../contracts/predictions.ts';
import type { Measured, SampleRow } from '../contracts/samples.ts';

/**
 * One sample: each metric that fits its truth, as a number with the exact counts behind it, or undefined with the reason.
 * @throws InputError at the sample's id when truth and prediction cannot be compared
 */
export function scoreSample({ id, truth }: TruthRow, prediction: PredictionRow, metrics: readonly ScoredMetric[]): SampleRow {
  const failed = prediction.status === 'failed';
  const comparison = compare(truth, failed ? null : prediction.prediction, id);
  const fitting = metrics.filter((metric) => fits(metric, truth));
  const ofCorpus = corpusNumbers(fitting, comparison.pairs);
  const sampledBy = (metric: ScoredMetric): Sampled =>
    metric.kind === 'corpus' ? { value: ofCorpus.get(metric.id) ?? noPrediction } : metric.measure(comparison.observed, failed);
  const sampled = metrics.map((metric) => [metric.id, fitting.includes(metric) ? sampledBy(metric) : otherKind] as const);
  return {
    id,
    status: prediction.status,
    ...(failed ? { reason: prediction.reason } : {}),
    outcome: comparison.outcome,
    values: Object.fromEntries(sampled.map(([metric, { value }]) => [metric, value])),
    counts: Object.fromEntries(sampled.flatMap(([metric, { counts }]) => (counts === undefined ? [] : [[metric, counts]]))),
    truth: digestOfTruth(truth, id),
    prediction: comparison.prediction,
    ...(comparison.copied === undefined ? {} : { copied: comparison.copied }),
    ...(comparison.pairs === undefined ? {} : { pairs: { predicted: [...comparison.pairs.predicted], target: [...comparison.pairs.target] } }),
    ...(failed || prediction.confidence === undefined ? {} : { confidence: prediction.confidence }),
    ...(failed || prediction.labelFields === undefined ? {} : { labelFields: prediction.labelFields }),
  };
}

const otherKind: Sampled = { value: { undefined: 'the truth is of another kind' } };
const noPrediction: Measured = { undefined: 'no prediction' };

/** Numbers of whole slices, for the slice that is this sample alone; none where there is no prediction. */
function corpusNumbers(metrics: readonly ScoredMetric[], pairs: Pairs | undefined): ReadonlyMap<string, Measured> {
  if (pairs === undefined) return new Map();
  const definitions = new Set(metrics.flatMap((metric) => (metric.kind === 'corpus' ? [metric.definition] : [])));
  return new Map([...definitions].flatMap((definition) => [...numbersOver(definition, [pairs])]));
}
