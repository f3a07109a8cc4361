/** Candidate next to baseline: per corpus and slice, one table for each metric. */

import type { Corpus } from '../../contracts/corpus.ts';
import type { MetricDefinition, Where } from '../../contracts/metrics.ts';
import { counted } from '../../io/words.ts';
import { absent, definedOf, interval, number, signed } from '../../report/phrases/numbers.ts';
import { wholeCorpus } from '../../table/subsets.ts';
import { families, inOrderOfConcern, memberOf, singles } from '../metric_groups.ts';
import { differenceText } from '../sentences.ts';
import { hasSpread, spreadStatistics } from '../spread.ts';
import type { SliceRow, View } from '../view.ts';
import { wholeCorpusRow } from '../view.ts';
import { code, cut, left, prose, right, table } from './text.ts';

export function resultSections(view: View, most: number): string[] {
  const { shown, pointer } = cut(view.metrics.corpora, most);
  const sections = shown.map((corpus) => {
    const places = placesOf(view, corpus, most);
    const measured = view.measuredAt(wholeCorpus(corpus.name)).filter(({ secondary }) => !secondary);
    const primary = singles(view, measured);
    const without = view.slices(corpus).flatMap((group) => group.without);
    return [
      `## Results on ${prose(corpus.name)}, ${counted(corpus.samples, 'sample')}`,
      roles(view),
      ...primary.slice(0, 2).map((definition) => valueTable(view, sliceEntries(places, definition), definition.title)),
      ...inOrderOfConcern(view, primary)
        .filter((definition) => (definition === view.leading || view.judged.has(definition.id)) && hasSpread(view, definition))
        .map((definition) => spreadTable(view, places, definition)),
      ...primary.slice(2).map((definition) => valueTable(view, sliceEntries(places, definition), definition.title)),
      ...families(measured).map(({ id, members }) => valueTable(view, memberEntries(corpus.name, cut(members, most).shown), `family ${id}`)),
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
  const tables = cut(view.metrics.corpora, most).shown.flatMap((corpus) => {
    const secondary = view.measuredAt(wholeCorpus(corpus.name)).filter((definition) => definition.secondary);
    const places = placesOf(view, corpus, most);
    return secondary.map((definition) => valueTable(view, sliceEntries(places, definition), `${definition.title} on ${corpus.name}`));
  });
  if (tables.length === 0) return '';
  return ['## Secondary metrics', 'For orientation only: no criterion may use them.', ...tables].join('\n\n');
}

function placesOf(view: View, corpus: Corpus, most: number): readonly SliceRow[] {
  return cut([wholeCorpusRow(corpus.name), ...view.slices(corpus).flatMap(({ rows }) => rows)], most + 1).shown;
}

/** A metric at a place; `name` is finished Markdown. */
interface Entry {
  readonly name: string;
  readonly where: Where;
  readonly id: string;
}

function sliceEntries(places: readonly SliceRow[], { id }: MetricDefinition): Entry[] {
  return places.map(({ where, name }) => ({ name: nameOf({ where, name }), where, id }));
}

function memberEntries(corpus: string, members: readonly MetricDefinition[]): Entry[] {
  return members.map((metric) => ({ name: code(memberOf(metric)), where: wholeCorpus(corpus), id: metric.id }));
}

function nameOf({ where, name }: Pick<SliceRow, 'where' | 'name'>): string {
  return where.slice === null ? `**${prose(name)}**` : code(name);
}

function valueTable(view: View, entries: readonly Entry[], title: string): string {
  const { candidate, baseline, references } = view;
  const compared = baseline !== null;
  const columns = [
    ...left(prose(title)),
    ...right('n', 'candidate', ...(compared ? ['baseline', 'difference', 'interval', 'better / worse'] : ['interval'])),
    ...right(...references.map(({ name }) => prose(name))),
  ];
  const rows = entries.map(({ name, where, id }) => {
    const [row, other, delta] = [view.row(candidate, where, id), view.row(baseline, where, id), view.delta(where, id)];
    const difference = [
      number(other?.value ?? null),
      differenceText(delta),
      interval(delta?.interval ?? null, signed),
      delta === undefined ? absent : `${delta.improved} / ${delta.regressed}`,
    ];
    return [
      name,
      row === undefined ? absent : definedOf(row),
      number(row?.value ?? null),
      ...(compared ? difference : [interval(row?.interval ?? null)]),
      ...references.map((reference) => number(view.row(reference, where, id)?.value ?? null)),
    ];
  });
  return table(columns, rows);
}

function spreadTable(view: View, places: readonly SliceRow[], definition: MetricDefinition): string {
  const { id, title } = definition;
  const backends = [
    { role: 'candidate', backend: view.candidate },
    ...(view.baseline === null ? [] : [{ role: 'baseline', backend: view.baseline }]),
  ];
  const statistics = spreadStatistics(definition);
  const columns = [
    ...left(`${prose(title)}, spread`),
    ...right('n', ...statistics.flatMap(({ words }) => backends.map(({ role }) => `${words}, ${role}`))),
  ];
  const rows = places.map(({ where, name }) => {
    const row = view.row(view.candidate, where, id);
    return [
      nameOf({ where, name }),
      row === undefined ? absent : definedOf(row),
      ...statistics.flatMap(({ statistic }) => backends.map(({ backend }) => number(view.row(backend, where, id)?.[statistic] ?? null))),
    ];
  });
  return table(columns, rows);
}
