/** A YOLO segmentation model as a foreground model: letterbox, detect, suppress, and make a foreground of the instances. */

import { z } from 'zod';
import { InputError } from '../errors/errors.ts';
import type { Size } from '../image/raster.ts';
import type { Backend, Outcome, Predictor, Sample } from './backend.ts';
import { maskOutcome, pictureOf } from './backend.ts';
import { each } from './each.ts';
import type { InstanceMask } from './foreground.ts';
import { foregroundOf, foregrounds } from './foreground.ts';
import type { Found, YoloDetector } from './yolo/detector.ts';
import { openDetector, paddings } from './yolo/detector.ts';
import { layoutNames } from './yolo/layouts.ts';
import { instanceMask, maskPaths } from './yolo/masks.ts';

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
    const detector = await openDetector(model, runtime, config);
    if (detector.hasMasks) return new YoloSegPredictor(detector, config);
    await detector.close();
    throw new InputError({
      code: 'EV3016',
      location,
      message: 'the model gives boxes only',
      expected: 'mask prototypes [1, coefficients, h, w] beside them',
    });
  },
};

class YoloSegPredictor implements Predictor {
  readonly #detector: YoloDetector;
  readonly #config: YoloSegConfig;

  constructor(detector: YoloDetector, config: YoloSegConfig) {
    this.#detector = detector;
    this.#config = config;
  }

  readonly predict = each((sample) => this.#outcome(sample));

  async #outcome(given: Sample): Promise<Outcome> {
    const sample = pictureOf(given);
    const found = await this.#detector.detect(sample);
    return 'failed' in found ? found : maskOutcome(foregroundOf(this.#instances(found, sample), this.#config.foreground, sample));
  }

  close(): Promise<void> {
    return this.#detector.close();
  }

  /** The best first, and each only when it is asked for: a large photo's planes would not all fit in memory. */
  *#instances({ detections, prototypes, letterbox }: Found, photo: Size): Generator<InstanceMask> {
    if (prototypes === undefined) throw new Error('a segmentation model gives prototypes');
    for (const detection of detections) yield instanceMask(detection, prototypes, letterbox, photo, this.#config.mask_path);
  }
}
