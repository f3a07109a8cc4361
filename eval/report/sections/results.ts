/** Candidate next to baseline: per corpus, metrics by slice and by part. */
import type { Corpus } from '../../contracts/corpus.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import { counted } from '../../io/words.ts';
import { wholeCorpus } from '../../table/subsets.ts';
import { aside, type Block, details, heading, paragraph, type Table } from '../blocks.ts';
import { ofParts, ofWholes } from '../metric_groups.ts';
import { inSentence, listed } from '../phrases/names.ts';
import { onTheWhole } from '../sentences.ts';
import { type SubsetEntry, subsetEntries, type View, valuesWithoutSamples } from '../view.ts';
import { shapesOf } from './detection/shape.ts';
import { corpusPlots } from './plots.ts';
import { spreadTable, valueTable } from './value_table.ts';

/** Metrics after these are folded. */
const unfolded = 2;

export function resultBlocks(view: View): Block[] {
  return view.metrics.corpora.flatMap((corpus) => corpusBlocks(view, corpus));
}

function corpusBlocks(view: View, corpus: Corpus): Block[] {
  const { name, samples } = corpus;
  const entries = subsetEntries(corpus);
  const measured = view.measuredAt(wholeCorpus(name));
  const secondary = measured.filter((definition) => definition.secondary);
  const primary = ofWholes(
    view,
    measured.filter((definition) => !definition.secondary),
  );
  const [shown, folded] = [primary.slice(0, unfolded), primary.slice(unfolded)];
  const spread = (metric: MetricDefinition): Block[] => (view.distribution(name, metric.id)?.spread ? [spreadTable(view, entries, metric)] : []);
  const tables = (definitions: readonly MetricDefinition[]): Table[] => definitions.map((metric) => sliceTable(view, entries, metric));
  const sentence = onTheWhole(view, name);
  const without = valuesWithoutSamples(corpus);
  return [
    heading(name, aside(counted(samples, 'sample'))),
    ...(sentence === undefined ? [] : [paragraph(sentence)]),
    ...corpusPlots(view, name),
    ...tables(shown),
    ...partTables(view, name),
    ...(without.length === 0 ? [] : [paragraph(`No sample: ${listed(without)}.`, 'small')]),
    ...details(['Median and percentiles', ...(folded.length === 0 ? [] : [titles(folded)])].join(' · '), [
      ...shown.flatMap(spread),
      ...folded.flatMap((metric) => [sliceTable(view, entries, metric), ...spread(metric)]),
    ]),
    ...details(
      `Secondary, for orientation only: ${titles(secondary)}`,
      secondary.length === 0 ? [] : [paragraph('No criterion may use these.', 'small'), ...tables(secondary)],
    ),
  ];
}

/** Detection has a section of its own with what matters most by class, so that here its many numbers are folded. */
function partTables(view: View, corpus: string): Block[] {
  const tables = ofParts(view, corpus).map((metric) => partTable(view, corpus, metric));
  return shapesOf(view, corpus).length === 0 ? tables : details(`Every number by class · ${counted(tables.length, 'metric')}`, tables);
}

/** More titles than these, in the line that a table is folded below, tell less than their number: detection has fifty. */
const mostTitles = 15;

function titles(definitions: readonly MetricDefinition[]): string {
  return definitions.length > mostTitles ? counted(definitions.length, 'metric') : definitions.map(({ title }) => inSentence(title)).join(' · ');
}

function sliceTable(view: View, subsets: readonly SubsetEntry[], metric: MetricDefinition): Table {
  const entries = subsets.map((subset) => ({ ...subset, metric }));
  return valueTable(view, { label: `${metric.title} by slice`, caption: metric.title, head: 'slice', entries });
}

function partTable(view: View, corpus: string, metric: MetricDefinition): Table {
  const entries = view.partsOf(corpus, metric.id).map((part) => ({ name: part, title: '', where: { ...wholeCorpus(corpus), part }, metric }));
  return valueTable(view, { label: `${metric.title} by part`, caption: metric.title, head: 'part', entries });
}
