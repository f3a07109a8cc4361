import { rmse as rootMeanSquare } from '../../stats/regression/errors.ts';
import { overFrames } from './over.ts';

/** Root of the mean squared error over frames. */
export const rmse = overFrames(
  {
    id: 'rmse',
    version: 1,
    title: 'RMSE',
    summary: 'Root of the mean squared error over the frames.',
    unit: 'unit of the target',
    range: [0, null],
    better: 'lower',
    secondary: false,
    undefinedWhen: 'there are no frames',
  },
  rootMeanSquare,
);
