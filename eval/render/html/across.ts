/** Folds, sites, classes: every value of a dimension counts the same, however many samples it has. */

import type { AcrossRow, ComparisonRow, MetricDefinition } from '../../contracts/metrics.ts';
import { counted } from '../../io/words.ts';
import { listed } from '../../report/phrases/names.ts';
import { absent, interval, number, pValue, signed } from '../../report/phrases/numbers.ts';
import type { TableBackend } from '../../table/index.ts';
import { acrossWhere } from '../../table/subsets.ts';
import type { AcrossGroup } from '../across.ts';
import {
  aboutComparisons,
  aboutOutliers,
  acrossGroups,
  fullMetrics,
  meanAndDeviation,
  outlierSentences,
  readComparison,
  sizeSentence,
} from '../across.ts';
import type { View } from '../view.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { stripPlot } from './strip_plot.ts';
import { scrollingTable } from './table.ts';

export function acrossSection(view: View): Html | null {
  const groups = acrossGroups(view);
  if (groups.length === 0) return null;
  const dimensions = [...new Set(groups.map(({ dimension }) => dimension))];
  return html`
<section id="across">
<h2>Across ${listed(dimensions)}</h2>
${groups.map((group) => acrossGroup(view, group))}
</section>`;
}

function acrossGroup(view: View, group: AcrossGroup): Html {
  const { corpus, dimension, values, metrics, comparisons } = group;
  const sizes = sizeSentence(group);
  const [full, folded] = [metrics.slice(0, fullMetrics), metrics.slice(fullMetrics)];
  const isFull = ({ a, b, metric }: ComparisonRow): boolean => [a, b].includes(view.candidate.name) && full.some(({ id }) => id === metric);
  const foldedComparisons = comparisons.filter((row) => !isFull(row));
  const more = html`
<details><summary>Every value of ${dimension} · ${counted(metrics.length, 'metric')}</summary>
${metrics.map((metric) => valueTable(view, group, metric))}</details>`;
  const others = html`
<details><summary>Further metrics: ${folded.map(({ title }) => title).join(' · ')}</summary>
${summaryTable(view, group, folded)}${outlierList(view, group, folded)}</details>`;
  return html`
<h3>${corpus} <span>${counted(values.length, 'value')} of ${dimension}, each of which counts once</span></h3>
${sizes === '' ? null : html`<p class="small">${sizes}</p>`}
${summaryTable(view, group, full)}
<div class="strips">${full.map((metric) => stripPlot(view, group, metric))}</div>
${outlierList(view, group, full)}
${comparisons.length === 0 ? null : html`<p>${aboutComparisons(group)}</p>${comparisonTable(view, comparisons.filter(isFull))}`}
${foldedComparisons.length === 0 ? null : html`<details><summary>Further comparisons</summary>${comparisonTable(view, foldedComparisons)}</details>`}
${more}
${folded.length === 0 ? null : others}`;
}

interface SummaryRow {
  readonly metric: MetricDefinition;
  readonly backend: TableBackend;
  readonly row: AcrossRow;
}

function summaryTable(view: View, { corpus, dimension, backends }: AcrossGroup, metrics: readonly MetricDefinition[]): Html {
  const rows = metrics.flatMap((metric) =>
    backends.flatMap((backend): SummaryRow[] => {
      const row = view.across(backend, acrossWhere({ corpus, dimension }), metric.id);
      return row === undefined ? [] : [{ metric, backend, row }];
    }),
  );
  return scrollingTable(`metrics across ${dimension}`, {
    columns: [
      { head: 'metric', kind: 'text', cell: ({ metric }) => metric.title },
      {
        head: 'backend',
        kind: 'text',
        cell: ({ backend, row }) => [backend.name, html` <small>${row.mean === null ? row.reason : row.role}</small>`],
      },
      { head: 'mean ± sd', kind: 'strong', cell: ({ row }) => meanAndDeviation(row) },
      { head: 'interval', kind: 'number', cell: ({ row }) => interval(row.interval), hint: ({ row }) => row.reason },
      {
        head: 'worst',
        kind: 'number',
        cell: ({ row }) => (row.worst === null ? absent : html`${number(row.worst)} <small>${row.worstValue}</small>`),
      },
      { head: 'spread', kind: 'number', cell: ({ row }) => number(row.spread) },
      { head: 'values', kind: 'number', cell: ({ row: { n, defined } }) => (n === defined ? n : `${defined} of ${n}`) },
    ],
    rows,
  });
}

function valueTable(view: View, { corpus, dimension, values, backends }: AcrossGroup, { id, title }: MetricDefinition): Html {
  const rowsOf = backends.map((backend) => ({ backend, row: view.across(backend, acrossWhere({ corpus, dimension }), id) }));
  return scrollingTable(`${title} at every value of ${dimension}`, {
    caption: title,
    columns: [
      { head: dimension, kind: 'text', cell: (value: string) => value },
      ...rowsOf.map(({ backend, row }) => {
        const entryOf = (value: string) => row?.values.find((entry) => entry.value === value);
        return {
          head: backend.name,
          kind: 'number' as const,
          cell: (value: string) => {
            const observed = number(entryOf(value)?.observed ?? null);
            return row?.worstValue === value ? html`<strong title="the worst">${observed}</strong>` : observed;
          },
          hint: (value: string) => entryOf(value)?.reason,
        };
      }),
    ],
    rows: values,
  });
}

function comparisonTable(view: View, rows: readonly ComparisonRow[]): Html {
  return scrollingTable('paired comparisons', {
    columns: [
      { head: 'metric', kind: 'text', cell: ({ metric }) => view.title(metric) },
      { head: 'a − b', kind: 'text', cell: ({ a, b }) => `${a} − ${b}` },
      { head: 'mean difference', kind: 'strong', cell: ({ difference }) => signed(difference) },
      { head: 'interval', kind: 'number', cell: (row) => interval(row.interval, signed) },
      { head: 'p, sign flips', kind: 'number', cell: ({ signFlip }) => pValue(signFlip) },
      { head: 'p, Holm', kind: 'number', cell: ({ holm }) => pValue(holm) },
      { head: 'a better / worse / equal', kind: 'number', cell: ({ better, worse, equal }) => `${better} / ${worse} / ${equal}` },
      { head: 'so they are', kind: 'text', cell: (row) => readComparison(row) },
    ],
    rows,
  });
}

function outlierList(view: View, group: AcrossGroup, metrics: readonly MetricDefinition[]): Html | null {
  const sentences = metrics.flatMap((metric) => outlierSentences(view, group, metric));
  if (sentences.length === 0) return null;
  return html`<ul class="findings">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul><p class="small">${aboutOutliers}</p>`;
}
