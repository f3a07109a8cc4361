/** The table of backends. A new kind is one file and one line here, or in `imported.ts` where no model is run. */
import type { Backend } from './backend.ts';
import { command } from './command.ts';
import { detr } from './detr.ts';
import { foldRegressor } from './fold_regressor.ts';
import { importedBackends } from './imported.ts';
import { regressor } from './regressor.ts';
import { saliency } from './saliency.ts';
import { yolo, yoloSeg } from './yolo.ts';

export const backends: ReadonlyMap<string, Backend> = new Map<string, Backend>(
  [yoloSeg, yolo, detr, saliency, regressor, foldRegressor, ...importedBackends, command].map((backend) => [backend.kind, backend]),
);
