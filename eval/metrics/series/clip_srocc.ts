import { spearman } from '../../stats/regression/correlation.ts';
import { overClips } from './over.ts';

/** Spearman's rank correlation over clips. */
export const clipSrocc = overClips(
  {
    id: 'clip_srocc',
    version: 1,
    title: 'Clip SROCC',
    summary: 'Spearman correlation over the clips, each the mean of its frames. With a handful of clips it is often exactly 1, which says little.',
    unit: 'none',
    range: [-1, 1],
    better: 'higher',
    secondary: false,
    undefinedWhen: 'there are fewer than two clips, or all predictions or all targets are equal',
  },
  spearman,
);
