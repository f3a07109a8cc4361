import { rmse as rootMeanSquare } from '../../stats/regression/errors.ts';
import { overClips } from './over.ts';

/** Root of the mean squared error over clips. */
export const clipRmse = overClips(
  {
    id: 'clip_rmse',
    version: 1,
    title: 'Clip RMSE',
    summary: 'Root of the mean squared error over the clips, each the mean of its frames.',
    unit: 'unit of the target',
    range: [0, null],
    better: 'lower',
    secondary: false,
    undefinedWhen: 'there are no clips',
  },
  rootMeanSquare,
);
