/** The table of backends. A new kind is one file and one line here. */
import type { Backend } from './backend.ts';
import { predictions } from './predictions.ts';
import { saliency } from './saliency.ts';
import { yoloSeg } from './yolo_seg.ts';

export const backends: ReadonlyMap<string, Backend> = new Map<string, Backend>(
  [yoloSeg, saliency, predictions].map((backend) => [backend.kind, backend]),
);
