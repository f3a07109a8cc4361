/** Candidate next to baseline: per corpus and slice, one table for each metric. */
import type { BackendIdentity } from '../../contracts/backend.ts';
import type { Corpus } from '../../contracts/corpus.ts';
import type { DeltaRow, MetricDefinition, MetricRow } from '../../contracts/metrics.ts';
import { absent, counted, interval, listed, number, signed } from '../format.ts';
import { differenceText, inSentence, onTheWhole } from '../sentences.ts';
import type { Place, View } from '../view.ts';
import { wholeCorpus } from '../view.ts';
import { corpusPlots } from './distribution.ts';
import { difference, dumbbell, dumbbellScale, legend } from './dumbbell.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { scale } from './scale.ts';
import type { Column } from './table.ts';
import { scrollingTable } from './table.ts';

/** Metrics after these are folded. */
const unfolded = 2;
/** Differences are drawn on a scale that reaches at least so far. */
const leastReach = 0.01;

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
  const { leading, primary, secondary } = view;
  const tables = (definitions: readonly MetricDefinition[]) => definitions.map((definition) => valueTable(view, places, definition));
  const titles = (definitions: readonly MetricDefinition[]) => definitions.map(({ title }) => inSentence(title)).join(' · ');
  const orientation = html`
<details><summary>Secondary, for orientation only: ${titles(secondary)}</summary>
<p class="small">No criterion may use these.</p>
${tables(secondary)}</details>`;
  return html`
<h3>${corpus.name} <span>${counted(corpus.samples, 'sample')}</span></h3>
<p>${onTheWhole(view, corpus.name)}</p>
${corpusPlots(view, corpus.name)}
${tables(primary.slice(0, unfolded))}
${without.length === 0 ? null : html`<p class="small">No sample: ${listed(without)}.</p>`}
<details><summary>Median and percentiles · ${titles(primary.slice(unfolded))}</summary>
${leading === undefined ? null : spreadTable(view, places, leading)}
${tables(primary.slice(unfolded))}
</details>
${secondary.length === 0 ? null : orientation}`;
}

interface ValueRow {
  readonly place: Place;
  readonly candidate: MetricRow | undefined;
  readonly baseline: MetricRow | undefined;
  readonly delta: DeltaRow | undefined;
  readonly references: readonly (MetricRow | undefined)[];
}

function valueTable(view: View, places: readonly Place[], definition: MetricDefinition): Html {
  const rowOf = (place: Place, backend: BackendIdentity | null) => view.row(backend, place.where, definition.id);
  const rows = places.map((place) => ({
    place,
    candidate: rowOf(place, view.candidate),
    baseline: rowOf(place, view.baseline),
    delta: view.delta(place.where, definition.id),
    references: view.references.map((reference) => rowOf(place, reference)),
  }));
  return scrollingTable(`${definition.title} by slice`, {
    caption: html`${definition.title} ${legend(view)}`,
    columns: [...ownColumns(definition, rows), ...(view.baseline === null ? [ownInterval] : comparedColumns(rows)), ...referenceColumns(view)],
    rows,
    classOf: ({ place }) => [place.where.slice === null ? 'whole' : '', fails(view, place, definition) ? 'failed' : ''].join(' ').trim(),
  });
}

function ownColumns(definition: MetricDefinition, rows: readonly ValueRow[]): Column<ValueRow>[] {
  const at = dumbbellScale(
    definition,
    rows.flatMap(({ candidate, baseline }) => [candidate?.value ?? null, baseline?.value ?? null]),
  );
  return [
    { head: 'slice', kind: 'text', cell: ({ place }) => [place.name, place.title === '' ? null : html`<small>${place.title}</small>`] },
    { head: 'n', kind: 'number', cell: ({ candidate }) => (candidate === undefined ? absent : definedOf(candidate)) },
    { head: 'chart', kind: 'chart', cell: ({ candidate, baseline }) => dumbbell(at, candidate?.value ?? null, baseline?.value ?? null) },
    { head: 'candidate', kind: 'number', cell: ({ candidate }) => number(candidate?.value ?? null) },
  ];
}

const ownInterval: Column<ValueRow> = {
  head: 'interval',
  kind: 'number',
  cell: ({ candidate }) => interval(candidate?.interval ?? null),
  hint: ({ candidate }) => candidate?.intervalReason,
};

function comparedColumns(rows: readonly ValueRow[]): Column<ValueRow>[] {
  const drawn = rows.flatMap(({ delta }) => [delta?.value ?? 0, delta?.interval?.low ?? 0, delta?.interval?.high ?? 0]);
  const reach = drawn.reduce((most, value) => Math.max(most, Math.abs(value)), leastReach);
  const around = scale([-reach, reach], 100);
  return [
    { head: 'baseline', kind: 'number', cell: ({ baseline }) => number(baseline?.value ?? null) },
    { head: 'difference', kind: 'strong', cell: ({ delta }) => differenceText(delta) },
    { head: 'chart of the difference', kind: 'chart', cell: ({ delta }) => difference(around, delta?.value ?? null, delta?.interval ?? null) },
    { head: 'interval', kind: 'number', cell: ({ delta }) => interval(delta?.interval ?? null, signed), hint: ({ delta }) => delta?.intervalReason },
    { head: 'better / worse', kind: 'number', cell: ({ delta }) => (delta === undefined ? absent : `${delta.improved} / ${delta.regressed}`) },
  ];
}

function referenceColumns({ references }: View): Column<ValueRow>[] {
  return references.map(({ name }, i) => ({ head: name, kind: 'number', cell: (row) => number(row.references[i]?.value ?? null) }));
}

/** Samples that the number rests on, and of how many where some have no value. */
function definedOf({ defined, n }: MetricRow): string {
  return defined === n ? String(n) : `${defined} of ${n}`;
}

/** Whether a failed criterion is about this number. */
function fails({ decision }: View, { where: { corpus, slice } }: Place, { id }: MetricDefinition): boolean {
  return decision.criteria.some(
    ({ status, metric, where }) =>
      status === 'fail' &&
      metric === id &&
      where.corpus === corpus &&
      where.slice?.dimension === slice?.dimension &&
      where.slice?.value === slice?.value,
  );
}

function spreadTable(view: View, places: readonly Place[], { id, title }: MetricDefinition): Html {
  const backends = [
    { role: 'candidate', backend: view.candidate },
    { role: 'baseline', backend: view.baseline },
  ].filter(({ backend }) => backend !== null);
  const statistics = [
    ['median', 'median'],
    ['p10', '10th percentile'],
    ['p90', '90th percentile'],
  ] as const;
  const columns = statistics.flatMap(([statistic, words]) =>
    backends.map(
      ({ role, backend }): Column<Place> => ({
        head: `${words}, ${role}`,
        kind: 'number',
        cell: ({ where }) => number(view.row(backend, where, id)?.[statistic] ?? null),
      }),
    ),
  );
  return scrollingTable(`${title}, spread by slice`, {
    caption: `${title}, spread`,
    columns: [{ head: 'slice', kind: 'text', cell: ({ name }) => name }, ...columns],
    rows: places,
    classOf: ({ where }) => (where.slice === null ? 'whole' : ''),
  });
}
