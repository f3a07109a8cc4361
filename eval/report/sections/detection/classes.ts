/** Every class on one line: what its numbers rest on, and the numbers that people ask for first. */
import { type ColumnOf, type Table, tableOf } from '../../blocks.ts';
import { dumbbellOf, legendOf } from '../../charts.ts';
import { absent, number } from '../../phrases/numbers.ts';
import { differenceText } from '../../sentences.ts';
import type { ClassName, ShapeNumbers } from './shape.ts';

/** With the difference to the baseline, and without. */
const compared = [
  ['ap', 'AP'],
  ['ap50', 'AP50'],
] as const;
const alone = [
  ['ap75', 'AP75'],
  ['precision', 'precision'],
  ['recall', 'recall'],
  ['f1', 'F1'],
] as const;

export function classTable(shape: ShapeNumbers): Table {
  const { view, name, classes } = shape;
  const dumbbell = dumbbellOf({ range: [0, 1] }, []);
  const value = (id: string, head: string): ColumnOf<ClassName> => ({
    head,
    kind: 'number',
    cell: (of) => number(shape.row(view.candidate, id, of)?.value ?? null),
    hint: (of) => shape.row(view.candidate, id, of)?.valueReason,
  });
  const difference = (id: string): ColumnOf<ClassName> => ({ head: 'difference', kind: 'strong', cell: (of) => differenceText(shape.delta(id, of)) });
  return tableOf<ClassName>({
    label: `${name} by class`,
    caption: `By class, ${name}`,
    legend: legendOf(view),
    columns: [
      { head: 'class', kind: 'text', cell: (of) => of ?? 'all classes' },
      { head: 'objects', kind: 'number', cell: (of) => String(shape.row(view.candidate, 'objects', of)?.value ?? absent) },
      {
        head: 'chart of AP',
        kind: 'chart',
        cell: (of) => dumbbell(shape.row(view.candidate, 'ap', of)?.value ?? null, shape.row(view.baseline, 'ap', of)?.value ?? null),
      },
      ...compared.flatMap(([id, head]) => [value(id, head), ...(view.baseline === null ? [] : [difference(id)])]),
      ...alone.map(([id, head]) => value(id, head)),
    ],
    rows: [null, ...classes],
    toneOf: (of) => (isFailed(shape, of) ? 'failed' : of === null ? 'whole' : undefined),
  });
}

/** Whether a criterion about a number of the line fails. */
function isFailed(shape: ShapeNumbers, of: ClassName): boolean {
  const ids = new Set([...compared, ...alone].map(([id]) => shape.id(id)));
  return shape.view.decision.criteria.some(
    ({ status, metric, where }) =>
      status === 'fail' && ids.has(metric) && where.corpus === shape.corpus && where.slice === null && (where.part ?? null) === of,
  );
}
