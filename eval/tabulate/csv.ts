/** metrics.csv: the rows of the table for spreadsheets and notebooks. Runs join on role, corpus, slice, part and metric. */
import type { Interval, MetricRow, MetricsTable, Where } from '../contracts/metrics.ts';
import { csvLine } from '../io/csv.ts';

const columns = [
  'source_backend',
  'role',
  'corpus',
  'slice_dimension',
  'slice_value',
  'part',
  'metric',
  'metric_version',
  'value',
  'n',
  'defined',
  'failed',
  'undefined',
  'mean',
  'median',
  'p10',
  'p90',
  'interval_low',
  'interval_high',
] as const;

type Cells = Partial<Record<(typeof columns)[number], string | number | null>>;

/**
 * A header and a line for each row and each difference (role `delta`, n pairs) and ratio (role `ratio`), by RFC 4180 but with "\n". Numbers are in
 * the shortest form that reads back as the same double; what is null or does not apply is empty.
 */
export function csvOf(table: MetricsTable): string {
  const versions = new Map(table.definitions.map(({ id, version }) => [id, version]));
  const nameOf = (role: string): string => table.backends.find((backend) => backend.role === role)?.identity.name ?? '';
  const difference = `${nameOf('candidate')} - ${nameOf('baseline')}`;
  const ratio = `${nameOf('candidate')} / ${nameOf('baseline')}`;
  const common = ({ metric, where, value, n, interval }: Pick<MetricRow, 'metric' | 'where' | 'value' | 'n' | 'interval'>): Cells => ({
    ...placeCells(where),
    ...intervalCells(interval),
    metric,
    metric_version: versions.get(metric) ?? null,
    value,
    n,
  });
  const rows: Cells[] = [
    ...table.rows.map((row) => ({ ...row, ...common(row), source_backend: row.backend })),
    ...table.deltas.flatMap((row) => [
      { ...common(row), source_backend: difference, role: 'delta' },
      ...(row.ratio === undefined ? [] : [{ ...common({ ...row, ...row.ratio }), source_backend: ratio, role: 'ratio' }]),
    ]),
  ];
  return [columns, ...rows.map((cells) => columns.map((column) => cells[column]))].map(csvLine).join('');
}

function placeCells({ corpus, slice, part }: Where): Cells {
  return { corpus, slice_dimension: slice?.dimension ?? null, slice_value: slice?.value ?? null, part: part ?? null };
}

function intervalCells(interval: Interval | null): Cells {
  return { interval_low: interval?.low ?? null, interval_high: interval?.high ?? null };
}
