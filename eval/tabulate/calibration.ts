/** Whether a backend that is surer is also right more often: confidences in ten bins, each with what its samples reached. */
import type { Calibration, CalibrationBin } from '../contracts/distributions.ts';
import type { MetricDefinition, MetricsTable } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { isBetter } from '../table/direction.ts';
import { sampleValue } from '../table/pairs.ts';

const binCount = 10;

type Table = Pick<MetricsTable, 'backends' | 'corpora' | 'definitions' | 'pass'>;

/** For every corpus and backend with confidences: against what passes, or where nothing says so, against each metric that criteria may judge. */
export function calibrationOf({ backends, corpora, definitions, pass }: Table, pairs: readonly PairRow[]): Calibration[] {
  const metrics = definitions.filter(({ id, secondary }) => (pass === null ? !secondary : id === pass.metric));
  return corpora.flatMap(({ name: corpus }) =>
    backends.flatMap(({ role, identity: { name: backend } }) => {
      const confident = pairs.filter((sample) => sample.corpus === corpus && sample.confidence?.[backend] !== undefined);
      return metrics.flatMap((metric): Calibration[] => {
        const points = pointsOf(confident, backend, metric, pass);
        return points.length === 0 ? [] : [{ corpus, backend, role, metric: pass === null ? metric.id : null, bins: binned(points) }];
      });
    }),
  );
}

type Point = Readonly<Pick<CalibrationBin, 'confidence' | 'reached'>>;

function pointsOf(samples: readonly PairRow[], backend: string, metric: MetricDefinition, pass: MetricsTable['pass']): Point[] {
  return samples.flatMap((sample) => {
    const [confidence, value] = [sample.confidence?.[backend], sampleValue(sample, { name: backend }, metric.id)];
    if (confidence === undefined || value === null) return [];
    return [{ confidence, reached: pass === null ? value : Number(!isBetter(pass.at - value, metric)) }];
  });
}

function binned(points: readonly Point[]): CalibrationBin[] {
  const binOf = ({ confidence }: Point): number => Math.min(binCount - 1, Math.max(0, Math.floor(confidence * binCount)));
  const groups = [...Map.groupBy(points, binOf)].sort(([a], [b]) => a - b);
  return groups.map(([bin, own]) => ({
    low: bin / binCount,
    high: (bin + 1) / binCount,
    n: own.length,
    confidence: mean(own.map(({ confidence }) => confidence)),
    reached: mean(own.map(({ reached }) => reached)),
  }));
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
