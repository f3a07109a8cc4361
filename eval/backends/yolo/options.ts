/** What every backend of a YOLO model declares. */
import * as z from 'zod';
import { instanceOptions } from '../instances/options.ts';
import { layoutNames } from './layouts.ts';

export const share = z.number().min(0).max(1);

export const detectorOptions = z.strictObject({
  ...instanceOptions,
  /** A detection counts when its best class score is greater. */
  confidence: share,
  /** A box is suppressed when it overlaps a better one by more. Without effect on models that suppress inside. */
  iou: share.default(0.7),
  max_detections: z.int().positive().default(300),
  class_agnostic: z.boolean().default(false),
  /** How detections are laid out; left out: told from metadata and shapes. */
  layout: z.enum(layoutNames).exactOptional(),
  /** How far the canvas goes: to the model's size, or to the next multiple of its stride; left out: as the export was made for. */
  padding: z.enum(['full', 'smallest']).exactOptional(),
});
export type DetectorOptions = z.infer<typeof detectorOptions> & { readonly multi_label?: boolean };
