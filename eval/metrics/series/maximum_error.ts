import { maximumError as largest } from '../../stats/regression/errors.ts';
import { overFrames } from './over.ts';

/** Largest absolute error of a frame. */
export const maximumError = overFrames(
  {
    id: 'maximum_error',
    version: 1,
    title: 'Largest error',
    summary: 'Largest absolute error of any frame.',
    unit: 'unit of the target',
    range: [0, null],
    better: 'lower',
    secondary: false,
    undefinedWhen: 'there are no frames',
  },
  largest,
);
