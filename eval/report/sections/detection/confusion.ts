/** True class by detected class: as a matrix, or where that is too large to read, its largest errors. */
import type { Chart } from '../../../contracts/charts.ts';
import type { TableBackend } from '../../../table/index.ts';
import { type Block, details, paragraph, tableOf } from '../../blocks.ts';
import type { ShapeNumbers } from './shape.ts';

type Matrix = Extract<Chart, { kind: 'matrix' }>;

/** A matrix of more rows is told by its largest errors. */
const mostLabels = 16;
const mostErrors = 20;

export function confusionBlocks(shape: ShapeNumbers): Block[] {
  const { candidate, baseline } = shape.view;
  const of = (backend: TableBackend | null): Block[] => {
    const chart = shape.chart(backend, 'matrix', 'confusion');
    return chart === undefined || backend === null ? [] : [matrixBlock(chart, backend)];
  };
  const chart = shape.chart(candidate, 'matrix', 'confusion');
  if (chart === undefined) return [];
  return [...of(candidate), paragraph(chart.about, 'small'), ...details(`The same of ${baseline?.name}`, of(baseline))];
}

function matrixBlock(chart: Matrix, { name }: TableBackend): Block {
  const caption = `${chart.title}, by ${name}`;
  if (chart.labels.length <= mostLabels) {
    const { x, y, labels, counts } = chart;
    return { kind: 'matrix', caption, x, y, labels, counts };
  }
  return tableOf<Confused>({
    label: caption,
    caption: `${caption}: the ${mostErrors} most frequent errors`,
    columns: [
      { head: chart.y, kind: 'text', cell: ({ truth }) => truth },
      { head: chart.x, kind: 'text', cell: ({ detected }) => detected },
      { head: 'how often', kind: 'strong', cell: ({ count }) => String(count) },
    ],
    rows: errorsOf(chart).slice(0, mostErrors),
  });
}

interface Confused {
  readonly truth: string;
  readonly detected: string;
  readonly count: number;
}

function errorsOf({ labels, counts }: Matrix): Confused[] {
  const all = counts.flatMap((row, i) => row.map((count, j) => ({ truth: labels[i] ?? '', detected: labels[j] ?? '', count, isError: i !== j })));
  return all.filter(({ count, isError }) => isError && count > 0).toSorted((a, b) => b.count - a.count);
}
