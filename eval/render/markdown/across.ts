/** Statistics across the values of a dimension: summary, every value, comparisons, outliers. */

import type { MetricDefinition } from '../../contracts/metrics.ts';
import { counted } from '../../io/words.ts';
import { absent, definedOf, interval, number, pValue, signed } from '../../report/phrases/numbers.ts';
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
import { bullets, code, cut, left, prose, right, sections, table } from './text.ts';

export function acrossSections(view: View, most: number): string[] {
  return acrossGroups(view).map((group) => {
    const { corpus, dimension, values, metrics } = group;
    const outliers = cut(
      metrics.slice(0, fullMetrics).flatMap((metric) => outlierSentences(view, group, metric)),
      most,
    );
    return sections(
      `## Across ${prose(dimension)} on ${prose(corpus)}`,
      `${counted(values.length, 'value')} of ${prose(dimension)}, each of which counts once.`,
      prose(sizeSentence(group)),
      summary(view, group, most),
      outliers.shown.length === 0 ? '' : `${bullets([...outliers.shown.map(prose), outliers.pointer])}\n\n${prose(aboutOutliers)}`,
      comparisons(view, group, most),
      ...metrics.slice(0, fullMetrics).map((metric) => valueTable(view, group, metric, most)),
      metrics.length > fullMetrics ? 'Every value of the other metrics stands in report.html.' : '',
    );
  });
}

function summary(view: View, { corpus, dimension, metrics, backends }: AcrossGroup, most: number): string {
  const all = metrics.flatMap((metric) =>
    backends.flatMap((backend) => {
      const row = view.across(backend, acrossWhere({ corpus, dimension }), metric.id);
      return row === undefined ? [] : [{ metric, backend, row }];
    }),
  );
  const { shown, pointer } = cut(all, most);
  const rows = shown.map(({ metric, backend, row }) => [
    prose(metric.title),
    `${row.role} ${prose(backend.name)}${row.mean === null ? `: ${prose(row.reason ?? 'not measured')}` : ''}`,
    meanAndDeviation(row),
    interval(row.interval),
    row.worst === null ? absent : `${number(row.worst)} (${prose(row.worstValue ?? '')})`,
    number(row.spread),
    definedOf(row),
  ]);
  return sections(table([...left('metric', 'backend'), ...right('mean ± sd', 'interval', 'worst', 'spread', 'values')], rows), pointer);
}

function comparisons(view: View, group: AcrossGroup, most: number): string {
  if (group.comparisons.length === 0) return '';
  const { shown, pointer } = cut(group.comparisons, most);
  const rows = shown.map((row) => [
    prose(view.title(row.metric)),
    `${prose(row.a)} − ${prose(row.b)}`,
    signed(row.difference),
    interval(row.interval, signed),
    prose(pValue(row.signFlip)),
    prose(pValue(row.holm)),
    `${row.better} / ${row.worse} / ${row.equal}`,
    prose(readComparison(row)),
  ]);
  const columns = [
    ...left('metric', 'a − b'),
    ...right('mean difference', 'interval', 'p, sign flips', 'p, Holm', 'a better / worse / equal'),
    ...left('so they are'),
  ];
  return sections(prose(aboutComparisons(group)), table(columns, rows), pointer);
}

function valueTable(view: View, { corpus, dimension, values, backends }: AcrossGroup, { id, title }: MetricDefinition, most: number): string {
  const columns = [...left(`${prose(title)} at every ${prose(dimension)}`), ...right(...backends.map(({ name }) => prose(name)))];
  const { shown, pointer } = cut(values, most);
  const rows = shown.map((value) => [
    code(value),
    ...backends.map((backend) => {
      const row = view.across(backend, acrossWhere({ corpus, dimension }), id);
      const observed = number(row?.values.find((entry) => entry.value === value)?.observed ?? null);
      return row?.worstValue === value ? `**${observed}**` : observed;
    }),
  ]);
  return sections(table(columns, rows), pointer);
}
