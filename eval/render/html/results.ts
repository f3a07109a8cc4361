/** Candidate next to baseline: per corpus, metrics by slice and families by member. */

import type { Corpus } from '../../contracts/corpus.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import { counted } from '../../io/words.ts';
import { inSentence, listed } from '../../report/phrases/names.ts';
import { wholeCorpus } from '../../table/subsets.ts';
import type { Family } from '../metric_groups.ts';
import { families, memberOf, singles } from '../metric_groups.ts';
import { onTheWhole } from '../sentences.ts';
import { hasSpread } from '../spread.ts';
import type { SliceRow, View } from '../view.ts';
import { wholeCorpusRow } from '../view.ts';
import { corpusPlots } from './distribution.ts';
import { legend } from './dumbbell.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { spreadTable } from './spread_table.ts';
import { valueTable } from './value_table.ts';

/** Metrics after these are folded. */
const unfolded = 2;

export function resultsSection(view: View): Html | null {
  if (view.metrics.corpora.length === 0) return null;
  return html`
<section id="results">
<h2>Results</h2>
${view.metrics.corpora.map((corpus) => corpusResults(view, corpus))}
</section>`;
}

function corpusResults(view: View, corpus: Corpus): Html {
  const groups = view.slices(corpus);
  const places = [wholeCorpusRow(corpus.name), ...groups.flatMap((group) => group.rows)];
  const without = groups.flatMap((group) => group.without);
  const measured = view.measuredAt(wholeCorpus(corpus.name));
  const primary = singles(
    view,
    measured.filter(({ secondary }) => !secondary),
  );
  const secondary = measured.filter((definition) => definition.secondary);
  const tables = (definitions: readonly MetricDefinition[]) => definitions.map((definition) => sliceTable(view, places, definition));
  const orientation = html`
<details><summary>Secondary, for orientation only: ${titles(secondary)}</summary>
<p class="small">No criterion may use these.</p>
${tables(secondary)}</details>`;
  const folded = primary.slice(unfolded);
  const spread = (definition: MetricDefinition) => (hasSpread(view, definition) ? spreadTable(view, places, definition) : null);
  return html`
<h3>${corpus.name} <span>${counted(corpus.samples, 'sample')}</span></h3>
<p>${onTheWhole(view, corpus.name)}</p>
${corpusPlots(view, corpus.name)}
${tables(primary.slice(0, unfolded))}
${families(measured).map((family) => familyTable(view, corpus, family))}
${without.length === 0 ? null : html`<p class="small">No sample: ${listed(without)}.</p>`}
${
  primary.length === 0
    ? null
    : html`<details><summary>${['Median and percentiles', ...(folded.length === 0 ? [] : [titles(folded)])].join(' · ')}</summary>
${primary.slice(0, unfolded).map(spread)}
${folded.map((definition) => [sliceTable(view, places, definition), spread(definition)])}
</details>`
}
${secondary.length === 0 ? null : orientation}`;
}

function titles(definitions: readonly MetricDefinition[]): string {
  return definitions.map(({ title }) => inSentence(title)).join(' · ');
}

function sliceTable(view: View, places: readonly SliceRow[], metric: MetricDefinition): Html {
  return valueTable(view, {
    label: `${metric.title} by slice`,
    caption: html`${metric.title} ${legend(view)}`,
    head: 'slice',
    entries: places.map((location) => ({ ...location, metric })),
  });
}

function familyTable(view: View, { name }: Corpus, { id, members }: Family): Html {
  const where = wholeCorpus(name);
  return valueTable(view, {
    label: `metrics of the family ${id}`,
    caption: html`<code>${id}</code> ${legend(view)}`,
    head: 'member',
    entries: members.map((metric) => ({ name: memberOf(metric), title: '', where, metric })),
  });
}
