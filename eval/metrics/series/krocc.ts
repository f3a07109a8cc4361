import { kendallTauB } from '../../stats/regression/kendall.ts';
import { overFrames } from './over.ts';

/** Kendall's rank correlation over frames. */
export const krocc = overFrames(
  {
    id: 'krocc',
    version: 1,
    title: 'KROCC',
    summary: "Kendall's tau-b over the frames: concordant less discordant pairs over the untied ones.",
    unit: 'none',
    range: [-1, 1],
    better: 'higher',
    secondary: false,
    undefinedWhen: 'there are fewer than two frames, or all predictions or all targets are equal',
  },
  kendallTauB,
);
