/** Candidate next to baseline: per corpus and slice, one table for each metric. */
import type { Corpus } from '../../contracts/corpus.ts';
import type { Interval, MetricDefinition } from '../../contracts/metrics.ts';
import { absent, counted, interval, listed, number, signed } from '../format.ts';
import { inSentence, onTheWhole } from '../sentences.ts';
import { wholeCorpus } from '../view.ts';
import type { Place, View } from '../view.ts';
import { corpusPlots } from './distribution.ts';
import { difference, dumbbell, dumbbellScale, legend } from './dumbbell.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { scale } from './scale.ts';

/** Metrics after these are folded. */
const unfolded = 2;

export function resultsSection(view: View): Html {
  return html`
<section id="results">
<h2>Results</h2>
${view.metrics.corpora.map((corpus) => corpusResults(view, corpus))}
</section>`;
}

function corpusResults(view: View, corpus: Corpus): Html {
  const groups = view.slices(corpus);
  const places = [wholeCorpus(corpus.name), ...groups.flatMap((group) => group.places)];
  const without = groups.flatMap((group) => group.without);
  const { leading } = view;
  return html`
<h3>${corpus.name} <span>${counted(corpus.samples, 'sample')}</span></h3>
<p>${onTheWhole(view, corpus.name)}</p>
${corpusPlots(view, corpus.name)}
${view.primary.slice(0, unfolded).map((definition) => valueTable(view, places, definition))}
<details><summary>${listed(['median and percentiles', ...view.primary.slice(unfolded).map(({ title }) => inSentence(title))])}</summary>
${leading === undefined ? null : spreadTable(view, places, leading)}
${view.primary.slice(unfolded).map((definition) => valueTable(view, places, definition))}
</details>
${view.secondary.length === 0 ? null : html`<details><summary>Secondary, for orientation only: ${listed(view.secondary.map(({ title }) => inSentence(title)))}</summary>
<p class="small">No criterion may use these.</p>${view.secondary.map((definition) => valueTable(view, places, definition))}</details>`}
${without.length === 0 ? null : html`<p class="small">No sample: ${listed(without)}.</p>`}`;
}

function valueTable(view: View, places: readonly Place[], definition: MetricDefinition): Html {
  const { candidate, baseline, references } = view;
  const rows = places.map((place) => {
    const [row, other, delta] = [view.row(candidate, place.where, definition.id), view.row(baseline, place.where, definition.id), view.delta(place.where, definition.id)];
    return { place, row, other, delta };
  });
  const at = dumbbellScale(definition, rows.flatMap(({ row, other }) => [row?.value ?? null, other?.value ?? null]));
  const reach = rows.flatMap(({ delta }) => [delta?.value ?? 0, delta?.interval?.low ?? 0, delta?.interval?.high ?? 0]).reduce((most, x) => Math.max(most, Math.abs(x)), 0.01);
  const around = scale([-reach, reach], 100);
  const compared = baseline !== null;
  const heads = ['candidate', ...(compared ? ['baseline'] : [])].map((role) => html`<th scope="col" class="number">${role}</th>`);
  return html`
<div class="scroll" tabindex="0" role="region" aria-label="${definition.title} by slice"><table class="values">
<caption>${definition.title} ${legend(view)}</caption>
<thead><tr><th scope="col">slice</th><th scope="col" class="number">n</th><th scope="col" class="wide"><span class="hidden-text">chart</span></th>${heads}
${compared ? html`<th scope="col" class="number">difference</th><th scope="col" class="wide"><span class="hidden-text">chart of the difference</span></th>` : null}<th scope="col" class="number">interval</th>${compared ? html`<th scope="col" class="number">better / worse</th>` : null}
${references.map(({ name }) => html`<th scope="col" class="number name">${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ place, row, other, delta }) => html`<tr class="${rowClass(view, place, definition)}"><th scope="row">${place.name}${place.title === '' ? null : html`<small>${place.title}</small>`}</th>
<td class="number">${row === undefined ? absent : row.defined === row.n ? row.n : `${row.defined} of ${row.n}`}</td><td class="wide">${dumbbell(at, row?.value ?? null, other?.value ?? null)}</td>
<td class="number">${number(row?.value ?? null)}</td>${compared ? html`<td class="number">${number(other?.value ?? null)}</td><td class="number strong">${signed(delta?.value ?? null)}</td><td class="wide">${difference(around, delta?.value ?? null, delta?.interval ?? null)}</td>` : null}
${compared ? bounds(delta?.interval, delta?.intervalReason, signed) : bounds(row?.interval, row?.intervalReason, number)}
${compared ? html`<td class="number">${delta === undefined ? absent : `${delta.improved} / ${delta.regressed}`}</td>` : null}
${references.map((reference) => html`<td class="number">${number(view.row(reference, place.where, definition.id)?.value ?? null)}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

function bounds(found: Interval | null | undefined, reason: string | null | undefined, show: (bound: number) => string): Html {
  return html`<td class="number"${reason ? html` title="${reason}"` : null}>${interval(found ?? null, show)}</td>`;
}

/** The row that a failed criterion is about, and the one of the whole corpus, stand out. */
function rowClass({ decision }: View, { where }: Place, { id }: MetricDefinition): string {
  const failed = decision.criteria.some(
    (result) =>
      result.status === 'fail' && result.metric === id && result.where.corpus === where.corpus && result.where.slice?.dimension === where.slice?.dimension && result.where.slice?.value === where.slice?.value,
  );
  return [where.slice === null ? 'whole' : '', failed ? 'failed' : ''].filter((name) => name !== '').join(' ');
}

function spreadTable(view: View, places: readonly Place[], { id, title }: MetricDefinition): Html {
  const backends = [{ role: 'candidate', backend: view.candidate }, ...(view.baseline === null ? [] : [{ role: 'baseline', backend: view.baseline }])];
  const statistics = [['median', 'median'], ['p10', '10th percentile'], ['p90', '90th percentile']] as const;
  const cells = ({ where }: Place) => statistics.flatMap(([statistic]) => backends.map(({ backend }) => html`<td class="number">${number(view.row(backend, where, id)?.[statistic] ?? null)}</td>`));
  return html`
<div class="scroll" tabindex="0" role="region" aria-label="${title}, spread by slice"><table class="values">
<caption>${title}, spread</caption>
<thead><tr><th scope="col" rowspan="2">slice</th>${statistics.map(([, words]) => html`<th scope="colgroup" class="number" colspan="${backends.length}">${words}</th>`)}</tr>
<tr>${statistics.map(() => backends.map(({ role }) => html`<th scope="col" class="number">${role}</th>`))}</tr></thead>
<tbody>${places.map((place) => html`<tr class="${place.where.slice === null ? 'whole' : ''}"><th scope="row">${place.name}</th>${cells(place)}</tr>`)}</tbody></table></div>`;
}
