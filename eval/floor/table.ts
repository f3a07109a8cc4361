/** Every floor by name. A new one is a file in this folder and a line here. */
import type { Floor } from './floor.ts';
import { linear } from './linear.ts';
import { meanMask } from './mean_mask.ts';
import { template } from './template.ts';

export const floors: ReadonlyMap<string, Floor> = new Map<string, Floor>([
  ['linear', linear],
  ['mean_mask', meanMask],
  ['template', template],
]);
