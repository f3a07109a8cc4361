/** Which metrics stand where: single ones with their slices, families as tables of their members. */
import type { MetricDefinition } from '../contracts/metrics.ts';
import type { View } from './view.ts';

/** Members of one family: metrics that differ by the names of parts, `region_iou.nose` and `region_iou.chin`. */
export interface Family {
  readonly id: string;
  readonly members: readonly MetricDefinition[];
}

/** The leading metric, then those that criteria judge, then the others. */
export function inOrderOfConcern({ leading, judged }: View, definitions: readonly MetricDefinition[]): MetricDefinition[] {
  const rank = ({ id }: MetricDefinition): number => (id === leading?.id ? 0 : judged.has(id) ? 1 : 2);
  return definitions.toSorted((a, b) => rank(a) - rank(b));
}

/** Metrics that are shown slice by slice: those of no family, and those that criteria judge. The leading one comes first. */
export function singles({ leading, judged }: View, definitions: readonly MetricDefinition[]): MetricDefinition[] {
  const shown = definitions.filter(({ id }) => familyOf(id) === undefined || judged.has(id) || id === leading?.id);
  return shown.toSorted((a, b) => Number(b.id === leading?.id) - Number(a.id === leading?.id));
}

/** In the order of their first members. */
export function families(definitions: readonly MetricDefinition[]): Family[] {
  const members = definitions.filter(({ id }) => familyOf(id) !== undefined);
  return [...Map.groupBy(members, ({ id }) => familyOf(id) as string)].map(([id, own]) => ({ id, members: own }));
}

/** What stands after the first dot of an id: the member's name in its family. */
export function memberOf({ id }: MetricDefinition): string {
  return id.slice(id.indexOf('.') + 1);
}

/** What stands before the first dot of an id. */
function familyOf(id: string): string | undefined {
  const dot = id.indexOf('.');
  return dot < 0 ? undefined : id.slice(0, dot);
}
