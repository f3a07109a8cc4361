import type { Truth, TruthRow } from '../contracts/corpus.ts';
import type { PredictionRow } from '../contracts/predictions.ts';
import type { Measured, SampleRow } from '../contracts/samples.ts';
import { InputError } from '../errors/errors.ts';
import { check, pathText } from '../io/issues.ts';
import { compare, compareFailed } from '../metrics/comparers.ts';
import type { Counts, Pairs } from '../metrics/comparison.ts';
import type { RecordCounts, SampleMetric, ScoredMetric } from '../metrics/metric.ts';
import { countKey, numbersOver } from '../metrics/metric.ts';
import { fits } from './metric_choice.ts';

/**
 * One sample: exact counts, and each metric that fits its kind of truth, as a number or undefined with the reason.
 * @throws InputError at the sample's id when truth and prediction cannot be compared
 */
export function scoreSample({ id, truth }: TruthRow, prediction: PredictionRow, metrics: readonly ScoredMetric[]): SampleRow {
  const failed = prediction.status === 'failed';
  const comparison = failed ? compareFailed(truth, id) : compare(truth, prediction.prediction, id);
  const fitting = metrics.filter((metric) => fits(metric, truth));
  const own = recordCounts(fitting, truth, prediction, id);
  const countsFor = (metric: SampleMetric): Counts => own.get(metric) ?? comparison.counts;
  const ofCorpus = corpusNumbers(fitting, comparison.pairs);
  const measuredBy = (metric: ScoredMetric): Measured => {
    if (metric.kind === 'corpus') return ofCorpus.get(metric.id) ?? noPrediction;
    return failed ? metric.whenFailed(countsFor(metric)) : metric.perSample(countsFor(metric));
  };
  const values = metrics.map((metric) => [metric.id, fitting.includes(metric) ? measuredBy(metric) : otherKind]);
  return {
    id,
    status: prediction.status,
    ...(failed ? { reason: prediction.reason } : {}),
    outcome: comparison.outcome,
    values: Object.fromEntries(values),
    counts: { ...comparison.counts, ...underKeys(own) },
    truth: comparison.truth,
    prediction: comparison.prediction,
    ...(comparison.copied === undefined ? {} : { copied: comparison.copied }),
    ...(comparison.pairs === undefined ? {} : { pairs: { predicted: [...comparison.pairs.predicted], target: [...comparison.pairs.target] } }),
    ...(failed || prediction.confidence === undefined ? {} : { confidence: prediction.confidence }),
    ...(failed || prediction.labelFields === undefined ? {} : { labelFields: prediction.labelFields }),
  };
}

const otherKind: Measured = { undefined: 'the truth is of another kind' };
const noPrediction: Measured = { undefined: 'no prediction' };

/** Numbers of whole slices, for the slice that is this sample alone; none where there is no prediction. */
function corpusNumbers(metrics: readonly ScoredMetric[], pairs: Pairs | undefined): ReadonlyMap<string, Measured> {
  if (pairs === undefined) return new Map();
  const definitions = new Set(metrics.flatMap((metric) => (metric.kind === 'corpus' ? [metric.definition] : [])));
  return new Map([...definitions].flatMap((definition) => [...numbersOver(definition, [pairs])]));
}

/** Counts of records: what each metric of their type counts for itself. */
function recordCounts(metrics: readonly ScoredMetric[], truth: Truth, prediction: PredictionRow, location: string): Map<SampleMetric, Counts> {
  const counts = new Map<SampleMetric, Counts>();
  if (truth.kind !== 'record') return counts;
  const predicted = prediction.status === 'ok' && prediction.prediction.kind === 'record' ? prediction.prediction.value : null;
  for (const metric of metrics) {
    if (metric.kind === 'sample' && metric.record !== undefined) counts.set(metric, countsOf(metric.record, truth.value, predicted, location));
  }
  return counts;
}

function underKeys(own: ReadonlyMap<SampleMetric, Counts>): Counts {
  return Object.fromEntries([...own].flatMap(([metric, counts]) => Object.entries(counts).map(([name, count]) => [countKey(metric, name), count])));
}

/** @throws InputError EV5109 for a value that is none of its type */
function countsOf({ type, schema, count }: RecordCounts, truth: unknown, prediction: unknown, location: string): Counts {
  const valid = (value: unknown, side: string) => {
    const checked = check(schema, value);
    if (checked.ok) return checked.value;
    throw new InputError(
      checked.findings.map(({ path, message }) => ({
        code: 'EV5109' as const,
        location,
        message: `the ${side} is no ${type}: ${pathText(path)} ${message}`,
      })),
    );
  };
  return count(valid(truth, 'truth') as never, prediction === null ? null : (valid(prediction, 'prediction') as never));
}
