/** In which order metrics are shown, and of which samples: whole ones with their slices, or their parts. */
import { hasWhole } from '../annotations/metric.ts';
import type { MetricDefinition } from '../contracts/metrics.ts';
import type { View } from './view.ts';

/** The leading metric, then those that criteria judge, then the others. */
export function inOrderOfConcern({ leading, judged }: View, definitions: readonly MetricDefinition[]): MetricDefinition[] {
  const rank = ({ id }: MetricDefinition): number => (id === leading?.id ? 0 : judged.has(id) ? 1 : 2);
  return definitions.toSorted((a, b) => rank(a) - rank(b));
}

/** Metrics of whole samples, which are shown slice by slice. The leading one comes first. */
export function ofWholes({ leading }: View, definitions: readonly MetricDefinition[]): MetricDefinition[] {
  return definitions.filter(hasWhole).toSorted((a, b) => Number(b.id === leading?.id) - Number(a.id === leading?.id));
}

/** Metrics of parts, which are shown part by part: those that the corpus has parts for. */
export function ofParts(view: View, corpus: string): MetricDefinition[] {
  return view.metrics.definitions.filter(({ id, parts }) => parts !== undefined && view.partsOf(corpus, id).length > 0);
}
