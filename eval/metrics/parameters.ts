/** What criteria choose about metrics of whole slices. */
import type { CorpusDefinition } from '../annotations/metric.ts';
import type { Json } from '../contracts/common.ts';
import type { Measure } from '../contracts/criteria.ts';

/** As chosen, with the defaults of what is left out; null where there is nothing to choose. */
export function parametersOf({ id, parameters }: Pick<CorpusDefinition, 'id' | 'parameters'>, chosen: Measure['parameters']): Json | null {
  return parameters === undefined ? null : parameters.parse(chosen?.[id] ?? {});
}
