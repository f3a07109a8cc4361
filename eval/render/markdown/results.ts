/** Candidate next to baseline: per corpus and slice, one table for each metric. */
import type { Corpus } from '../../contracts/corpus.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import { absent, counted, interval, number, signed } from '../format.ts';
import { differenceText } from '../sentences.ts';
import type { Place, View } from '../view.ts';
import { wholeCorpus } from '../view.ts';
import { code, cut, left, prose, right, table } from './text.ts';

export function resultSections(view: View, most: number): string[] {
  const { shown, pointer } = cut(view.metrics.corpora, most);
  const sections = shown.map((corpus) => {
    const places = placesOf(view, corpus, most);
    const { leading } = view;
    const without = view.slices(corpus).flatMap((group) => group.without);
    return [
      `## Results on ${prose(corpus.name)}, ${counted(corpus.samples, 'sample')}`,
      roles(view),
      ...view.primary.slice(0, 2).map((definition) => valueTable(view, places, definition)),
      ...(leading === undefined ? [] : [spreadTable(view, places, leading)]),
      ...view.primary.slice(2).map((definition) => valueTable(view, places, definition)),
      without.length === 0 ? '' : `No sample: ${without.map(code).join(', ')}.`,
    ]
      .filter((part) => part !== '')
      .join('\n\n');
  });
  return pointer === '' ? sections : [...sections, `Results on corpora: ${pointer}`];
}

function roles({ candidate, baseline }: View): string {
  return `Candidate: ${prose(candidate.name)}. ${baseline === null ? 'There is no baseline.' : `Baseline: ${prose(baseline.name)}.`}`;
}

/** Never judged, hence apart. */
export function secondarySection(view: View, most: number): string {
  if (view.secondary.length === 0) return '';
  const tables = cut(view.metrics.corpora, most).shown.flatMap((corpus) =>
    view.secondary.map((definition) => valueTable(view, placesOf(view, corpus, most), definition, corpus.name)),
  );
  return ['## Secondary metrics', 'For orientation only: no criterion may use them.', ...tables].join('\n\n');
}

function placesOf(view: View, corpus: Corpus, most: number): readonly Place[] {
  return cut([wholeCorpus(corpus.name), ...view.slices(corpus).flatMap(({ places }) => places)], most + 1).shown;
}

function valueTable(view: View, places: readonly Place[], { id, title }: MetricDefinition, corpus?: string): string {
  const { candidate, baseline, references } = view;
  const compared = baseline !== null;
  const columns = [
    ...left(prose(corpus === undefined ? title : `${title} on ${corpus}`)),
    ...right('n', 'candidate', ...(compared ? ['baseline', 'difference', 'interval', 'better / worse'] : ['interval'])),
    ...right(...references.map(({ name }) => prose(name))),
  ];
  const rows = places.map(({ where, name }) => {
    const [row, other, delta] = [view.row(candidate, where, id), view.row(baseline, where, id), view.delta(where, id)];
    const difference = [
      number(other?.value ?? null),
      differenceText(delta),
      interval(delta?.interval ?? null, signed),
      delta === undefined ? absent : `${delta.improved} / ${delta.regressed}`,
    ];
    return [
      where.slice === null ? `**${prose(name)}**` : code(name),
      row === undefined ? absent : definedOf(row),
      number(row?.value ?? null),
      ...(compared ? difference : [interval(row?.interval ?? null)]),
      ...references.map((reference) => number(view.row(reference, where, id)?.value ?? null)),
    ];
  });
  return table(columns, rows);
}

/** Samples that the number rests on, and of how many where some have no value. */
function definedOf({ defined, n }: { readonly defined: number; readonly n: number }): string {
  return defined === n ? String(n) : `${defined} of ${n}`;
}

function spreadTable(view: View, places: readonly Place[], { id, title }: MetricDefinition): string {
  const backends = [
    { role: 'candidate', backend: view.candidate },
    ...(view.baseline === null ? [] : [{ role: 'baseline', backend: view.baseline }]),
  ];
  const statistics = [
    ['median', 'median'],
    ['p10', '10th percentile'],
    ['p90', '90th percentile'],
  ] as const;
  const columns = [
    ...left(`${prose(title)}, spread`),
    ...right(...statistics.flatMap(([, words]) => backends.map(({ role }) => `${words}, ${role}`))),
  ];
  const rows = places.map(({ where, name }) => [
    where.slice === null ? `**${prose(name)}**` : code(name),
    ...statistics.flatMap(([statistic]) => backends.map(({ backend }) => number(view.row(backend, where, id)?.[statistic] ?? null))),
  ]);
  return table(columns, rows);
}
