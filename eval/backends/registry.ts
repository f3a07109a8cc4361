/** The table of backends. A new kind is one file and one line here. */
import type { Backend } from './backend.ts';
import { cocoResults } from './coco_results.ts';
import { command } from './command.ts';
import { detr } from './detr.ts';
import { foldRegressor } from './fold_regressor.ts';
import { goldPredictions } from './gold_predictions.ts';
import { predictions } from './predictions.ts';
import { regionPredictions } from './region_predictions.ts';
import { regressor } from './regressor.ts';
import { saliency } from './saliency.ts';
import { yolo, yoloSeg } from './yolo.ts';
import { yoloResults } from './yolo_results.ts';

export const backends: ReadonlyMap<string, Backend> = new Map<string, Backend>(
  [yoloSeg, yolo, detr, saliency, regressor, foldRegressor, predictions, cocoResults, yoloResults, regionPredictions, goldPredictions, command].map(
    (backend) => [backend.kind, backend],
  ),
);
