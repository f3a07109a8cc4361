/** samples.csv: single samples for spreadsheets and notebooks. Runs join on source_backend, corpus, id and part. */
import type { MetricsTable } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { csvLine } from '../io/csv.ts';
import { byText } from '../io/order.ts';
import { sampleValue } from '../table/pairs.ts';

const columns = ['source_backend', 'role', 'corpus', 'id', 'part', 'group', 'slices', 'status', 'reason', 'confidence'] as const;

/**
 * A header and a line for each sample and backend, then one for each part of it, one by one, so that no string holds them all; a column for each metric.
 * Slices are `dimension=value`, with ";" between them; what has no value is empty. Numbers are in the shortest form that reads back
 * as the same double.
 */
export function* samplesCsv({ backends, definitions }: Pick<MetricsTable, 'backends' | 'definitions'>, pairs: Iterable<PairRow>): Generator<string> {
  const metrics = definitions.map(({ id }) => id);
  yield csvLine([...columns, ...metrics]);
  for (const pair of pairs) {
    const slices = Object.entries(pair.slices).flatMap(([dimension, values]) => values.map((value) => `${dimension}=${value}`));
    for (const { role, identity } of backends) {
      const { name } = identity;
      const own = [pair.group, slices.sort().join(';'), pair.status[name], pair.reasons?.[name], pair.confidence?.[name]];
      for (const part of [undefined, ...Object.keys(pair.parts ?? {}).sort(byText)]) {
        yield csvLine([name, role, pair.corpus, pair.id, part, ...own, ...metrics.map((metric) => sampleValue(pair, identity, metric, part))]);
      }
    }
  }
}
