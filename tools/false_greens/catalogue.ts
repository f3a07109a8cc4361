/** Every way to a false green that we know of, by the tool it was seen in. */
import { annotationFiles, corpora, featureTables } from './rows/corpora.ts';
import { criteriaFiles } from './rows/criteria_files.ts';
import { crops, leaderboard, maskChains } from './rows/crops.ts';
import { detections } from './rows/detections.ts';
import { goldLabels } from './rows/gold_labels.ts';
import { labelMaps } from './rows/label_maps.ts';
import { models } from './rows/models.ts';
import { predictionFiles } from './rows/predictions.ts';
import { regression } from './rows/regression.ts';
import type { Chapter } from './rows/row.ts';
import { scorecards } from './rows/scorecards.ts';
import { beyondEquality } from './rows/sized.ts';

export const catalogue: readonly Chapter[] = [
  goldLabels,
  crops,
  labelMaps,
  maskChains,
  leaderboard,
  scorecards,
  regression,
  criteriaFiles,
  predictionFiles,
  corpora,
  annotationFiles,
  featureTables,
  models,
  beyondEquality,
  detections,
];
