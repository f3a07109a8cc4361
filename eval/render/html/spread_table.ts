/** How the samples of every slice spread: mean, median and percentiles, the bad tail named by the metric's direction. */

import type { MetricDefinition } from '../../contracts/metrics.ts';
import { absent, definedOf, number } from '../../report/phrases/numbers.ts';
import { spreadStatistics } from '../spread.ts';
import type { SliceRow, View } from '../view.ts';
import type { Html } from './html.ts';
import type { Column } from './table.ts';
import { scrollingTable } from './table.ts';

export function spreadTable(view: View, places: readonly SliceRow[], definition: MetricDefinition): Html {
  const { id, title } = definition;
  const backends = [
    { role: 'candidate', backend: view.candidate },
    { role: 'baseline', backend: view.baseline },
  ].filter(({ backend }) => backend !== null);
  const columns = spreadStatistics(definition).flatMap(({ statistic, words }) =>
    backends.map(
      ({ role, backend }): Column<SliceRow> => ({
        head: `${words}, ${role}`,
        kind: 'number',
        cell: ({ where }) => number(view.row(backend, where, id)?.[statistic] ?? null),
      }),
    ),
  );
  const n = ({ where }: SliceRow): string => {
    const row = view.row(view.candidate, where, id);
    return row === undefined ? absent : definedOf(row);
  };
  return scrollingTable(`${title}, spread by slice`, {
    caption: `${title}, spread`,
    columns: [{ head: 'slice', kind: 'text', cell: ({ name }) => name }, { head: 'n', kind: 'number', cell: n }, ...columns],
    rows: places,
    classOf: ({ where }) => (where.slice === null ? 'whole' : ''),
  });
}
