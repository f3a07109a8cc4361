/** A YOLO segmentation model as a foreground model: letterbox, detect, suppress, paint instances onto the photo. */

import { z } from 'zod';
import { InputError } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import type { Size } from '../image/raster.ts';
import { encodeMask } from '../masks/runs.ts';
import type { Model, ModelBackend, Outcome, Predictor, Sample } from './backend.ts';
import { maskOutcome, pictureOf } from './backend.ts';
import type { FloatTensor, Session } from './session.ts';
import { openSession } from './session.ts';
import type { Detection, Selection } from './yolo/detections.ts';
import { selectFromAnchors, selectFromRows } from './yolo/detections.ts';
import type { YoloExport } from './yolo/export.ts';
import { readExport } from './yolo/export.ts';
import type { Letterbox } from './yolo/letterbox.ts';
import { fit, letterboxed } from './yolo/letterbox.ts';
import type { InstanceMask, Prototypes } from './yolo/masks.ts';
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
  /** All instances, the one with the best score, or the one with the most pixels (the better of equal ones). */
  foreground: z.enum(['union', 'best', 'largest']).default('union'),
  mask_path: z.enum(maskPaths).default('exact'),
  /** Class names by index, in place of the model's own; empty: the model's. */
  names: z.array(z.string()).default([]),
  /** [height, width] of the input, in place of the model's own; empty: the model's. */
  image_size: z.union([z.tuple([]), z.tuple([z.int().positive(), z.int().positive()])]).default([]),
  /** Stated, not chosen: pictures are always turned upright first. */
  apply_exif: z.literal(true).default(true),
});
export type YoloSegConfig = z.infer<typeof configuration>;

export const yoloSeg: ModelBackend<YoloSegConfig> = {
  kind: 'yolo_seg',
  source: 'checkpoint',
  configuration,
  async open(config, model) {
    const description = readExport(model.checkpoint, config);
    const selection = selectionOf(config, description.names, model);
    return new YoloSegPredictor(await openSession(model), description, selection, config);
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

  async predict(given: Sample): Promise<Outcome> {
    const sample = pictureOf(given);
    const { height, width, detections, prototypes } = this.#model;
    const letterbox = fit(sample, { height, width });
    if (letterbox.width === 0 || letterbox.height === 0) {
      return { failed: `a picture of ${sample.width} x ${sample.height} pixels has no pixel left at the model's size of ${width} x ${height}` };
    }
    const input = { dims: [1, 3, height, width], data: letterboxed(await sample.image(), letterbox, this.#input) };
    const [found, grid] = await this.#session.run(input, [detections.output, prototypes.output], sample.id);
    if (found === undefined || grid === undefined) throw new Error('the session gives one result for each output');
    const mask = this.#paint(this.#select(found), { ...prototypes, data: grid.data }, letterbox, sample);
    return maskOutcome(encodeMask(mask, sample.height, sample.width));
  }

  close(): Promise<void> {
    return this.#session.close();
  }

  #select({ data }: FloatTensor): Detection[] {
    const { detections, names } = this.#model;
    if (detections.layout === 'anchors') return selectFromAnchors(data, names.length, detections.count, this.#selection);
    return selectFromRows(data, detections.count, this.#selection);
  }

  /** The foreground, row-major. Instances are made one at a time: a large photo's planes would not all fit in memory. */
  #paint(detections: readonly Detection[], prototypes: Prototypes, letterbox: Letterbox, photo: Size): Uint8Array {
    const { foreground, mask_path: path } = this.#config;
    const mask = new Uint8Array(photo.height * photo.width);
    let largest = 0;
    for (const detection of foreground === 'best' ? detections.slice(0, 1) : detections) {
      const instance = instanceMask(detection, prototypes, letterbox, photo, path);
      if (foreground === 'largest') {
        const pixels = instance.inside.data.reduce((count, inside) => count + inside, 0);
        if (pixels <= largest) continue;
        largest = pixels;
        mask.fill(0);
      }
      paint(instance, mask, photo.width);
    }
    return mask;
  }
}

function paint({ window, inside: { width, height, data } }: InstanceMask, mask: Uint8Array, stride: number): void {
  for (let y = 0, from = 0; y < height; y++) {
    let to = (window.y0 + y) * stride + window.x0;
    for (const end = to + width; to < end; to++) (mask[to] as number) |= data[from++] as number;
  }
}
