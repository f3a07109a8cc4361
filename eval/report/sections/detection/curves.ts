/** Precision against recall: of all classes together, then of each, the candidate's line over the baseline's. */
import type { Chart } from '../../../contracts/charts.ts';
import { type Block, details, paragraph } from '../../blocks.ts';
import type { Curves } from '../../plots.ts';
import type { ClassName, ShapeNumbers } from './shape.ts';

/** Plots that are open; those of further classes are folded. */
const open = 8;

export function curveBlocks(shape: ShapeNumbers): Block[] {
  const { candidate, baseline } = shape.view;
  const [ours, theirs] = [candidate, baseline].map((backend) => shape.chart(backend, 'curves', 'precision_recall'));
  if (ours === undefined) return [];
  const plotOf = (of: ClassName): Curves => ({
    kind: 'curves',
    title: of ?? 'all classes',
    x: ours.x,
    y: ours.y,
    lines: [
      { role: 'baseline' as const, backend: baseline?.name, values: lineOf(theirs, of) },
      { role: 'candidate' as const, backend: candidate.name, values: lineOf(ours, of) },
    ].flatMap(({ role, backend, values }) => (values === undefined || backend === undefined ? [] : [{ role, backend, values }])),
  });
  const plots = [null, ...worstFirst(shape)].map(plotOf).filter(({ lines }) => lines.length > 0);
  const [shown, further] = [plots.slice(0, open), plots.slice(open)];
  const names = `${candidate.name} solid${baseline === null ? '' : `, ${baseline.name} dashed`}`;
  return [
    paragraph(`${ours.title}: ${names}; the classes with the lowest AP50 first. ${ours.about}`, 'small'),
    { kind: 'plots', plots: shown },
    ...details('Curves of further classes', further.length === 0 ? [] : [{ kind: 'plots', plots: further }]),
  ];
}

function lineOf(chart: Extract<Chart, { kind: 'curves' }> | undefined, of: ClassName): readonly number[] | undefined {
  return chart?.lines.find(({ part }) => (part ?? null) === of)?.values;
}

function worstFirst(shape: ShapeNumbers): string[] {
  const reached = (of: string): number => shape.row(shape.view.candidate, 'ap50', of)?.value ?? Infinity;
  return shape.classes.toSorted((a, b) => reached(a) - reached(b) || 0);
}
