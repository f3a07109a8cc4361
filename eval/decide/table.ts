/** The metrics table by key. A table that contradicts itself is refused: which of two rows is right is nobody's guess. */
import type { Corpus } from '../contracts/corpus.ts';
import type { AcrossRow, ComparisonRow, DeltaRow, MetricDefinition, MetricRow, MetricsTable, PairRow, Where } from '../contracts/metrics.ts';
import { Problems } from '../errors/errors.ts';
import { passRate } from '../metrics/pass_rate.ts';

type Backend = MetricsTable['backends'][number]['identity'];
type Judged = 'candidate' | 'baseline';

export class EvidenceTable {
  readonly candidate: Backend;
  readonly baseline: Backend | undefined;
  /** What criteria may be about: slice dimensions by the name of each corpus; evidence has none. */
  readonly dimensions: ReadonlyMap<string, Corpus['dimensions']>;
  readonly definitions: ReadonlyMap<string, MetricDefinition>;
  readonly #rows: ReadonlyMap<string, MetricRow>;
  readonly #deltas: ReadonlyMap<string, DeltaRow>;
  readonly #across: ReadonlyMap<string, AcrossRow>;
  readonly #comparisons: ReadonlyMap<string, ComparisonRow>;
  readonly #evidence: ReadonlySet<string>;
  readonly #pass: MetricsTable['pass'];
  readonly #samples: ReadonlyMap<string, readonly PairRow[]>;

  /** @throws InputError EV5306 */
  constructor(metrics: MetricsTable) {
    const problems = new Problems();
    const unique = <T>(items: readonly T[], what: string, key: (item: T) => string): Map<string, T> => {
      const map = new Map<string, T>();
      for (const item of items) {
        if (map.has(key(item))) problems.add({ code: 'EV5306', location: 'metrics', message: `${what} ${key(item)} is there twice` });
        map.set(key(item), item);
      }
      return map;
    };
    const subjects = [...metrics.corpora, ...metrics.evidence.map(({ name }) => ({ name, dimensions: {} }))];
    const byName = unique(subjects, 'the corpus', ({ name }) => name);
    this.dimensions = new Map([...byName].map(([name, { dimensions }]) => [name, dimensions]));
    this.#evidence = new Set(metrics.evidence.map(({ name }) => name));
    this.definitions = unique(metrics.definitions, 'the metric', (definition) => definition.id);
    this.#rows = unique(metrics.rows, 'the row', (row) => rowKey(row.role, row.backend, row.where, row.metric));
    this.#deltas = unique(metrics.deltas, 'the difference', (row) => deltaKey(row.where, row.metric));
    this.#across = unique(metrics.across, 'the row', (row) => acrossKey(row.role, row.backend, row.corpus, row.dimension, row.metric));
    for (const [key, { values }] of this.#across) unique(values, `in the row ${key} the value`, ({ value }) => value);
    this.#comparisons = unique(metrics.comparisons, 'the comparison', (row) => comparisonKey(row.a, row.b, row.corpus, row.dimension, row.metric));
    this.#pass = metrics.pass;
    if (metrics.pass !== null && !this.definitions.has(metrics.pass.metric)) {
      problems.add({
        code: 'EV5306',
        location: 'metrics',
        message: `the pass limit is about ${metrics.pass.metric}, which is no metric of the table`,
      });
    }
    this.#samples = Map.groupBy(metrics.samples, (sample) => sample.corpus);
    const backends = unique(
      metrics.backends.filter(({ role }) => role !== 'reference'),
      'the role',
      ({ role }) => role,
    );
    const candidate = backends.get('candidate')?.identity;
    if (candidate === undefined) problems.add({ code: 'EV5306', location: 'metrics', message: 'no backend is the candidate' });
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

  isEvidence(corpus: string): boolean {
    return this.#evidence.has(corpus);
  }

  /** The candidate's or the baseline's numbers on some samples. */
  row(role: Judged, where: Where, metric: string): MetricRow | undefined {
    const backend = this.#backend(role);
    return backend === undefined ? undefined : this.#rows.get(rowKey(role, backend.name, where, metric));
  }

  delta(where: Where, metric: string): DeltaRow | undefined {
    return this.#deltas.get(deltaKey(where, metric));
  }

  /** The candidate's or the baseline's numbers across a dimension. */
  across(role: Judged, corpus: string, dimension: string, metric: string): AcrossRow | undefined {
    const backend = this.#backend(role);
    return backend === undefined ? undefined : this.#across.get(acrossKey(role, backend.name, corpus, dimension, metric));
  }

  /** Candidate minus baseline across a dimension. */
  comparison(corpus: string, dimension: string, metric: string): ComparisonRow | undefined {
    if (this.baseline === undefined) return undefined;
    return this.#comparisons.get(comparisonKey(this.candidate.name, this.baseline.name, corpus, dimension, metric));
  }

  #backend(role: Judged): Backend | undefined {
    return role === 'candidate' ? this.candidate : this.baseline;
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

function acrossKey(role: string, backend: string, corpus: string, dimension: string, metric: string): string {
  return JSON.stringify([role, backend, corpus, 'across', dimension, metric]);
}

function comparisonKey(a: string, b: string, corpus: string, dimension: string, metric: string): string {
  return JSON.stringify([a, b, corpus, 'across', dimension, metric]);
}

function whereKey({ corpus, slice }: Where): string[] {
  return slice === null ? [corpus] : [corpus, slice.dimension, slice.value];
}
