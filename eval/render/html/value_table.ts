/** Candidate next to baseline: one number a row, its difference, and how firm it is. */

import { scale } from '../../charts/scale.ts';
import type { DeltaRow, MetricDefinition, MetricRow, Where } from '../../contracts/metrics.ts';
import { absent, definedOf, interval, number, signed } from '../../report/phrases/numbers.ts';
import type { TableBackend } from '../../table/index.ts';
import { differenceText } from '../sentences.ts';
import type { View } from '../view.ts';
import { difference, dumbbell, dumbbellScale } from './dumbbell.ts';
import type { Content, Html } from './html.ts';
import { html } from './html.ts';
import type { Column } from './table.ts';
import { scrollingTable } from './table.ts';

/** Differences are drawn on a scale that reaches at least so far. */
const leastReach = 0.01;

/** A metric at a place. */
export interface Entry {
  readonly name: string;
  /** What stands below the name; empty for nothing. */
  readonly title: string;
  readonly where: Where;
  readonly metric: MetricDefinition;
}

export interface ValueTableOptions {
  /** What readers of the page's text hear first. */
  readonly label: string;
  readonly caption: Content;
  /** What the rows are. */
  readonly head: 'slice' | 'member';
  /** Of metrics in one unit. */
  readonly entries: readonly Entry[];
}

interface ValueRow extends Entry {
  readonly candidate: MetricRow | undefined;
  readonly baseline: MetricRow | undefined;
  readonly delta: DeltaRow | undefined;
  readonly references: readonly (MetricRow | undefined)[];
}

export function valueTable(view: View, { label, caption, head, entries }: ValueTableOptions): Html {
  const rows = entries.map((entry): ValueRow => {
    const { where, metric } = entry;
    const rowOf = (backend: TableBackend | null) => view.row(backend, where, metric.id);
    const [candidate, baseline] = [rowOf(view.candidate), rowOf(view.baseline)];
    return { ...entry, candidate, baseline, delta: view.delta(where, metric.id), references: view.references.map(rowOf) };
  });
  return scrollingTable(label, {
    caption,
    columns: [...ownColumns(head, rows), ...(view.baseline === null ? [ownInterval] : comparedColumns(rows)), ...referenceColumns(view)],
    rows,
    classOf: (row) => [head === 'slice' && row.where.slice === null ? 'whole' : '', fails(view, row) ? 'failed' : ''].join(' ').trim(),
  });
}

function ownColumns(head: ValueTableOptions['head'], rows: readonly ValueRow[]): Column<ValueRow>[] {
  const values = rows.flatMap(({ candidate, baseline }) => [candidate?.value ?? null, baseline?.value ?? null]);
  const at = rows[0] === undefined ? () => 0 : dumbbellScale(rows[0].metric, values);
  return [
    { head, kind: 'text', cell: ({ name, title }) => [name, title === '' ? null : html`<small>${title}</small>`] },
    { head: 'n', kind: 'number', cell: ({ candidate }) => (candidate === undefined ? absent : definedOf(candidate)) },
    { head: 'chart', kind: 'chart', cell: ({ candidate, baseline }) => dumbbell(at, candidate?.value ?? null, baseline?.value ?? null) },
    { head: 'candidate', kind: 'number', cell: ({ candidate }) => number(candidate?.value ?? null), hint: ({ candidate }) => candidate?.valueReason },
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
    { head: 'baseline', kind: 'number', cell: ({ baseline }) => number(baseline?.value ?? null), hint: ({ baseline }) => baseline?.valueReason },
    { head: 'difference', kind: 'strong', cell: ({ delta }) => differenceText(delta) },
    { head: 'chart of the difference', kind: 'chart', cell: ({ delta }) => difference(around, delta?.value ?? null, delta?.interval ?? null) },
    { head: 'interval', kind: 'number', cell: ({ delta }) => interval(delta?.interval ?? null, signed), hint: ({ delta }) => delta?.intervalReason },
    { head: 'better / worse', kind: 'number', cell: ({ delta }) => (delta === undefined ? absent : `${delta.improved} / ${delta.regressed}`) },
  ];
}

function referenceColumns({ references }: View): Column<ValueRow>[] {
  return references.map(({ name }, i) => ({ head: name, kind: 'number', cell: (row) => number(row.references[i]?.value ?? null) }));
}

/** Whether a failed criterion is about this number. */
function fails({ decision }: View, { where: { corpus, slice }, metric: { id } }: Entry): boolean {
  return decision.criteria.some(
    ({ status, metric, where }) =>
      status === 'fail' &&
      metric === id &&
      where.corpus === corpus &&
      where.across === undefined &&
      where.slice?.dimension === slice?.dimension &&
      where.slice?.value === slice?.value,
  );
}
