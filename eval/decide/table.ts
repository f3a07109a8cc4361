/** The metrics table by key. A table that contradicts itself is refused: which of two rows is right is nobody's guess. */
import type { Corpus } from '../contracts/corpus.ts';
import type { DeltaRow, MetricDefinition, MetricRow, MetricsTable, PairRow, Where } from '../contracts/metrics.ts';
import { Problems } from '../errors/errors.ts';
import { passRate } from '../metrics/pass_rate.ts';

type Backend = MetricsTable['backends'][number]['identity'];

export class EvidenceTable {
  readonly candidate: Backend;
  readonly baseline: Backend | undefined;
  readonly corpora: ReadonlyMap<string, Corpus>;
  readonly definitions: ReadonlyMap<string, MetricDefinition>;
  readonly #rows: ReadonlyMap<string, MetricRow>;
  readonly #deltas: ReadonlyMap<string, DeltaRow>;
  readonly #pass: MetricsTable['pass'];
  readonly #samples: ReadonlyMap<string, readonly PairRow[]>;

  /** @throws InputError EV5306 */
  constructor(metrics: MetricsTable) {
    const problems = new Problems();
    const unique = <T>(items: readonly T[], what: string, key: (item: T) => string): Map<string, T> => {
      const map = new Map<string, T>();
      for (const item of items) {
        if (map.has(key(item))) problems.add({ code: 'EV5306', place: 'metrics', message: `${what} ${key(item)} is there twice` });
        map.set(key(item), item);
      }
      return map;
    };
    this.corpora = unique(metrics.corpora, 'the corpus', (corpus) => corpus.name);
    this.definitions = unique(metrics.definitions, 'the metric', (definition) => definition.id);
    this.#rows = unique(metrics.rows, 'the row', (row) => rowKey(row.role, row.backend, row.where, row.metric));
    this.#deltas = unique(metrics.deltas, 'the difference', (row) => deltaKey(row.where, row.metric));
    this.#pass = metrics.pass;
    this.#samples = Map.groupBy(metrics.samples, (sample) => sample.corpus);
    const backends = unique(
      metrics.backends.filter(({ role }) => role !== 'reference'),
      'the role',
      ({ role }) => role,
    );
    const candidate = backends.get('candidate')?.identity;
    if (candidate === undefined) problems.add({ code: 'EV5306', place: 'metrics', message: 'no backend is the candidate' });
    problems.check();
    this.candidate = candidate as Backend;
    this.baseline = backends.get('baseline')?.identity;
  }

  /** The definition of a metric that is known to be in the table. */
  definition(metric: string): MetricDefinition {
    const definition = this.definitions.get(metric);
    if (definition === undefined) throw new Error(`metric ${metric} was not checked`);
    return definition;
  }

  /** The metric that orders samples: a rate is ordered by what its samples pass by. */
  rankingMetric(metric: string): string {
    return metric === passRate.id && this.#pass !== null ? this.#pass.metric : metric;
  }

  /** The candidate's or the baseline's numbers on some samples. */
  row(role: 'candidate' | 'baseline', where: Where, metric: string): MetricRow | undefined {
    const backend = role === 'candidate' ? this.candidate : this.baseline;
    return backend === undefined ? undefined : this.#rows.get(rowKey(role, backend.name, where, metric));
  }

  delta(where: Where, metric: string): DeltaRow | undefined {
    return this.#deltas.get(deltaKey(where, metric));
  }

  samples({ corpus, slice }: Where): readonly PairRow[] {
    const all = this.#samples.get(corpus) ?? [];
    return slice === null ? all : all.filter((sample) => sample.slices[slice.dimension]?.includes(slice.value));
  }
}

function rowKey(role: string, backend: string, where: Where, metric: string): string {
  return JSON.stringify([role, backend, ...whereKey(where), metric]);
}

function deltaKey(where: Where, metric: string): string {
  return JSON.stringify([...whereKey(where), metric]);
}

function whereKey({ corpus, slice }: Where): string[] {
  return slice === null ? [corpus] : [corpus, slice.dimension, slice.value];
}
