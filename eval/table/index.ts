/** metrics.json by key: the one way in which decisions, reports and commands look numbers up. */

import { partsFor } from '../annotations/metric.ts';
import type { BackendIdentity } from '../contracts/backend.ts';
import type { PartSets } from '../contracts/common.ts';
import type { Corpus } from '../contracts/corpus.ts';
import type { AcrossRow, ComparisonRow, DeltaRow, MetricDefinition, MetricRow, MetricsTable, Role, Where, WorstRow } from '../contracts/metrics.ts';
import { Problems } from '../errors/errors.ts';
import { passRate } from '../metrics/pass_rate.ts';
import { acrossWhere, subsetKey } from './subsets.ts';

/** A backend and what it is in this table. */
export type TableBackend = BackendIdentity & { readonly role: Role };

/** Whose numbers are looked up; a table without a baseline has none of it. A name alone is not enough: a reference may share it. */
export type Whose = Pick<TableBackend, 'name' | 'role'> | null;

export class MetricsIndex {
  readonly metrics: MetricsTable;
  readonly backends: readonly TableBackend[];
  readonly candidate: TableBackend;
  readonly baseline: TableBackend | null;
  /** Further backends that are shown and not judged. */
  readonly references: readonly TableBackend[];
  readonly definitions: ReadonlyMap<string, MetricDefinition>;
  /** What criteria may judge; the others are for orientation only. */
  readonly primary: readonly MetricDefinition[];
  /** What criteria may be about: slice dimensions by the name of each corpus; evidence has none. */
  readonly dimensions: ReadonlyMap<string, Corpus['dimensions']>;
  readonly #rows: ReadonlyMap<string, MetricRow>;
  readonly #deltas: ReadonlyMap<string, DeltaRow>;
  readonly #across: ReadonlyMap<string, AcrossRow>;
  readonly #comparisons: ReadonlyMap<string, ComparisonRow>;
  readonly #worst: ReadonlyMap<string, readonly string[]>;
  readonly #external: ReadonlySet<string>;
  /** A corpus, evidence, or a dimension across which statistics were made -> ids of the metrics with rows on it. */
  readonly #measured: ReadonlyMap<string, ReadonlySet<string>>;

