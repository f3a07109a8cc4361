/** Charts within tables. */
import { domainOf } from '../charts/scale.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import type { CellChart, Table } from './blocks.ts';
import type { View } from './view.ts';

/** Over the metric's range, or that of the values where it is open. */
export function dumbbellOf(
  { range }: Pick<MetricDefinition, 'range'>,
  values: readonly (number | null)[],
): (candidate: number | null, baseline: number | null) => CellChart {
  const domain = domainOf(
    range,
    values.filter((value) => value !== null),
  );
  return (candidate, baseline) => ({ kind: 'dumbbell', domain, candidate, baseline });
}

/** What is filled and what is a ring. */
export function legendOf({ candidate, baseline }: View): NonNullable<Table['legend']> {
  return { candidate: `candidate ${candidate.name}`, baseline: baseline === null ? null : `baseline ${baseline.name}` };
}
