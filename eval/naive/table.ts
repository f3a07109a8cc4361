/** Every naive baseline by its kind. A new one is a file in this folder and a line here. */

import { linear } from './linear.ts';
import { meanMask } from './mean_mask.ts';
import type { NaiveBaseline } from './naive.ts';
import { template } from './template.ts';

export const baselines: ReadonlyMap<string, NaiveBaseline> = new Map<string, NaiveBaseline>([
  ['linear', linear],
  ['mean_mask', meanMask],
  ['template', template],
]);
