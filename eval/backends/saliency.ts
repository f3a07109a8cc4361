/**
 * rembg's chain for all of its models of salient objects, up to its soft map, which is then thresholded. No alpha matting, no
 * morphology: both are off in rembg unless asked for.
 */
import * as z from 'zod';
import { InputError } from '../errors/errors.ts';
import { type Normalization, normalizedPlanes } from '../image/planes.ts';
import type { GreyImage, Raster, RgbImage, Size } from '../image/raster.ts';
import { resizePillow } from '../image/resize_pillow.ts';
import { thumbnailPillow } from '../image/thumbnail_pillow.ts';
import { encodeThreshold, resampleNearest } from '../masks/runs.ts';
import { type Backend, maskOutcome, type Outcome, pictureOf } from './backend.ts';
import { activations } from './detr/families.ts';
import { each } from './each.ts';
import { type Family, families, familyNames } from './saliency/families.ts';
import { type FloatTensor, openSession } from './session.ts';

const divisor = z.number().positive();
const triple = z.tuple([z.number(), z.number(), z.number()]);

const configuration = z.strictObject({
  family: z.enum(familyNames).default('u2net'),
  /** The picture's longer edge is first shrunk to this many pixels (Pillow's thumbnail, Lanczos); 0: never. */
  edge_limit: z.int().nonnegative().default(0),
  /** A pixel is foreground when its 8-bit value reaches this. */
  threshold: z.int().min(1).max(255).default(128),
  /** Stated, not chosen: pictures are always turned upright first. */
  apply_exif: z.literal(true).default(true),
  /** These four: left out, what the family does. */
  image_size: z.tuple([z.int().positive(), z.int().positive()]).exactOptional(),
  mean: triple.exactOptional(),
  deviation: z.tuple([divisor, divisor, divisor]).exactOptional(),
  activation: z.enum(activations).exactOptional(),
});

export const saliency: Backend<z.infer<typeof configuration>, 'checkpoint'> = {
  kind: 'saliency',
  source: 'checkpoint',
  configuration,
  async open(config, { model, runtime }) {
    const preset: Family = families[config.family];
    const family: Family = { ...preset, ...config, size: config.image_size ?? preset.size };
    const { files, inputs, outputs } = model.checkpoint;
    const [output] = outputs;
    const shape = inputs[0]?.shape ?? [];
    const wanted = [1, 3, ...family.size];
    if (output === undefined || output.shape.length !== 4 || shape.length !== 4 || !shape.every((d, i) => typeof d === 'string' || d === wanted[i])) {
      const got = `[${shape.join(', ')}] to [${output?.shape.join(', ')}]`;
      const expected = `[${wanted.join(', ')}] to a map [1, 1, h, w] as first output`;
      throw new InputError({
        code: 'EV3016',
        location: files[0]?.name ?? 'model',
        message: `this is no model of the family ${config.family}`,
        got,
        expected,
        cure: 'Name the family that it is of; image_size, mean, deviation and activation declare one that has no name here.',
      });
    }
    const session = await openSession(model, runtime);
    const [height, width] = family.size;
    // Written anew for each picture.
    const input = new Float32Array(3 * height * width);
    const lanczos = (picture: Raster, { width, height }: Size): Raster => resizePillow(picture, { width, height, filter: 'lanczos' });
    return {
      predict: each(async (sample): Promise<Outcome> => {
        const photo = await pictureOf(sample).image('pillow');
        const picture = config.edge_limit === 0 ? photo : thumbnailPillow(photo, config.edge_limit);
        const data = normalized(lanczos(picture, { width, height }), family, input);
        const [map] = await session.run({ dims: [1, 3, height, width], data }, [output.name], sample.id);
        if (map === undefined) throw new Error('the session gives one result for each output');
        const grey = softMap(family.activation === 'sigmoid' ? sigmoids(map) : map);
        const values = lanczos(grey, picture);
        const mask = encodeThreshold(values.data, values.height, values.width, config.threshold);
        return maskOutcome(picture === photo ? mask : resampleNearest(mask, photo.height, photo.width));
      }),
      close: () => session.close(),
    };
  },
};

/**
 * Divided by the picture's largest value (all channels together), less the mean, divided by the deviation; in planes.
 * @param planes is overwritten and returned: one for all pictures, or the garbage collector runs every few of them
 */
export function normalized(picture: RgbImage, { mean, deviation }: Omit<Normalization, 'divisor'>, planes?: Float32Array): Float32Array {
  return normalizedPlanes(picture, { divisor: Math.max(extremes(picture.data).high, 1e-6), mean, deviation }, planes);
}

/** In single precision, as numpy computes it of a float32 map. */
function sigmoids({ dims, data }: FloatTensor): FloatTensor {
  return { dims, data: data.map((value) => 1 / Math.fround(1 + Math.fround(Math.exp(-value)))) };
}

/**
 * The first channel stretched to 0..1 by its own extremes, times 255, fraction cut off; float32 as in the original. A
 * constant map has no extremes to stretch and says nothing: all 0.
 */
export function softMap({ dims, data }: FloatTensor): GreyImage {
  const [height = 0, width = 0] = dims.slice(2);
  const map = data.subarray(0, width * height);
  const { low, high } = extremes(map);
  const range = Math.fround(high - low);
  const grey = new Uint8Array(map.length);
  if (range > 0) {
    for (let i = 0; i < grey.length; i++) grey[i] = Math.fround(Math.fround(Math.fround((map[i] as number) - low) / range) * 255);
  }
  return { width, height, data: grey };
}

function extremes(data: Uint8Array | Float32Array): { readonly low: number; readonly high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}
