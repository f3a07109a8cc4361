import { bias as meanError } from '../../stats/regression/errors.ts';
import { overFrames } from './over.ts';

/** Mean error over frames, with its sign. Neither side of 0 is better, so nothing is decided by it: `mse_bias` is for that. */
export const bias = overFrames(
  {
    id: 'bias',
    version: 1,
    title: 'Bias',
    summary: 'Mean of prediction less target over the frames: above 0 predictions are too high, below 0 too low. 0 is best; judge by mse_bias.',
    unit: 'unit of the target',
    range: [null, null],
    better: 'lower',
    secondary: true,
    undefinedWhen: 'there are no frames',
  },
  meanError,
);
