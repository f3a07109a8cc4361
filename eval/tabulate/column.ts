import type { Asked } from './asked.ts';
import type { Summing } from './summing.ts';
import type { Values } from './values.ts';

/** One number of one backend on one corpus, sample by sample. */
export interface Column extends Asked {
  /** As scored, correct rejections included. */
  readonly values: Values;
  /** Whether the sample takes part in the aggregate: it has a value, or an observation. */
  readonly counts: (sample: number) => boolean;
  readonly summing: Summing;
  /** Correct rejections count as well: where two predictions are compared, an empty one beside one that is not is a difference. */
  readonly everySample?: boolean;
}
