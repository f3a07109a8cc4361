/** Table, decision and gallery with the look-ups that every renderer needs. Nothing is computed here. */
import type { BackendIdentity } from '../contracts/backend.ts';
import type { Corpus } from '../contracts/corpus.ts';
import type { CriterionResult, Decision } from '../contracts/decision.ts';
import type { EvidenceRow } from '../contracts/evidence.ts';
import type { AcrossRow, ComparisonRow, DeltaRow, MetricDefinition, MetricRow, MetricsTable, PairRow, Where } from '../contracts/metrics.ts';
import type { Gallery, GalleryItem } from '../contracts/report.ts';

/** A corpus or one of its slices, as a row of the tables. */
export interface Place {
  readonly where: Where;
  readonly name: string;
  /** What the taxonomy says about a slice; empty where it says nothing. */
  readonly title: string;
}

/** Slices of one dimension. */
export interface SliceGroup {
  readonly dimension: string;
  readonly places: readonly Place[];
  /** Known values without a sample. */
  readonly without: readonly string[];
}

export class View {
  readonly metrics: MetricsTable;
  readonly decision: Decision;
  readonly gallery: Gallery;
  readonly candidate: BackendIdentity;
  readonly baseline: BackendIdentity | null;
  /** Further backends that are shown and not judged. */
  readonly references: readonly BackendIdentity[];
  /** What criteria may judge; the others are for orientation only. */
  readonly primary: readonly MetricDefinition[];
  /** The metric that the report leads with: the one that makes a pass, else the deciding one, else the first; of those with rows on a corpus. */
  readonly leading: MetricDefinition | undefined;
  /** Ids of the metrics that criteria judge. */
  readonly judged: ReadonlySet<string>;
  /** The result that decided; undefined where a sanity finding did. */
  readonly deciding: CriterionResult | undefined;
  readonly #rows: ReadonlyMap<string, MetricRow>;
  /** Name of a corpus or of evidence -> ids of the metrics with rows on it. */
  readonly #measured: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #deltas: ReadonlyMap<string, DeltaRow>;
  readonly #across: ReadonlyMap<string, AcrossRow>;
  readonly #items: ReadonlyMap<string, GalleryItem>;

  constructor(metrics: MetricsTable, decision: Decision, gallery: Gallery) {
    const backends = (role: MetricRow['role']) => metrics.backends.filter((backend) => backend.role === role).map(({ identity }) => identity);
    const [candidate, baseline] = [backends('candidate')[0], backends('baseline')[0]];
    if (candidate === undefined) throw new Error('a table without a candidate');
    this.metrics = metrics;
    this.decision = decision;
    this.gallery = gallery;
    this.candidate = candidate;
    this.baseline = baseline ?? null;
    this.references = backends('reference');
    this.primary = metrics.definitions.filter(({ secondary }) => !secondary);
    this.deciding = decision.criteria.find(({ id }) => id === decision.deciding);
    const rowsByCorpus = Map.groupBy(metrics.rows, ({ where }) => where.corpus);
    this.#measured = new Map([...rowsByCorpus].map(([corpus, rows]) => [corpus, new Set(rows.map(({ metric }) => metric))]));
    const onCorpora = metrics.corpora.flatMap(({ name }) => this.measuredOn(name));
    const leading = metrics.corpora.length === 0 ? this.primary : this.primary.filter((definition) => onCorpora.includes(definition));
    const preferred = [metrics.pass?.metric, this.deciding?.metric].flatMap((wanted) => leading.filter(({ id }) => id === wanted));
    this.leading = preferred[0] ?? leading[0] ?? this.primary[0];
    this.judged = new Set(decision.criteria.map(({ metric }) => metric));
    this.#rows = new Map(metrics.rows.map((row) => [keyOf(row.where, row.metric, row.backend), row]));
    this.#deltas = new Map(metrics.deltas.map((delta) => [keyOf(delta.where, delta.metric), delta]));
    this.#across = new Map(metrics.across.map((row) => [keyOf(acrossWhere(row), row.metric, row.backend), row]));
    this.#items = new Map(gallery.items.map((item) => [JSON.stringify([item.corpus, item.id]), item]));
  }

  row(backend: BackendIdentity | null, where: Where, metric: string): MetricRow | undefined {
    return backend === null ? undefined : this.#rows.get(keyOf(where, metric, backend.name));
  }

  /** Statistics across the dimension that `where` names. */
  across(backend: BackendIdentity | null, where: Where, metric: string): AcrossRow | undefined {
    return backend === null ? undefined : this.#across.get(keyOf(where, metric, backend.name));
  }

  /** The number of a place: the metric's own aggregate; across a dimension, the mean over its values. */
  value(backend: BackendIdentity | null, where: Where, metric: string): number | null {
    return (where.across === undefined ? this.row(backend, where, metric)?.value : this.across(backend, where, metric)?.mean) ?? null;
  }