  /**
   * A table that contradicts itself is refused: which of two rows is right is nobody's guess.
   * @throws InputError EV5306
   */
  constructor(metrics: MetricsTable) {
    const problems = new Problems();
    const add = (message: string) => problems.add({ code: 'EV5306', location: 'metrics', message });
    const unique = <T>(items: readonly T[], what: string, key: (item: T) => string): Map<string, T> => {
      const map = new Map<string, T>();
      for (const item of items) {
        if (map.has(key(item))) add(`${what} ${key(item)} is there twice`);
        map.set(key(item), item);
      }
      return map;
    };
    const subjects = [...metrics.corpora, ...metrics.evidence.map(({ name }) => ({ name, dimensions: {} }))];
    const byName = unique(subjects, 'the corpus', ({ name }) => name);
    this.metrics = metrics;
    this.dimensions = new Map([...byName].map(([name, { dimensions }]) => [name, dimensions]));
    this.#external = new Set(metrics.evidence.map(({ name }) => name));
    this.definitions = unique(metrics.definitions, 'the metric', (definition) => definition.id);
    this.primary = metrics.definitions.filter(({ secondary }) => !secondary);
    this.#rows = unique(metrics.rows, 'the row', (row) => rowKey(row.where, row.metric, row.role, row.backend));
    this.#deltas = unique(metrics.deltas, 'the difference', (row) => rowKey(row.where, row.metric));
    this.#across = unique(metrics.across, 'the row', (row) => rowKey(acrossWhere(row), row.metric, row.role, row.backend));
    for (const [key, { values }] of this.#across) unique(values, `in the row ${key} the value`, ({ value }) => value);
    this.#comparisons = unique(metrics.comparisons, 'the comparison', (row) => rowKey(acrossWhere(row), row.metric, row.a, row.b));
    this.#worst = new Map(metrics.worst.map((row) => [rowKey(row.where, row.metric, row.of), row.samples]));
    const measured = [
      ...metrics.rows.map(({ where, metric }) => ({ key: subsetKey(extentOf(where)), metric })),
      ...metrics.across.map((row) => ({ key: subsetKey(acrossWhere(row)), metric: row.metric })),
    ];
    const byExtent = Map.groupBy(measured, ({ key }) => key);
    this.#measured = new Map([...byExtent].map(([key, rows]) => [key, new Set(rows.map(({ metric }) => metric))]));
    if (metrics.pass !== null && !this.definitions.has(metrics.pass.metric)) {
      add(`the pass limit is about ${metrics.pass.metric}, which is no metric of the table`);
    }
    this.backends = metrics.backends.map(({ role, identity }) => ({ ...identity, role }));
    const judged = unique(
      this.backends.filter(({ role }) => role !== 'reference'),
      'the role',
      ({ role }) => role,
    );
    const candidate = judged.get('candidate');
    if (candidate === undefined) add('no backend is the candidate');
    problems.check();
    this.candidate = candidate as TableBackend;
    this.baseline = judged.get('baseline') ?? null;
    this.references = this.backends.filter(({ role }) => role === 'reference');
  }

  /** Names of the parts of a corpus by set; none of evidence, and of kinds without parts. */
  partSets(corpus: string): PartSets {
    return this.metrics.corpora.find(({ name }) => name === corpus)?.parts ?? {};
  }

  /** Parts of a corpus that a metric of the table has numbers of. */
  partsOf(corpus: string, metric: string): string[] {
    return partsFor(this.definition(metric), this.partSets(corpus));
  }

  /** The definition of a metric that is known to be in the table. */
  definition(metric: string): MetricDefinition {
    const definition = this.definitions.get(metric);
    if (definition === undefined) throw new Error(`metric ${metric} was not checked`);
    return definition;
  }

  /** What people call a metric; its id where the table does not say. */
  title(metric: string): string {
    return this.definitions.get(metric)?.title ?? metric;
  }

  /** The metric that orders samples: a rate is ordered by what its samples pass by. */
  rankingMetric(metric: string): string {
    return metric === passRate.id ? (this.metrics.pass?.metric ?? metric) : metric;
  }

  /** Whether the command line left it out of this build. */
  isLeftOut(corpus: string): boolean {
    return this.metrics.leftOut?.includes(corpus) === true;
  }

  isExternal(corpus: string): boolean {
    return this.#external.has(corpus);
  }

  /** A backend's numbers on some samples. */
  row(backend: Whose, where: Where, metric: string): MetricRow | undefined {
    return backend === null ? undefined : this.#rows.get(rowKey(where, metric, backend.role, backend.name));
  }

  /** Candidate minus baseline on some samples. */
  delta(where: Where, metric: string): DeltaRow | undefined {
    return this.#deltas.get(rowKey(where, metric));
  }

  /** A backend's numbers across the dimension that `where` names. */
  across(backend: Whose, where: Where, metric: string): AcrossRow | undefined {
    return backend === null ? undefined : this.#across.get(rowKey(where, metric, backend.role, backend.name));
  }

  /** Candidate minus baseline across the dimension that `where` names. */
  comparison(where: Where, metric: string): ComparisonRow | undefined {
    return this.baseline === null ? undefined : this.#comparisons.get(rowKey(where, metric, this.candidate.name, this.baseline.name));
  }

  /** The number of a subset: the metric's own aggregate; across a dimension, the mean over its values. */
  value(backend: Whose, where: Where, metric: string): number | null {
    return (where.across === undefined ? this.row(backend, where, metric)?.value : this.across(backend, where, metric)?.mean) ?? null;
  }

  /** Metrics with a row of the whole samples (or of the part that `where` names) of a corpus or of evidence, or across a dimension. */
  measuredAt(where: Where): MetricDefinition[] {
    const measured = this.#measured.get(subsetKey(extentOf(where)));
    return this.metrics.definitions.filter(({ id }) => measured?.has(id) === true);
  }

  /** Ids of the samples to look at first, the worst first. */
  worst(where: Where, metric: string, of: WorstRow['of']): readonly string[] {
    return this.#worst.get(rowKey(where, metric, of)) ?? [];
  }
}

/** All of the corpus that a subset is of. */
function extentOf(where: Where): Where {
  return { ...where, slice: null };
}

function rowKey(where: Where, metric: string, ...backends: readonly string[]): string {
  return [subsetKey(where), metric, ...backends].join(' ');
}
