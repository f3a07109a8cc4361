/** The kinds of backend that are predictions made elsewhere. Apart from the others, so that who reads them loads no library of models. */
import type { Backend } from './backend.ts';
import { cocoResults } from './coco_results.ts';
import { goldPredictions } from './gold_predictions.ts';
import { maskFiles } from './mask_files.ts';
import { predictions } from './predictions.ts';
import { regionPredictions } from './region_predictions.ts';
import { yoloResults } from './yolo_results.ts';

export const importedBackends: readonly Backend[] = [predictions, cocoResults, yoloResults, maskFiles, regionPredictions, goldPredictions];
