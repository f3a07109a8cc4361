/** Whether a backend that is surer is also right more often: confidences in ten bins, each with what its samples reached. */
import type { Calibration, CalibrationBin } from '../contracts/distributions.ts';
import type { MetricDefinition, MetricsTable } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { isBetter } from '../table/direction.ts';
import { sampleValue } from '../table/pairs.ts';

const binCount = 10;

type Table = Pick<MetricsTable, 'backends' | 'corpora' | 'definitions' | 'pass'>;

/** Sums of the samples of a bin. */
interface Sums {
  n: number;
  confidence: number;
  reached: number;
}

/** For every corpus and backend with confidences: against what passes, or where nothing says so, against each metric that criteria may judge. */
export class Calibrations {
  readonly #table: Table;
  readonly #metrics: readonly MetricDefinition[];
  readonly #bins = new Map<string, Sums[]>();

  constructor(table: Table) {
    const { definitions, pass } = table;
    this.#table = table;
    this.#metrics = definitions.filter(({ id, secondary }) => (pass === null ? !secondary : id === pass.metric));
  }

  add(sample: PairRow): void {
    const { pass } = this.#table;
    for (const name in sample.confidence) {
      const confidence = sample.confidence[name] as number;
      for (const metric of this.#metrics) {
        const value = sampleValue(sample, { name }, metric.id);
        if (value === null) continue;
        const key = keyOf(sample.corpus, name, metric.id);
        const bins = this.#bins.get(key) ?? Array.from({ length: binCount }, (): Sums => ({ n: 0, confidence: 0, reached: 0 }));
        this.#bins.set(key, bins);
        const bin = bins[Math.min(binCount - 1, Math.max(0, Math.floor(confidence * binCount)))] as Sums;
        bin.n++;
        bin.confidence += confidence;
        bin.reached += pass === null ? value : Number(!isBetter(pass.at - value, metric));
      }
    }
  }

  get rows(): Calibration[] {
    const { corpora, backends, pass } = this.#table;
    return corpora.flatMap(({ name: corpus }) =>
      backends.flatMap(({ role, identity: { name: backend } }) =>
        this.#metrics.flatMap(({ id }): Calibration[] => {
          const bins = this.#bins.get(keyOf(corpus, backend, id));
          return bins === undefined ? [] : [{ corpus, backend, role, metric: pass === null ? id : null, bins: bins.flatMap(binOf) }];
        }),
      ),
    );
  }
}

function keyOf(corpus: string, backend: string, metric: string): string {
  return JSON.stringify([corpus, backend, metric]);
}

function binOf({ n, confidence, reached }: Sums, bin: number): CalibrationBin | [] {
  if (n === 0) return [];
  return { low: bin / binCount, high: (bin + 1) / binCount, n, confidence: confidence / n, reached: reached / n };
}
