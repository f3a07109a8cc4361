import { linearMap } from '../../stats/regression/linear_map.ts';
import { isUndefined } from '../../stats/regression/undefined.ts';
import { overFrames } from './over.ts';

/** What the error would be after the best line. */
export const mappedRmse = overFrames(
  {
    id: 'mapped_rmse',
    version: 1,
    title: 'RMSE after a line',
    summary:
      'Root of the mean squared error over the frames after the least-squares line from predictions to targets, fitted to these frames: what a recalibration could reach at best.',
    unit: 'unit of the target',
    range: [0, null],
    better: 'lower',
    secondary: false,
    undefinedWhen: 'there are fewer than two frames, or all predictions or all targets are equal',
  },
  (predicted, target) => {
    const map = linearMap(predicted, target);
    return isUndefined(map) ? map : map.rmse;
  },
);
