/** A YOLO model of any generation: every detection with its class, score and box, and its pixels where the model has them. */
import { z } from 'zod';
import { InputError } from '../errors/errors.ts';
import type { Backend } from './backend.ts';
import { foregrounds } from './foreground.ts';
import { instancePredictor } from './instances/model.ts';
import { paddings } from './yolo/detector.ts';
import { openYolo } from './yolo/instances.ts';
import { layoutNames } from './yolo/layouts.ts';
import { maskPaths } from './yolo/masks.ts';

/** Defaults are those of Ultralytics' validation, which curves of precision and recall need. */
const configuration = z.strictObject({
  confidence: z.number().min(0).max(1).default(0.001),
  iou: z.number().min(0).max(1).default(0.7),
  max_detections: z.int().positive().default(300),
  class_agnostic: z.boolean().default(false),
  /** Each class above the confidence makes a detection of its own; else only the best class of a place. */
  multi_label: z.boolean().default(true),
  classes: z.array(z.string()).default([]),
  names: z.array(z.string()).default([]),
  image_size: z.union([z.tuple([]), z.tuple([z.int().positive(), z.int().positive()])]).default([]),
  layout: z.enum(layoutNames).exactOptional(),
  padding: z.enum(paddings).exactOptional(),
  /** `none`: boxes only. Without effect on a model that has no masks. */
  mask_path: z.enum([...maskPaths, 'none']).default('exact'),
  /** One mask of the instances, in place of the instances. */
  foreground: z.enum(foregrounds).exactOptional(),
  /** Stated, not chosen: pictures are always turned upright first. */
  apply_exif: z.literal(true).default(true),
});
export type YoloConfig = z.infer<typeof configuration>;

export const yolo: Backend<YoloConfig, 'checkpoint'> = {
  kind: 'yolo',
  source: 'checkpoint',
  configuration,
  async open(config, { model, runtime }) {
    const { files, metadata } = model.checkpoint;
    const location = files[0]?.name ?? 'model';
    const task = metadata['task'];
    if (task !== undefined && task !== 'detect' && task !== 'segment') {
      throw new InputError({ code: 'EV3016', location, message: 'the model is for another task', got: task, expected: 'detect or segment' });
    }
    const opened = await openYolo(model, runtime, config, config.mask_path === 'none' ? undefined : config.mask_path);
    if (config.foreground === undefined || (opened.hasMasks && config.mask_path !== 'none')) return instancePredictor(opened, config.foreground);
    await opened.close();
    throw new InputError({
      code: 'EV3016',
      location,
      message: 'a foreground is made of masks, and there are boxes only',
      expected: 'a segmentation model',
    });
  },
};
