/** A YOLO segmentation model as a foreground model: letterbox, detect, suppress, and make a foreground of the instances. */

import { z } from 'zod';
import { InputError } from '../errors/errors.ts';
import type { Backend } from './backend.ts';
import { foregrounds } from './foreground.ts';
import { instancePredictor } from './instances/model.ts';
import { paddings } from './yolo/detector.ts';
import { openYolo } from './yolo/instances.ts';
import { layoutNames } from './yolo/layouts.ts';
import { maskPaths } from './yolo/masks.ts';

const configuration = z.strictObject({
  /** A detection counts when its best class score is greater. */
  confidence: z.number().min(0).max(1).default(0.25),
  /** A box is suppressed when it overlaps a better one by more. Without effect on models that suppress inside. */
  iou: z.number().min(0).max(1).default(0.7),
  max_detections: z.int().positive().default(300),
  class_agnostic: z.boolean().default(false),
  /** Names of the classes that count; empty: all. */
  classes: z.array(z.string()).default([]),
  foreground: z.enum(foregrounds).default('union'),
  mask_path: z.enum(maskPaths).default('exact'),
  /** Class names by index, in place of the model's own; empty: the model's. */
  names: z.array(z.string()).default([]),
  /** [height, width] of the input, in place of the model's own; empty: the model's. */
  image_size: z.union([z.tuple([]), z.tuple([z.int().positive(), z.int().positive()])]).default([]),
  /** How detections are laid out; left out: told from metadata and shapes. */
  layout: z.enum(layoutNames).exactOptional(),
  /** Left out: the smallest canvas for an export that takes pictures of any size, else the full one. */
  padding: z.enum(paddings).exactOptional(),
  /** Stated, not chosen: pictures are always turned upright first. */
  apply_exif: z.literal(true).default(true),
});
export type YoloSegConfig = z.infer<typeof configuration>;

export const yoloSeg: Backend<YoloSegConfig, 'checkpoint'> = {
  kind: 'yolo_seg',
  source: 'checkpoint',
  configuration,
  async open(config, { model, runtime }) {
    const { files, metadata } = model.checkpoint;
    const location = files[0]?.name ?? 'model';
    const task = metadata['task'];
    if (task !== undefined && task !== 'segment') {
      throw new InputError({ code: 'EV3016', location, message: 'the model is for another task', got: task, expected: 'segment' });
    }
    const yolo = await openYolo(model, runtime, config, config.mask_path);
    if (yolo.hasMasks) return instancePredictor(yolo, config.foreground);
    await yolo.close();
    throw new InputError({
      code: 'EV3016',
      location,
      message: 'the model gives boxes only',
      expected: 'mask prototypes [1, coefficients, h, w] beside them',
    });
  },
};
