/** Table, decision and gallery with the look-ups that every renderer needs. Nothing is computed here. */
import type { BackendIdentity } from '../contracts/backend.ts';
import type { Corpus } from '../contracts/corpus.ts';
import type { CriterionResult, Decision } from '../contracts/decision.ts';
import type { DeltaRow, MetricDefinition, MetricRow, MetricsTable, PairRow, Where } from '../contracts/metrics.ts';
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
  /** What criteria may judge, and what is for orientation only. */
  readonly primary: readonly MetricDefinition[];
  readonly secondary: readonly MetricDefinition[];
  /** The metric that the report leads with: the one that makes a pass, else the deciding one, else the first. */
  readonly leading: MetricDefinition | undefined;
  /** The result that decided; undefined where a sanity finding did. */
  readonly deciding: CriterionResult | undefined;
  readonly #rows: ReadonlyMap<string, MetricRow>;
  readonly #deltas: ReadonlyMap<string, DeltaRow>;
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
    this.secondary = metrics.definitions.filter(({ secondary }) => secondary);
    this.deciding = decision.criteria.find(({ id }) => id === decision.deciding);
    const leading = metrics.pass?.metric ?? this.deciding?.metric;
    this.leading = this.primary.find(({ id }) => id === leading) ?? this.primary[0];
    this.#rows = new Map(metrics.rows.map((row) => [keyOf(row.where, row.metric, row.backend), row]));
    this.#deltas = new Map(metrics.deltas.map((delta) => [keyOf(delta.where, delta.metric), delta]));
    this.#items = new Map(gallery.items.map((item) => [JSON.stringify([item.corpus, item.id]), item]));
  }

  row(backend: BackendIdentity | null, where: Where, metric: string): MetricRow | undefined {
    return backend === null ? undefined : this.#rows.get(keyOf(where, metric, backend.name));
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

/** `handle_hole on flagged`, `flagged` */
export function placeName({ corpus, slice }: Where): string {
  return slice === null ? corpus : `${slice.value} on ${corpus}`;
}

function keyOf({ corpus, slice }: Where, metric: string, backend = ''): string {
  return JSON.stringify([corpus, slice?.dimension, slice?.value, metric, backend]);
}
