import { spearman } from '../../stats/regression/correlation.ts';
import { overFrames } from './over.ts';

/** Spearman's rank correlation over frames. */
export const srocc = overFrames(
  {
    id: 'srocc',
    version: 1,
    title: 'SROCC',
    summary: "Spearman correlation over the frames: Pearson's of the average ranks, so that ties share a rank.",
    unit: 'none',
    range: [-1, 1],
    better: 'higher',
    secondary: false,
    undefinedWhen: 'there are fewer than two frames, or all predictions or all targets are equal',
  },
  spearman,
);
