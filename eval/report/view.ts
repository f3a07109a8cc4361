/** The table with its decision, its samples and its gallery: the look-ups that sections need. Nothing is computed here. */
import type { Corpus } from '../contracts/corpus.ts';
import type { CriterionResult, Decision } from '../contracts/decision.ts';
import type { Distribution } from '../contracts/distributions.ts';
import type { ExternalRow } from '../contracts/external_metrics.ts';
import type { ComparisonRow, MetricDefinition, MetricRow, MetricsTable, Where } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import type { CandidateFlag, Gallery, GalleryItem } from '../contracts/report.ts';
import { byText } from '../io/order.ts';
import { MetricsIndex } from '../table/index.ts';
import { leadingMetric } from '../table/leading.ts';
import { wholeCorpus } from '../table/subsets.ts';
import type { Span } from './blocks.ts';

/** What a report is made of. */
export interface ReportInput {
  readonly metrics: MetricsTable;
  readonly decision: Decision;
  readonly gallery: Gallery;
  readonly pairs: readonly PairRow[];
  /** What swaps the candidate's checkpoint from the command line. */
  readonly flag?: CandidateFlag | undefined;
}

/** A corpus, one of its slices or one of its parts: what a row of a table is about. */
export interface SubsetEntry {
  readonly where: Where;
  readonly name: string;
  /** What the taxonomy says about a slice; empty where that is nothing but the name. */
  readonly title: string;
}

export class View extends MetricsIndex {
  readonly decision: Decision;
  readonly gallery: Gallery;
  /** Single samples, for plots. */
  readonly pairs: readonly PairRow[];
  readonly flag: CandidateFlag | undefined;
  /** The metric that the report leads with: the one that makes a pass, else the deciding one, else the first; of those with rows on a corpus. */
  readonly leading: MetricDefinition | undefined;
  /** Ids of the metrics that criteria judge. */
  readonly judged: ReadonlySet<string>;
  /** The result that decided; undefined where a sanity finding did. */
  readonly deciding: CriterionResult | undefined;
  readonly #items: ReadonlyMap<string, GalleryItem>;

  constructor({ metrics, decision, gallery, pairs, flag }: ReportInput) {
    super(metrics);
    this.decision = decision;
    this.gallery = gallery;
    this.pairs = pairs;
    this.flag = flag;
    this.deciding = decision.criteria.find(({ id }) => id === decision.deciding);
    const onCorpora = new Set(metrics.corpora.flatMap(({ name }) => this.measuredAt(wholeCorpus(name))));
    const eligible = this.primary.filter((metric) => onCorpora.has(metric));
    this.leading = leadingMetric(eligible.length === 0 ? this.primary : eligible, [metrics.pass?.metric, this.deciding?.metric]);
    this.judged = new Set(decision.criteria.map(({ metric }) => metric));
    this.#items = new Map(gallery.items.map((item) => [JSON.stringify([item.corpus, item.id]), item]));
  }

  /** The row of the table that an external metric became. */
  externalRow(name: string, { role, metric }: Pick<ExternalRow, 'role' | 'metric'>): MetricRow | undefined {
    return this.row(role === 'candidate' ? this.candidate : this.baseline, wholeCorpus(name), metric);
  }

  distribution(corpus: string, metric: string): Distribution | undefined {
    return this.metrics.distributions.find((one) => one.corpus === corpus && one.metric === metric);
  }

  /** Candidate against baseline across the dimensions of a corpus, that of the deciding result first. */
  comparisonsOf(corpus: string, metric: string): ComparisonRow[] {
    const { candidate, baseline, deciding } = this;
    const rows = this.metrics.comparisons.filter((row) => row.corpus === corpus && row.metric === metric);
    const own = rows.filter(({ a, b }) => a === candidate.name && b === baseline?.name);
    return own.toSorted((a, b) => Number(b.dimension === deciding?.where.across) - Number(a.dimension === deciding?.where.across));
  }

  item(corpus: string, id: string): GalleryItem | undefined {
    return this.#items.get(JSON.stringify([corpus, id]));
  }

  /** A sample's name, with the way to its pictures. */
  sample(corpus: string, id: string): Span {
    const item = this.item(corpus, id);
    return { kind: 'sample', id, anchor: item && anchorOf(item) };
  }

  /** Names of the backends that said nothing usable about a sample. */
  failedOn({ corpus, id }: Pick<GalleryItem, 'corpus' | 'id'>): string[] {
    const status = this.pairs.find((sample) => sample.corpus === corpus && sample.id === id)?.status ?? {};
    return Object.keys(status)
      .filter((backend) => status[backend] === 'failed')
      .sort();
  }

  /** Pictures of samples that are in the gallery, in the order of their ids given. */
  items(corpus: string, ids: readonly string[]): GalleryItem[] {
    return ids.flatMap((id) => this.item(corpus, id) ?? []);
  }
}

/** Names of strips are unique and safe, so they make good anchors. */
export function anchorOf({ strip }: Pick<GalleryItem, 'strip'>): string {
  return `sample-${strip.replace(/\.[a-z]+$/, '')}`;
}

/** The whole corpus, then its slices in the taxonomy's order. */
export function subsetEntries(corpus: Corpus): SubsetEntry[] {
  const whole = { where: wholeCorpus(corpus.name), name: 'all samples', title: '' };
  const slices = valuesOf(corpus).flatMap(({ dimension, value, title, samples }) => {
    const where = { corpus: corpus.name, slice: { dimension, value } };
    return samples === 0 ? [] : [{ where, name: value, title: title === value ? '' : title }];
  });
  return [whole, ...slices];
}

/** Known values of the dimensions of a corpus that no sample has. */
export function valuesWithoutSamples(corpus: Corpus): string[] {
  return valuesOf(corpus).flatMap(({ value, samples }) => (samples === 0 ? [value] : []));
}

function valuesOf({ dimensions }: Corpus) {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => byText(a, b));
  return sorted.flatMap(([dimension, values]) => values.map((value) => ({ dimension, ...value })));
}
