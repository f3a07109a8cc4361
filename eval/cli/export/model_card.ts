/** A model card: the numbers as `model-index` at the top of a README.md, and below it what was decided on them. */
import { type ScalarTag, stringify, type Tags } from 'yaml';
import type { Kind } from '../../annotations/schema.ts';
import type { MetricRow, MetricsTable } from '../../contracts/metrics.ts';
import type { Gallery } from '../../contracts/report.ts';
import { canonicalLine } from '../../io/canonical_json.ts';
import { metricById } from '../../metrics/table.ts';
import { reportDocument } from '../../report/document.ts';
import { markdownPage } from '../../report/markdown/page.ts';
import { fullSubsetText } from '../../report/phrases/names.ts';
import type { Exported, Files } from './exported.ts';

/** Tasks of the Hub, by what is annotated. */
const tasks: Partial<Record<Kind, string>> = { mask: 'image-segmentation', instances: 'object-detection', regions: 'image-segmentation' };

/** The Hub reads YAML 1.1, for which 2e-7 is a text and 2.0e-7 a number. */
const exponential: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  // A tag without one gives way to those of the library.
  test: /^-?\d\.0e[-+]\d+$/,
  identify: (value) => typeof value === 'number' && /^-?\de/.test(String(value)),
  resolve: Number,
  stringify: ({ value }) => String(value).replace('e', '.0e'),
};
const yaml11 = { version: '1.1', lineWidth: 0, customTags: (tags: Tags) => [exponential, ...tags] } as const;

const noPictures: Gallery = { schemaVersion: 1, kind: 'gallery', legend: [], items: [], figures: [] };

/** The Hub shows a model-index without its page: where nothing trustworthy was measured, there is none. */
export function modelCard({ report, model }: Exported): Files {
  const { decision, metrics, flag } = report;
  const rows = metrics.rows.filter(({ role, value }) => role === 'candidate' && value !== null);
  const places = [...Map.groupBy(rows, ({ where }) => canonicalLine(where)).values()];
  const results = decision.verdict === 'void' ? [] : places.map((own) => resultOf(own, metrics));
  const index = results.length === 0 ? {} : { 'model-index': [{ name: model, results }] };
  const front = stringify({ tags: [`verdict:${decision.verdict}`], ...index }, yaml11);
  const page = markdownPage(reportDocument({ metrics, decision, flag, gallery: noPictures, pairs: [] }));
  return new Map([['README.md', `---\n${front}---\n\n${page}`]]);
}

/** The numbers of one place. */
function resultOf(rows: readonly MetricRow[], { definitions, corpora, evidence }: MetricsTable): unknown {
  const [{ where } = {}] = rows;
  if (where === undefined) throw new Error('a place without numbers');
  const { corpus, ...rest } = where;
  const source = corpora.find(({ name }) => name === corpus) ?? evidence.find(({ name }) => name === corpus);
  return {
    task: { type: rows.map(({ metric }) => taskOf(metric)).find((task) => task !== undefined) ?? 'other' },
    dataset: { type: corpus, name: fullSubsetText(where), revision: source?.digest, args: rest },
    metrics: rows.map(({ metric, value, defined, interval }) => {
      const { title, version, unit } = definitions.find(({ id }) => id === metric) ?? {};
      const bounds = interval === null ? {} : { low: interval.low, high: interval.high, level: interval.level };
      return { type: metric, value, name: title, args: { version, unit, samples: defined, ...bounds } };
    }),
  };
}

function taskOf(id: string): string | undefined {
  const metric = metricById(id);
  const kind = metric?.kind === 'sample' ? metric.truthKind : metric?.kind === 'corpus' ? metric.definition.truthKind : undefined;
  return kind && tasks[kind];
}
