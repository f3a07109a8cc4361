import { ccc as concordance } from '../../stats/regression/correlation.ts';
import { overFrames } from './over.ts';

/** Lin's concordance correlation coefficient over frames. */
export const ccc = overFrames(
  {
    id: 'ccc',
    version: 1,
    title: 'Concordance',
    summary: "Lin's concordance correlation over the frames: agreement with the line prediction = target, so that offset and scale count.",
    unit: 'none',
    range: [-1, 1],
    better: 'higher',
    secondary: false,
    undefinedWhen: 'there are fewer than two frames, or all predictions or all targets are equal',
  },
  concordance,
);
