/** Every way to a false green that we know of, by the tool it was seen in. */
import { crops, leaderboard, maskChains } from './rows/crops.ts';
import { goldLabels } from './rows/gold_labels.ts';
import { labelMaps } from './rows/label_maps.ts';
import { regression } from './rows/regression.ts';
import type { Chapter } from './rows/row.ts';
import { scorecards } from './rows/scorecards.ts';

export const catalogue: readonly Chapter[] = [goldLabels, crops, labelMaps, maskChains, leaderboard, scorecards, regression];