  /** The row of the table that evidence became. */
  evidenceRow(name: string, { role, metric }: Pick<EvidenceRow, 'role' | 'metric'>): MetricRow | undefined {
    return this.row(role === 'candidate' ? this.candidate : this.baseline, { corpus: name, slice: null }, metric);
  }

  delta(where: Where, metric: string): DeltaRow | undefined {
    return this.#deltas.get(keyOf(where, metric));
  }

  item(corpus: string, id: string): GalleryItem | undefined {
    return this.#items.get(JSON.stringify([corpus, id]));
  }

  definition(id: string): MetricDefinition | undefined {
    return this.metrics.definitions.find((definition) => definition.id === id);
  }

  /** Metrics with a row on a corpus or on evidence. */
  measuredOn(corpus: string): MetricDefinition[] {
    return this.metrics.definitions.filter(({ id }) => this.#measured.get(corpus)?.has(id) === true);
  }

  /** Metrics with a number at a place, or across the dimension that it names. */
  measuredAt({ corpus, across }: Where): MetricDefinition[] {
    if (across === undefined) return this.measuredOn(corpus);
    const measured = new Set(this.metrics.across.flatMap((row) => (row.corpus === corpus && row.dimension === across ? [row.metric] : [])));
    return this.metrics.definitions.filter(({ id }) => measured.has(id));
  }

  /** Candidate against baseline across the dimension that `where` names. */
  comparison({ corpus, across }: Where, metric: string): ComparisonRow | undefined {
    return this.metrics.comparisons.find(
      (row) =>
        row.corpus === corpus && row.dimension === across && row.metric === metric && row.a === this.candidate.name && row.b === this.baseline?.name,
    );
  }

  samples({ corpus, slice }: Where): PairRow[] {
    return this.metrics.samples.filter(
      (sample) => sample.corpus === corpus && (slice === null || (sample.slices[slice.dimension] ?? []).includes(slice.value)),
    );
  }

  /** Names of the backends that said nothing usable about a sample. */
  failedOn({ corpus, id }: Pick<GalleryItem, 'corpus' | 'id'>): string[] {
    const status = this.metrics.samples.find((sample) => sample.corpus === corpus && sample.id === id)?.status ?? {};
    return Object.keys(status)
      .filter((backend) => status[backend] === 'failed')
      .sort();
  }

  /** The slices of a corpus in the taxonomy's order. */
  slices({ name: corpus, dimensions }: Corpus): SliceGroup[] {
    return Object.keys(dimensions)
      .sort()
      .map((dimension) => {
        const values = dimensions[dimension] ?? [];
        const places = values
          .filter(({ samples }) => samples > 0)
          .map(({ value, title }) => ({ where: { corpus, slice: { dimension, value } }, name: value, title }));
        return { dimension, places, without: values.filter(({ samples }) => samples === 0).map(({ value }) => value) };
      });
  }

  /** Pictures of the worst samples of a result that are in the gallery, the worst first. */
  pictures({ where, worstSamples }: Pick<CriterionResult, 'where' | 'worstSamples'>): GalleryItem[] {
    return worstSamples.flatMap((id) => this.item(where.corpus, id) ?? []);
  }
}

/** What a backend got for a sample; null where the metric has no value. */
export function sampleValue(sample: PairRow, backend: string, metric: string): number | null {
  const value = sample.values[backend]?.[metric];
  return typeof value === 'number' ? value : null;
}

/** The values of all dimensions that a sample is in, by dimension. */
export function sliceValues({ slices }: Pick<PairRow, 'slices'>): string[] {
  const values = Object.keys(slices)
    .sort()
    .flatMap((dimension) => slices[dimension] ?? []);
  return [...new Set(values)];
}

/** The whole corpus as the first row of its tables. */
export function wholeCorpus(corpus: string): Place {
  return { where: { corpus, slice: null }, name: 'all samples', title: '' };
}

/** Results as they concern a reader: what lacks evidence, then the worst relative margin; what does not apply comes last. */
export function byConcern(results: readonly CriterionResult[]): CriterionResult[] {
  const rank = ({ status, relativeMargin }: CriterionResult): number =>
    status === 'not_applicable' ? Infinity : status === 'insufficient' ? -Infinity : (relativeMargin ?? 0);
  return results.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

/** `handle_hole on flagged`, `flagged`, `flagged across failure_class` */
export function placeName({ corpus, slice, across }: Where): string {
  if (across !== undefined) return `${corpus} across ${across}`;
  return slice === null ? corpus : `${slice.value} on ${corpus}`;
}

/** The place that statistics across a dimension are about. */
export function acrossWhere({ corpus, dimension }: Pick<AcrossRow, 'corpus' | 'dimension'>): Where {
  return { corpus, slice: null, across: dimension };
}

function keyOf({ corpus, slice, across }: Where, metric: string, backend = ''): string {
  return JSON.stringify([corpus, slice?.dimension, slice?.value, across, metric, backend]);
}
