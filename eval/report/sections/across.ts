/** Folds, sites, classes: every value of a dimension counts the same, however many samples it has. */
import type { AcrossRow, ComparisonRow, MetricDefinition } from '../../contracts/metrics.ts';
import { counted } from '../../io/words.ts';
import type { TableBackend } from '../../table/index.ts';
import { acrossWhere } from '../../table/subsets.ts';
import {
  type AcrossGroup,
  aboutComparisons,
  aboutOutliers,
  acrossGroups,
  fullMetrics,
  meanAndDeviation,
  outlierSentences,
  readComparison,
  sizeSentence,
} from '../across.ts';
import { aside, type Block, details, heading, list, paragraph, strong, type Table, tableOf } from '../blocks.ts';
import { absent, definedOf, interval, number, pValue, signed } from '../phrases/numbers.ts';
import type { View } from '../view.ts';

export function acrossBlocks(view: View): Block[] {
  return acrossGroups(view).flatMap((group) => groupBlocks(view, group));
}

function groupBlocks(view: View, group: AcrossGroup): Block[] {
  const { corpus, dimension, values, metrics, comparisons } = group;
  const sizes = sizeSentence(group);
  const [full, folded] = [metrics.slice(0, fullMetrics), metrics.slice(fullMetrics)];
  const isFull = ({ a, b, metric }: ComparisonRow): boolean => [a, b].includes(view.candidate.name) && full.some(({ id }) => id === metric);
  const [shown, further] = [comparisons.filter(isFull), comparisons.filter((row) => !isFull(row))];
  return [
    heading(corpus, aside(`${counted(values.length, 'value')} of ${dimension}, each of which counts once`)),
    ...(sizes === '' ? [] : [paragraph(sizes, 'small')]),
    summaryTable(view, group, full),
    { kind: 'plots', plots: full.map((metric) => ({ kind: 'strips', metric, dimension, rows: rowsOf(view, group, metric).map(({ row }) => row) })) },
    ...outlierBlocks(view, group, full),
    ...(comparisons.length === 0 ? [] : [paragraph(aboutComparisons(group)), comparisonTable(view, shown)]),
    ...details('Further comparisons', further.length === 0 ? [] : [comparisonTable(view, further)]),
    ...details(
      `Every value of ${dimension} · ${counted(metrics.length, 'metric')}`,
      metrics.map((metric) => valueTable(view, group, metric)),
    ),
    ...details(
      `Further metrics: ${folded.map(({ title }) => title).join(' · ')}`,
      folded.length === 0 ? [] : [summaryTable(view, group, folded), ...outlierBlocks(view, group, folded)],
    ),
  ];
}

interface SummaryRow {
  readonly metric: MetricDefinition;
  readonly backend: TableBackend;
  readonly row: AcrossRow;
}

function rowsOf(view: View, { corpus, dimension, backends }: AcrossGroup, metric: MetricDefinition): SummaryRow[] {
  return backends.flatMap((backend) => {
    const row = view.across(backend, acrossWhere({ corpus, dimension }), metric.id);
    return row === undefined ? [] : [{ metric, backend, row }];
  });
}

function summaryTable(view: View, group: AcrossGroup, metrics: readonly MetricDefinition[]): Table {
  return tableOf<SummaryRow>({
    label: `metrics across ${group.dimension}`,
    columns: [
      { head: 'metric', kind: 'text', cell: ({ metric }) => metric.title },
      { head: 'backend', kind: 'text', cell: ({ backend, row }) => [backend.name, aside(row.mean === null ? (row.reason ?? row.role) : row.role)] },
      { head: 'mean ± sd', kind: 'strong', cell: ({ row }) => meanAndDeviation(row) },
      { head: 'interval', kind: 'number', cell: ({ row }) => interval(row.interval), hint: ({ row }) => row.reason },
      { head: 'worst', kind: 'number', cell: ({ row }) => (row.worst === null ? absent : [number(row.worst), aside(row.worstValue ?? '')]) },
      { head: 'spread', kind: 'number', cell: ({ row }) => number(row.spread) },
      { head: 'values', kind: 'number', cell: ({ row }) => definedOf(row) },
    ],
    rows: metrics.flatMap((metric) => rowsOf(view, group, metric)),
  });
}

function valueTable(view: View, group: AcrossGroup, metric: MetricDefinition): Table {
  const { dimension, values } = group;
  const columns = rowsOf(view, group, metric).map(({ backend, row }) => {
    const entryOf = (value: string) => row.values.find((entry) => entry.value === value);
    return {
      head: backend.name,
      kind: 'number' as const,
      cell: (value: string) => {
        const observed = number(entryOf(value)?.observed ?? null);
        return row.worstValue === value ? strong(observed) : observed;
      },
      hint: (value: string) => entryOf(value)?.reason,
    };
  });
  return tableOf<string>({
    label: `${metric.title} at every value of ${dimension}`,
    caption: metric.title,
    columns: [{ head: dimension, kind: 'text', cell: (value) => value }, ...columns],
    rows: values,
  });
}

function comparisonTable(view: View, rows: readonly ComparisonRow[]): Table {
  return tableOf<ComparisonRow>({
    label: 'paired comparisons',
    columns: [
      { head: 'metric', kind: 'text', cell: ({ metric }) => view.title(metric) },
      { head: 'a − b', kind: 'text', cell: ({ a, b }) => `${a} − ${b}` },
      { head: 'mean difference', kind: 'strong', cell: ({ difference }) => signed(difference) },
      { head: 'interval', kind: 'number', cell: (row) => interval(row.interval, signed) },
      { head: 'p, sign flips', kind: 'number', cell: ({ signFlip }) => pValue(signFlip) },
      { head: 'p, Holm', kind: 'number', cell: ({ holm }) => pValue(holm) },
      { head: 'a better / worse / equal', kind: 'number', cell: ({ better, worse, equal }) => `${better} / ${worse} / ${equal}` },
      { head: 'so they are', kind: 'text', cell: readComparison },
    ],
    rows,
  });
}

function outlierBlocks(view: View, group: AcrossGroup, metrics: readonly MetricDefinition[]): Block[] {
  const sentences = metrics.flatMap((metric) => outlierSentences(view, group, metric));
  return sentences.length === 0 ? [] : [...list(sentences), paragraph(aboutOutliers, 'small')];
}
