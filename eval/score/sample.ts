import type { Comparison } from '../annotations/annotation.ts';
import { fits, hasWhole, type ParityMetric, type Sampled, type SampleMetric, type ScoredMetric } from '../annotations/metric.ts';
import { compare } from '../annotations/registry.ts';
import type { TruthRow } from '../contracts/corpus.ts';
import type { Prediction, PredictionRow } from '../contracts/predictions.ts';
import type { SampleRow } from '../contracts/samples.ts';

type Numbers = Pick<SampleRow, 'values' | 'counts'>;

/**
 * One sample: each metric that fits its truth, as a number with the exact counts behind it, or undefined with the reason; and what
 * metrics of whole slices are computed from.
 * The look whether the truth was made of the prediction is handed on: it takes long, and not all samples need it.
 * @param reference what the baseline says, where parity is measured
 * @throws InputError at the sample's id when truth and prediction cannot be compared
 */
export function scoreSample(
  { digest, id, truth }: TruthRow,
  prediction: PredictionRow,
  metrics: readonly ScoredMetric[],
  reference?: PredictionRow,
): { readonly row: SampleRow } & Pick<Comparison, 'isTraced'> {
  const failed = prediction.status === 'failed';
  const compared = { id, truth, prediction: failed ? null : prediction.prediction };
  const { outcome, observed, observation, prediction: predicted, copied, geometry, isTraced, boxes } = compare(truth, compared.prediction, id);
  const sampledOf = (metric: SampleMetric | ParityMetric): readonly Sampled[] =>
    metric.kind === 'sample'
      ? metric.measure(observed, failed, compared)
      : [{ value: metric.measure(compared.prediction, predictionOf(reference), id) }];
  const whole: Numbers = { values: {}, counts: {} };
  const parts = new Map<string, Numbers>();
  const kept: NonNullable<SampleRow['kept']> = {};
  for (const metric of metrics) {
    if (metric.kind === 'corpus') {
      if (metric.observe !== undefined && fits(metric, truth)) kept[metric.id] = metric.observe(observed, failed, compared);
      continue;
    }
    const sampled = fits(metric, truth) ? sampledOf(metric) : hasWhole(metric) ? otherKind : [];
    for (const { part, value, counts } of sampled) {
      const numbers = part === undefined ? whole : (parts.get(part) ?? { values: {}, counts: {} });
      numbers.values[metric.id] = value;
      if (counts !== undefined) numbers.counts[metric.id] = counts;
      if (part !== undefined) parts.set(part, numbers);
    }
  }
  // Keys are in order, as they are written: to sort those of a row takes longer than to write them.
  const row = {
    ...(boxes === undefined ? {} : { boxes }),
    ...(failed || prediction.confidence === undefined ? {} : { confidence: prediction.confidence }),
    ...(copied === undefined ? {} : { copied }),
    counts: whole.counts,
    ...(geometry === undefined ? {} : { geometry }),
    id,
    ...(Object.keys(kept).length === 0 ? {} : { kept }),
    ...(failed || prediction.labelFields === undefined ? {} : { labelFields: prediction.labelFields }),
    ...(observation === undefined ? {} : { observation }),
    outcome,
    ...(parts.size === 0 ? {} : { parts: Object.fromEntries(parts) }),
    prediction: predicted,
    ...(failed ? { reason: prediction.reason } : {}),
    status: prediction.status,
    truth: digest,
    values: whole.values,
  };
  return { row, ...(isTraced === undefined ? {} : { isTraced }) };
}

function predictionOf(row: PredictionRow | undefined): Prediction | null {
  return row?.status === 'ok' ? row.prediction : null;
}

const otherKind: readonly Sampled[] = [{ value: { undefined: 'the truth is of another kind' } }];
