/** What the n of a number counts. */
import type { Where } from '../contracts/metrics.ts';
import type { MetricsIndex } from './index.ts';

/** Its words for one and for several. */
export interface Unit {
  readonly one: string;
  readonly many: string;
}

export const samples: Unit = { one: 'sample', many: 'samples' };
/** What evidence rests on: tasks, steps, runs. */
export const observations: Unit = { one: 'observation', many: 'observations' };

export function unitOf({ corpus, across }: Where, index: Pick<MetricsIndex, 'isExternal'>): Unit {
  if (across !== undefined) return { one: `value of ${across}`, many: `values of ${across}` };
  return index.isExternal(corpus) ? observations : samples;
}
