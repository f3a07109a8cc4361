/** TIDE: how much AP50 each kind of error costs. */
import { type Block, paragraph, tableOf } from '../../blocks.ts';
import { legendOf } from '../../charts.ts';
import { number, signed } from '../../phrases/numbers.ts';
import type { ShapeNumbers } from './shape.ts';

const errors = [
  { id: 'tide_class', name: 'class', about: 'on an object of another class' },
  { id: 'tide_location', name: 'location', about: 'too loose on its object' },
  { id: 'tide_both', name: 'both', about: 'loose, on an object of another class' },
  { id: 'tide_duplicate', name: 'duplicate', about: 'on an object that was found already' },
  { id: 'tide_background', name: 'background', about: 'where there is no object' },
  { id: 'tide_missed', name: 'missed', about: 'an object that nothing was near' },
] as const;
type TideError = (typeof errors)[number];

/** Bars are drawn on a scale that reaches at least so far. */
const leastReach = 0.05;

export function errorBlocks(shape: ShapeNumbers): Block[] {
  const { view, name } = shape;
  const { candidate, baseline } = view;
  const cost = (backend: typeof baseline, { id }: TideError): number | null => shape.row(backend, id)?.value ?? null;
  const costs = errors.flatMap((error) => [cost(candidate, error) ?? 0, cost(baseline, error) ?? 0]);
  const reach = Math.max(leastReach, ...costs);
  return [
    tableOf<TideError>({
      label: `cost of errors, ${name}`,
      caption: `What errors cost, ${name}`,
      legend: legendOf(view),
      columns: [
        { head: 'error', kind: 'text', cell: ({ name: error, about }) => [error, { kind: 'aside', text: about }] },
        {
          head: 'chart of the cost',
          kind: 'chart',
          cell: (error) => ({ kind: 'bars', reach, candidate: cost(candidate, error), baseline: cost(baseline, error) }),
        },
        { head: 'candidate', kind: 'strong', cell: (error) => number(cost(candidate, error)) },
        ...(baseline === null
          ? []
          : ([
              { head: 'baseline', kind: 'number', cell: (error: TideError) => number(cost(baseline, error)) },
              { head: 'difference', kind: 'number', cell: ({ id }: TideError) => signed(shape.delta(id)?.value ?? null) },
            ] as const)),
      ],
      rows: errors,
    }),
    paragraph('AP50 would rise by so much if that kind of error alone were mended (TIDE). The costs do not sum to what is missing.', 'small'),
  ];
}
