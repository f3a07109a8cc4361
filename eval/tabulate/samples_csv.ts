/** samples.csv: single samples for spreadsheets and notebooks. Runs join on source_backend, corpus, id and part. */
import type { MetricsTable } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { csvLine } from '../io/csv.ts';
import { byText } from '../io/order.ts';
import { sampleValue } from '../table/pairs.ts';

const columns = ['source_backend', 'role', 'corpus', 'id', 'part', 'group', 'slices', 'status', 'reason', 'confidence'] as const;

/**
 * A header, then a line for each sample and backend and one for each part of it, sample by sample, so that no string holds them all; a column for
 * each metric. Slices are `dimension=value`, with ";" between them; what has no value is empty. Numbers are in the shortest form that reads back
 * as the same double.
 */
export class SamplesCsv {
  readonly #backends: MetricsTable['backends'];
  readonly #metrics: readonly string[];

  constructor({ backends, definitions }: Pick<MetricsTable, 'backends' | 'definitions'>) {
    this.#backends = backends;
    this.#metrics = definitions.map(({ id }) => id);
  }

  get head(): string {
    return csvLine([...columns, ...this.#metrics]);
  }

  linesOf(pair: PairRow): string {
    const slices = Object.entries(pair.slices).flatMap(([dimension, values]) => values.map((value) => `${dimension}=${value}`));
    const joined = slices.sort().join(';');
    let lines = '';
    for (const { role, identity } of this.#backends) {
      const { name } = identity;
      const own = [pair.group, joined, pair.status[name], pair.reasons?.[name], pair.confidence?.[name]];
      for (const part of [undefined, ...Object.keys(pair.parts ?? {}).sort(byText)]) {
        lines += csvLine([
          name,
          role,
          pair.corpus,
          pair.id,
          part,
          ...own,
          ...this.#metrics.map((metric) => sampleValue(pair, identity, metric, part)),
        ]);
      }
    }
    return lines;
  }
}
