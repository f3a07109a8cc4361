import { pearson } from '../../stats/regression/correlation.ts';
import { overClips } from './over.ts';

/** Pearson's linear correlation over clips. */
export const clipPlcc = overClips(
  {
    id: 'clip_plcc',
    version: 1,
    title: 'Clip PLCC',
    summary: 'Pearson correlation over the clips, each the mean of its frames.',
    unit: 'none',
    range: [-1, 1],
    better: 'higher',
    secondary: false,
    undefinedWhen: 'there are fewer than two clips, or all predictions or all targets are equal',
  },
  pearson,
);
