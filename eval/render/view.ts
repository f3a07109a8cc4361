/** The table with its decision and its gallery: the look-ups that every renderer needs. Nothing is computed here. */
import type { Corpus } from '../contracts/corpus.ts';
import type { CriterionResult, Decision } from '../contracts/decision.ts';
import type { EvidenceRow } from '../contracts/evidence.ts';
import type { MetricDefinition, MetricRow, MetricsTable, Where } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import type { Gallery, GalleryItem } from '../contracts/report.ts';
import { MetricsIndex } from '../table/index.ts';
import { leadingMetric } from '../table/leading.ts';
import { wholeCorpus } from '../table/subsets.ts';

/** A corpus or one of its slices, as a row of the tables. */
export interface SliceRow {
  readonly where: Where;
  readonly name: string;
  /** What the taxonomy says about a slice; empty where it says nothing. */
  readonly title: string;
}

/** Slices of one dimension. */
export interface SliceGroup {
  readonly dimension: string;
  readonly rows: readonly SliceRow[];
  /** Known values without a sample. */
  readonly without: readonly string[];
}

export class View extends MetricsIndex {
  readonly decision: Decision;
  readonly gallery: Gallery;
  /** Single samples, for plots. */
  readonly pairs: readonly PairRow[];
  /** The metric that the report leads with: the one that makes a pass, else the deciding one, else the first; of those with rows on a corpus. */
  readonly leading: MetricDefinition | undefined;
  /** Ids of the metrics that criteria judge. */
  readonly judged: ReadonlySet<string>;
  /** The result that decided; undefined where a sanity finding did. */
  readonly deciding: CriterionResult | undefined;
  readonly #items: ReadonlyMap<string, GalleryItem>;

  constructor(metrics: MetricsTable, decision: Decision, gallery: Gallery, pairs: readonly PairRow[]) {
    super(metrics);
    this.decision = decision;
    this.gallery = gallery;
    this.pairs = pairs;
    this.deciding = decision.criteria.find(({ id }) => id === decision.deciding);
    const onCorpora = new Set(metrics.corpora.flatMap(({ name }) => this.measuredAt(wholeCorpus(name))));
    const eligible = this.primary.filter((metric) => onCorpora.has(metric));
    this.leading = leadingMetric(eligible.length === 0 ? this.primary : eligible, [metrics.pass?.metric, this.deciding?.metric]);
    this.judged = new Set(decision.criteria.map(({ metric }) => metric));
    this.#items = new Map(gallery.items.map((item) => [JSON.stringify([item.corpus, item.id]), item]));
  }

  /** The row of the table that evidence became. */
  evidenceRow(name: string, { role, metric }: Pick<EvidenceRow, 'role' | 'metric'>): MetricRow | undefined {
    return this.row(role === 'candidate' ? this.candidate : this.baseline, wholeCorpus(name), metric);
  }

  item(corpus: string, id: string): GalleryItem | undefined {
    return this.#items.get(JSON.stringify([corpus, id]));
  }

  /** Names of the backends that said nothing usable about a sample. */
  failedOn({ corpus, id }: Pick<GalleryItem, 'corpus' | 'id'>): string[] {
    const status = this.pairs.find((sample) => sample.corpus === corpus && sample.id === id)?.status ?? {};
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
        const rows = values
          .filter(({ samples }) => samples > 0)
          .map(({ value, title }) => ({ where: { corpus, slice: { dimension, value } }, name: value, title }));
        return { dimension, rows, without: values.filter(({ samples }) => samples === 0).map(({ value }) => value) };
      });
  }

  /** Pictures of the worst samples of a result that are in the gallery, the worst first. */
  pictures({ where, worstSamples }: Pick<CriterionResult, 'where' | 'worstSamples'>): GalleryItem[] {
    return worstSamples.flatMap((id) => this.item(where.corpus, id) ?? []);
  }
}

/** The whole corpus as the first row of its tables. */
export function wholeCorpusRow(corpus: string): SliceRow {
  return { where: wholeCorpus(corpus), name: 'all samples', title: '' };
}

/** Results as they concern a reader: what lacks evidence, then the worst relative margin; what does not apply comes last. */
export function byConcern(results: readonly CriterionResult[]): CriterionResult[] {
  const rank = ({ status, relativeMargin }: CriterionResult): number =>
    status === 'not_applicable' ? Infinity : status === 'insufficient' ? -Infinity : (relativeMargin ?? 0);
  return results.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}
