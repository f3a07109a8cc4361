/** A YOLO segmentation model as a foreground model: letterbox, detect, suppress, and make a foreground of the instances. */

import { z } from 'zod';
import { InputError } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import type { Size } from '../image/raster.ts';
import type { Backend, Model, Outcome, Predictor, Sample } from './backend.ts';
import { maskOutcome, pictureOf } from './backend.ts';
import { each } from './each.ts';
import type { InstanceMask } from './foreground.ts';
import { foregroundOf, foregrounds } from './foreground.ts';
import type { FloatTensor, Session } from './session.ts';
import { openSession } from './session.ts';
import type { Detection, Selection } from './yolo/detections.ts';
import { selectFromAnchors, selectFromRows } from './yolo/detections.ts';
import type { YoloExport } from './yolo/export.ts';
import { readExport } from './yolo/export.ts';
import type { Letterbox } from './yolo/letterbox.ts';
import { fit, letterboxed } from './yolo/letterbox.ts';
import type { Prototypes } from './yolo/masks.ts';
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
  /** Stated, not chosen: pictures are always turned upright first. */
  apply_exif: z.literal(true).default(true),
});
export type YoloSegConfig = z.infer<typeof configuration>;

export const yoloSeg: Backend<YoloSegConfig, 'checkpoint'> = {
  kind: 'yolo_seg',
  source: 'checkpoint',
  configuration,
  async open(config, { model, runtime }) {
    const description = readExport(model.checkpoint, config);
    const selection = selectionOf(config, description.names, model);
    return new YoloSegPredictor(await openSession(model, runtime), description, selection, config);
  },
};

function selectionOf(config: YoloSegConfig, names: readonly string[], model: Model): Selection {
  const location = model.checkpoint.files[0]?.name ?? 'model';
  const unknown = config.classes.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new InputError(
      unknown.map((name) => {
        const message = `the model knows no class "${name}"${nearestText(name, names)}`;
        return { code: 'EV3017', location, message, expected: names.join(', ') };
      }),
    );
  }
  const labels = new Set(config.classes.map((name) => names.indexOf(name)));
  const { confidence, iou, max_detections: maximum, class_agnostic: classAgnostic } = config;
  return { confidence, iou, maximum, classAgnostic, keeps: (label) => labels.size === 0 || labels.has(label) };
}

class YoloSegPredictor implements Predictor {
  readonly #session: Session;
  readonly #model: YoloExport;
  readonly #selection: Selection;
  readonly #config: YoloSegConfig;
  /** Written anew for each picture. */
  readonly #input: Float32Array;

  constructor(session: Session, model: YoloExport, selection: Selection, config: YoloSegConfig) {
    this.#session = session;
    this.#model = model;
    this.#selection = selection;
    this.#config = config;
    this.#input = new Float32Array(3 * model.height * model.width);
  }

  readonly predict = each((sample) => this.#outcome(sample));

  async #outcome(given: Sample): Promise<Outcome> {
    const sample = pictureOf(given);
    const { height, width, detections, prototypes } = this.#model;
    const letterbox = fit(sample, { height, width });
    if (letterbox.width === 0 || letterbox.height === 0) {
      return { failed: `a picture of ${sample.width} x ${sample.height} pixels has no pixel left at the model's size of ${width} x ${height}` };
    }
    const input = { dims: [1, 3, height, width], data: letterboxed(await sample.image('opencv'), letterbox, this.#input) };
    const [found, grid] = await this.#session.run(input, [detections.output, prototypes.output], sample.id);
    if (found === undefined || grid === undefined) throw new Error('the session gives one result for each output');
    const instances = this.#instances(this.#select(found), { ...prototypes, data: grid.data }, letterbox, sample);
    return maskOutcome(foregroundOf(instances, this.#config.foreground, sample));
  }

  close(): Promise<void> {
    return this.#session.close();
  }

  #select({ data }: FloatTensor): Detection[] {
    const { detections, names } = this.#model;
    if (detections.layout === 'anchors') return selectFromAnchors(data, names.length, detections.count, this.#selection);
    return selectFromRows(data, detections.count, this.#selection);
  }

  /** The best first, and each only when it is asked for: a large photo's planes would not all fit in memory. */
  *#instances(detections: readonly Detection[], prototypes: Prototypes, letterbox: Letterbox, photo: Size): Generator<InstanceMask> {
    for (const detection of detections) yield instanceMask(detection, prototypes, letterbox, photo, this.#config.mask_path);
  }
}
