/** Detection transformers: RT-DETR, D-FINE and RF-DETR. The picture is stretched to the model's size, nothing is suppressed. */
import * as z from 'zod';
import { InputError } from '../errors/errors.ts';
import { type Normalization, normalizedPlanes } from '../image/planes.ts';
import type { PictureReader, RgbImage, Size } from '../image/raster.ts';
import { resizeLinear } from '../image/resize_opencv.ts';
import { resizePillow } from '../image/resize_pillow.ts';
import { linearPlanes } from '../image/resize_real.ts';
import type { Backend } from './backend.ts';
import { areChosen, type Choice, type DetrDetection, ofChosen, ofQueries, ofRows } from './detr/decode.ts';
import { type DetrExport, readDetr } from './detr/export.ts';
import { activations, type Family, families, familyNames, type Resize, resizes } from './detr/families.ts';
import { doubtOf } from './detr/plausible.ts';
import { type InstanceModel, instancePredictor } from './instances/model.ts';
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
type DetrConfig = z.infer<typeof configuration>;

export const detr: Backend<DetrConfig, 'checkpoint'> = {
  kind: 'detr',
  source: 'checkpoint',
  configuration,
  async open(config, { model, runtime }) {
    const family: Family = { ...families[config.family], ...config };
    const description = readDetr(model.checkpoint, family.ends, config);
    const location = model.checkpoint.files[0]?.name ?? 'model';
    checkClasses(config.classes, description.names, location);
    const session = await openSession(model, runtime, family.ends === 'chosen' ? ['real', 'whole'] : ['real']);
    return instancePredictor(detrModel(session, description, family, config, location), undefined);
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

/** @throws InputError EV3029, when used, for what is not what the family says */
function detrModel(session: Session, model: DetrExport, family: Family, config: DetrConfig, location: string): InstanceModel {
  const { width, height, names, outputs } = model;
  const choice: Choice = { confidence: config.confidence, maximum: config.top_k, activation: family.activation };
  const classes = new Set(config.classes.length > 0 ? config.classes : names.filter((name) => name !== ''));
  const refuse = (message: string, got: string, expected: string): never => {
    throw new InputError({ code: 'EV3029', location, message, got, expected });
  };

  const read = ([first, second, third]: readonly FloatTensor[], photo: Size): DetrDetection[] => {
    if (first === undefined) throw new Error('the session gives one result for each output');
    if (second !== undefined) return third === undefined ? ofQueries(first, second, photo, choice) : ofChosen(first, second, third, choice);
    const fields = `6 or ${4 + names.length}, for ${names.length} classes`;
    const isChosen = areChosen(first, names.length) ?? refuse('the class names contradict the output', `${first.dims.at(-1)} fields`, fields);
    return ofRows(first, isChosen, photo, choice);
  };
  return {
    async find(sample) {
      const nameOf = (label: number): string =>
        names[label] ?? refuse(`${sample.id}: there is a class that has no name`, String(label), `a whole number below ${names.length}`);
      const { reader, planes } = readings[family.resize];
      const picture = { dims: [1, 3, height, width], data: planes(await sample.image(reader), { width, height }, { divisor: 255, ...family }) };
      const size = { dims: [1, 2], data: Float32Array.of(sample.width, sample.height) };
      const found = read(await session.run(family.ends === 'chosen' ? [picture, size] : picture, outputs, sample.id), sample);
      const doubt = doubtOf(found, family.ends, sample);
      if (doubt !== undefined) refuse(`${sample.id}: ${doubt.message}`, doubt.got, doubt.expected);
      const detections = found.map((one) => ({ ...one, part: nameOf(one.label) })).filter(({ part }) => classes.has(part));
      return {
        parts: detections.map(({ part }) => part),
        scores: detections.map(({ score }) => score),
        corners: detections.flatMap(({ corners }) => corners),
      };
    },
    close: () => session.close(),
  };
}
