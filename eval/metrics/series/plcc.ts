import { pearson } from '../../stats/regression/correlation.ts';
import { overFrames } from './over.ts';

/** Pearson's linear correlation over frames. */
export const plcc = overFrames(
  {
    id: 'plcc',
    version: 1,
    title: 'PLCC',
    summary:
      'Pearson correlation of predictions and targets over the frames. Blind to offset and scale: a model that is wrong by a line still has 1.',
    unit: 'none',
    range: [-1, 1],
    better: 'higher',
    secondary: false,
    undefinedWhen: 'there are fewer than two frames, or all predictions or all targets are equal',
  },
  pearson,
);
