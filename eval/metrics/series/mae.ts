import { mae as meanAbsolute } from '../../stats/regression/errors.ts';
import { overFrames } from './over.ts';

/** Mean absolute error over frames. */
export const mae = overFrames(
  {
    id: 'mae',
    version: 1,
    title: 'MAE',
    summary: 'Mean absolute error over the frames.',
    unit: 'unit of the target',
    range: [0, null],
    better: 'lower',
    secondary: false,
    undefinedWhen: 'there are no frames',
  },
  meanAbsolute,
);
