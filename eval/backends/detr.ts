/** Detection transformers: RT-DETR, D-FINE and RF-DETR. The picture is stretched to the model's size, nothing is suppressed. */
import { z } from 'zod';
import { InputError } from '../errors/errors.ts';
import { type Normalization, normalizedPlanes } from '../image/planes.ts';
import type { PictureReader, RgbImage, Size } from '../image/raster.ts';
import { resizeLinear } from '../image/resize_opencv.ts';
import { resizePillow } from '../image/resize_pillow.ts';
import { linearPlanes } from '../image/resize_real.ts';
import type { Backend, ImageSample } from './backend.ts';
import { areChosen, type Choice, type DetrDetection, ofChosen, ofQueries, ofRows } from './detr/decode.ts';
import { type DetrExport, readDetr } from './detr/export.ts';
import { activations, type Family, families, familyNames, type Resize, resizes } from './detr/families.ts';
import { doubtOf } from './detr/plausible.ts';
import { type InstanceModel, type Instances, instancePredictor } from './instances/model.ts';
import { checkClasses, instanceOptions } from './instances/options.ts';
import { type FloatTensor, openSession, type Session } from './session.ts';

const triple = z.tuple([z.number(), z.number(), z.number()]);

/** A class name of `names` is empty where an index is no class. */
const configuration = z.strictObject({
  ...instanceOptions,
  family: z.enum(familyNames),
  /** A detection counts when its score is greater. */
  confidence: z.number().min(0).max(1).default(0.001),
  /** The best so many remain. */
  top_k: z.int().positive().default(300),
  /** These four: left out, what the family does. */
  resize: z.enum(resizes).exactOptional(),
  mean: triple.exactOptional(),
  deviation: triple.exactOptional(),
  activation: z.enum(activations).exactOptional(),
});
export type DetrConfig = z.infer<typeof configuration>;

export const detr: Backend<DetrConfig, 'checkpoint'> = {
  kind: 'detr',
  source: 'checkpoint',
  configuration,
  async open(config, { model, runtime }) {
    const preset: Family = families[config.family];
    const family = {
      ...preset,
      resize: config.resize ?? preset.resize,
      mean: config.mean ?? preset.mean,
      deviation: config.deviation ?? preset.deviation,
      activation: config.activation ?? preset.activation,
    };
    const description = readDetr(model.checkpoint, family.ends, config);
    const location = model.checkpoint.files[0]?.name ?? 'model';
    checkClasses(config.classes, description.names, location);
    const session = await openSession(model, runtime, family.ends === 'chosen' ? ['real', 'whole'] : ['real']);
    return instancePredictor(new DetrModel(session, description, family, config, location), undefined);
  },
};

interface Reading {
  readonly reader: PictureReader;
  readonly planes: (picture: RgbImage, size: Size, normal: Normalization) => Float32Array;
}

const readings: Readonly<Record<Resize, Reading>> = {
  pillow_bilinear: {
    reader: 'pillow',
    planes: (picture, size, normal) => normalizedPlanes(resizePillow(picture, { ...size, filter: 'bilinear' }), normal),
  },
  opencv_linear: { reader: 'opencv', planes: (picture, size, normal) => normalizedPlanes(resizeLinear(picture, size), normal) },
  torch_linear: { reader: 'pillow', planes: linearPlanes },
};

class DetrModel implements InstanceModel {
  readonly #session: Session;
  readonly #model: DetrExport;
  readonly #family: Family;
  readonly #choice: Choice;
  readonly #classes: ReadonlySet<string>;
  readonly #location: string;

  constructor(session: Session, model: DetrExport, family: Family, config: DetrConfig, location: string) {
    this.#session = session;
    this.#model = model;
    this.#family = family;
    this.#choice = { confidence: config.confidence, maximum: config.top_k, activation: family.activation };
    this.#classes = new Set(config.classes.length > 0 ? config.classes : model.names.filter((name) => name !== ''));
    this.#location = location;
  }

  async find(sample: ImageSample): Promise<Instances> {
    const { width, height, outputs } = this.#model;
    const { reader, planes } = readings[this.#family.resize];
    const picture = { dims: [1, 3, height, width], data: planes(await sample.image(reader), { width, height }, { divisor: 255, ...this.#family }) };
    const size = { dims: [1, 2], data: Float32Array.of(sample.width, sample.height) };
    const tensors = await this.#session.run(this.#family.ends === 'chosen' ? [picture, size] : picture, outputs, sample.id);
    const found = this.#read(tensors, sample);
    const doubt = doubtOf(found, this.#family.ends, sample);
    if (doubt !== undefined) throw new InputError({ code: 'EV3029', location: this.#location, ...doubt, message: `${sample.id}: ${doubt.message}` });
    const detections = found.filter(({ label }) => this.#classes.has(this.#nameOf(label, sample)));
    return {
      parts: detections.map(({ label }) => this.#nameOf(label, sample)),
      scores: detections.map(({ score }) => score),
      corners: detections.flatMap(({ corners }) => corners),
    };
  }

  close(): Promise<void> {
    return this.#session.close();
  }

  #read([first, second, third]: readonly FloatTensor[], photo: Size): DetrDetection[] {
    if (first === undefined) throw new Error('the session gives one result for each output');
    if (second === undefined) {
      const { names } = this.#model;
      const isChosen = areChosen(first, names.length);
      if (isChosen !== undefined) return ofRows(first, isChosen, photo, this.#choice);
      const [message, got] = ['the class names contradict the output', `${first.dims.at(-1)} fields`];
      throw new InputError({
        code: 'EV3029',
        location: this.#location,
        message,
        got,
        expected: `6 or ${4 + names.length}, for ${names.length} classes`,
      });
    }
    return third === undefined ? ofQueries(first, second, photo, this.#choice) : ofChosen(first, second, third, this.#choice);
  }

  #nameOf(label: number, { id }: ImageSample): string {
    const name = this.#model.names[label];
    if (name !== undefined) return name;
    const expected = `a whole number below ${this.#model.names.length}`;
    throw new InputError({
      code: 'EV3029',
      location: this.#location,
      message: `${id}: there is a class that has no name`,
      got: String(label),
      expected,
    });
  }
}
