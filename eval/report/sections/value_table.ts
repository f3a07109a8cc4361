/** Candidate next to baseline: one number a row, its difference, and how firm it is. */
import type { DeltaRow, MetricDefinition, MetricRow } from '../../contracts/metrics.ts';
import { isBetter } from '../../table/direction.ts';
import type { TableBackend } from '../../table/index.ts';
import { subsetKey } from '../../table/subsets.ts';
import { aside, type ColumnOf, type Table, tableOf } from '../blocks.ts';
import { dumbbellOf, legendOf } from '../charts.ts';
import { absent, definedOf, interval, number, signed } from '../phrases/numbers.ts';
import { differenceText } from '../sentences.ts';
import type { SubsetEntry, View } from '../view.ts';

/** Differences are drawn on a scale that reaches at least so far. */
const leastReach = 0.01;

/** A metric on a corpus, a slice or a part. */
export interface Entry extends SubsetEntry {
  readonly metric: MetricDefinition;
}

export interface ValueTableOptions {
  readonly label: string;
  readonly caption: string;
  /** What the rows are. */
  readonly head: 'slice' | 'part';
  /** Of metrics in one unit. */
  readonly entries: readonly Entry[];
}

interface ValueRow extends Entry {
  readonly candidate: MetricRow | undefined;
  readonly baseline: MetricRow | undefined;
  readonly delta: DeltaRow | undefined;
  readonly references: readonly (MetricRow | undefined)[];
}

export function valueTable(view: View, { label, caption, head, entries }: ValueTableOptions): Table {
  const rows = entries.map((entry): ValueRow => {
    const { where, metric } = entry;
    const rowOf = (backend: TableBackend | null) => view.row(backend, where, metric.id);
    const [candidate, baseline] = [rowOf(view.candidate), rowOf(view.baseline)];
    return { ...entry, candidate, baseline, delta: view.delta(where, metric.id), references: view.references.map(rowOf) };
  });
  const failed = failedKeys(view);
  return tableOf<ValueRow>({
    label,
    caption,
    legend: legendOf(view),
    columns: [...ownColumns(head, rows), ...(view.baseline === null ? [ownInterval] : comparedColumns(rows)), ...referenceColumns(view)],
    rows,
    toneOf: (row) => (failed.has(keyOf(row)) ? 'failed' : head === 'slice' && isWhole(row) ? 'whole' : undefined),
  });
}

function isWhole({ where }: SubsetEntry): boolean {
  return where.slice === null && where.part === undefined;
}

function ownColumns(head: ValueTableOptions['head'], rows: readonly ValueRow[]): ColumnOf<ValueRow>[] {
  const values = rows.flatMap(({ candidate, baseline }) => [candidate?.value ?? null, baseline?.value ?? null]);
  const dumbbell = dumbbellOf(rows[0]?.metric ?? { range: [0, 1] }, values);
  return [
    { head, kind: 'text', cell: ({ name, title }) => (title === '' ? name : [name, aside(title)]) },
    { head: 'n', kind: 'number', cell: ({ candidate }) => (candidate === undefined ? absent : definedOf(candidate)) },
    { head: 'chart', kind: 'chart', cell: ({ candidate, baseline }) => dumbbell(candidate?.value ?? null, baseline?.value ?? null) },
    { head: 'candidate', kind: 'number', cell: ({ candidate }) => number(candidate?.value ?? null), hint: ({ candidate }) => candidate?.valueReason },
  ];
}

const ownInterval: ColumnOf<ValueRow> = {
  head: 'interval',
  kind: 'number',
  cell: ({ candidate }) => interval(candidate?.interval ?? null),
  hint: ({ candidate }) => candidate?.intervalReason,
};

function comparedColumns(rows: readonly ValueRow[]): ColumnOf<ValueRow>[] {
  const drawn = rows.flatMap(({ delta }) => [delta?.value ?? 0, delta?.interval?.low ?? 0, delta?.interval?.high ?? 0]);
  const reach = drawn.reduce((most, value) => Math.max(most, Math.abs(value)), leastReach);
  return [
    { head: 'baseline', kind: 'number', cell: ({ baseline }) => number(baseline?.value ?? null), hint: ({ baseline }) => baseline?.valueReason },
    { head: 'difference', kind: 'strong', cell: ({ delta }) => differenceText(delta) },
    {
      head: 'chart of the difference',
      kind: 'chart',
      cell: ({ delta }) => ({ kind: 'difference', reach, value: delta?.value ?? null, interval: delta?.interval ?? null }),
    },
    { head: 'interval', kind: 'number', cell: ({ delta }) => interval(delta?.interval ?? null, signed), hint: ({ delta }) => delta?.intervalReason },
    { head: 'better / worse', kind: 'number', cell: ({ delta }) => (delta === undefined ? absent : `${delta.improved} / ${delta.regressed}`) },
  ];
}

function referenceColumns({ references }: View): ColumnOf<ValueRow>[] {
  return references.map(({ name }, i) => ({ head: name, kind: 'number', cell: (row) => number(row.references[i]?.value ?? null) }));
}

/** The numbers that failed criteria are about. */
function failedKeys({ decision }: View): Set<string> {
  return new Set(decision.criteria.filter(({ status }) => status === 'fail').map(({ where, metric }) => JSON.stringify([subsetKey(where), metric])));
}

function keyOf({ where, metric }: Entry): string {
  return JSON.stringify([subsetKey(where), metric.id]);
}

/** How the samples of every entry spread: mean, median and percentiles, the bad tail named by the metric's direction. */
export function spreadTable(view: View, entries: readonly SubsetEntry[], metric: MetricDefinition): Table {
  const backends = [view.candidate, view.baseline].filter((backend) => backend !== null);
  const columns = spreadStatistics(metric).flatMap(({ statistic, words }) =>
    backends.map(
      (backend): ColumnOf<SubsetEntry> => ({
        head: `${words}, ${backend.role}`,
        kind: 'number',
        cell: ({ where }) => number(view.row(backend, where, metric.id)?.[statistic] ?? null),
      }),
    ),
  );
  const n = ({ where }: SubsetEntry): string => {
    const row = view.row(view.candidate, where, metric.id);
    return row === undefined ? absent : definedOf(row);
  };
  return tableOf<SubsetEntry>({
    label: `${metric.title}, spread by slice`,
    caption: `${metric.title}, spread`,
    columns: [{ head: 'slice', kind: 'text', cell: ({ name }) => name }, { head: 'n', kind: 'number', cell: n }, ...columns],
    rows: entries,
    toneOf: (entry) => (isWhole(entry) ? 'whole' : undefined),
  });
}

/** The end of the samples that a mean hides is the low one where more is better, else the high one. */
function spreadStatistics(metric: MetricDefinition) {
  const bad = isBetter(1, metric) ? 'p10' : 'p90';
  const percentile = <T extends 'p10' | 'p90'>(statistic: T, words: string) => ({
    statistic,
    words: statistic === bad ? `${words} (bad tail)` : words,
  });
  return [
    { statistic: 'mean', words: 'mean' },
    { statistic: 'median', words: 'median' },
    percentile('p10', '10th percentile'),
    percentile('p90', '90th percentile'),
  ] as const;
}
