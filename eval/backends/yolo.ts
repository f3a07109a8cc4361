/** A YOLO model of any generation: every detection with its class, score and box, or one foreground of the instances that have pixels. */
import * as z from 'zod';
import { InputError } from '../errors/errors.ts';
import type { Backend, Model } from './backend.ts';
import { foregrounds } from './foreground.ts';
import { instancePredictor } from './instances/model.ts';
import { openYolo } from './yolo/instances.ts';
import { maskPaths } from './yolo/masks.ts';
import { detectorOptions, share } from './yolo/options.ts';

/** Defaults are those of Ultralytics' validation, which curves of precision and recall need. */
const instancesConfiguration = detectorOptions.extend({
  confidence: share.default(0.001),
  /** Each class above the confidence makes a detection of its own; else only the best class of a place. */
  multi_label: z.boolean().default(true),
  /** `none`: boxes only. Without effect on a model that has no masks. */
  mask_path: z.enum([...maskPaths, 'none']).default('exact'),
  /** One mask of the instances, in place of the instances. */
  foreground: z.enum(foregrounds).exactOptional(),
});

const foregroundConfiguration = detectorOptions.extend({
  confidence: share.default(0.25),
  mask_path: z.enum(maskPaths).default('exact'),
  foreground: z.enum(foregrounds).default('union'),
});

/** Instances, or with `foreground` one mask of them. */
export const yolo: Backend<z.infer<typeof instancesConfiguration>, 'checkpoint'> = {
  kind: 'yolo',
  source: 'checkpoint',
  configuration: instancesConfiguration,
  async open(config, { model, runtime }) {
    checkTask(model, ['detect', 'segment']);
    const opened = await openYolo(model, runtime, config, config.mask_path === 'none' ? undefined : config.mask_path);
    if (config.foreground === undefined || (opened.hasMasks && config.mask_path !== 'none')) return instancePredictor(opened, config.foreground);
    await opened.close();
    throw unusable(model, { message: 'a foreground is made of masks, and there are boxes only', expected: 'a segmentation model' });
  },
};

/** A segmentation model as a foreground model: letterbox, detect, suppress, and make a foreground of the instances. */
export const yoloSeg: Backend<z.infer<typeof foregroundConfiguration>, 'checkpoint'> = {
  kind: 'yolo_seg',
  source: 'checkpoint',
  configuration: foregroundConfiguration,
  async open(config, { model, runtime }) {
    checkTask(model, ['segment']);
    const opened = await openYolo(model, runtime, config, config.mask_path);
    if (opened.hasMasks) return instancePredictor(opened, config.foreground);
    await opened.close();
    throw unusable(model, { message: 'the model gives boxes only', expected: 'mask prototypes [1, coefficients, h, w] beside them' });
  },
};

/** @throws InputError EV3016 for a model that says of itself that it is for another task */
function checkTask(model: Model, tasks: readonly string[]): void {
  const task = model.checkpoint.metadata['task'];
  if (task === undefined || tasks.includes(task)) return;
  throw unusable(model, { message: 'the model is for another task', got: task, expected: tasks.join(' or ') });
}

function unusable({ checkpoint }: Model, problem: { readonly message: string; readonly got?: string; readonly expected: string }): InputError {
  return new InputError({ code: 'EV3016', location: checkpoint.files[0]?.name ?? 'model', ...problem });
}
