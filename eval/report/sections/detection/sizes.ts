/** How many objects of each size were found, and of how many. */
import { type Block, tableOf } from '../../blocks.ts';
import { dumbbellOf, legendOf } from '../../charts.ts';
import { absent, number, signed } from '../../phrases/numbers.ts';
import type { ShapeNumbers } from './shape.ts';

const sizes = [
  { id: 'small', about: 'below 32 × 32 pixels' },
  { id: 'medium', about: 'from 32 × 32 to below 96 × 96' },
  { id: 'large', about: 'from 96 × 96 on' },
] as const;
type Size = (typeof sizes)[number];

export function sizeBlocks(shape: ShapeNumbers): Block[] {
  const { view, name } = shape;
  const { candidate, baseline } = view;
  const dumbbell = dumbbellOf({ range: [0, 1] }, []);
  const recall = (backend: typeof baseline, { id }: Size) => shape.row(backend, `recall_${id}`)?.value ?? null;
  const share = (backend: typeof baseline, { id }: Size): string => {
    const [found, objects] = ['found', 'objects'].map((what) => shape.row(backend, `${what}_${id}`)?.value);
    return found === undefined || objects === undefined ? absent : `${found} of ${objects}`;
  };
  return [
    tableOf<Size>({
      label: `recall of ${name} by size of object`,
      caption: `Recall by size of object, ${name}`,
      legend: legendOf(view),
      columns: [
        { head: 'size', kind: 'text', cell: ({ id, about }) => [id, { kind: 'aside', text: about }] },
        { head: 'chart of recall', kind: 'chart', cell: (size) => dumbbell(recall(candidate, size), recall(baseline, size)) },
        { head: 'found', kind: 'number', cell: (size) => share(candidate, size) },
        { head: 'recall', kind: 'strong', cell: (size) => number(recall(candidate, size)) },
        ...(baseline === null
          ? []
          : ([
              { head: 'baseline found', kind: 'number', cell: (size: Size) => share(baseline, size) },
              { head: 'baseline recall', kind: 'number', cell: (size: Size) => number(recall(baseline, size)) },
              { head: 'difference', kind: 'number', cell: ({ id }: Size) => signed(shape.delta(`recall_${id}`)?.value ?? null) },
            ] as const)),
      ],
      rows: sizes,
    }),
  ];
}
