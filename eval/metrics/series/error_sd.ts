import { errorSd as deviation } from '../../stats/regression/errors.ts';
import { overFrames } from './over.ts';

/** Standard deviation of the errors over frames. */
export const errorSd = overFrames(
  {
    id: 'error_sd',
    version: 1,
    title: 'Error SD',
    summary: 'Standard deviation of the errors of the frames, with divisor n - 1: what is left of the error after an offset.',
    unit: 'unit of the target',
    range: [0, null],
    better: 'lower',
    secondary: false,
    undefinedWhen: 'there are fewer than two frames',
  },
  deviation,
);
