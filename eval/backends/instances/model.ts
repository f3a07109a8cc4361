/** What models of instances have in common, and the two predictions that can be made of what they find: the instances, or one foreground. */

import { detectionsOf } from '../../annotations/instances/schema.ts';
import type { Size } from '../../image/raster.ts';
import { encodeWindow, toText, type WindowMask } from '../../masks/runs.ts';
import { type ImageSample, maskOutcome, type Outcome, type Predictor, pictureOf } from '../backend.ts';
import { each } from '../each.ts';
import { type Foreground, foregroundOf } from '../foreground.ts';

/** Instances of one picture, the best first. */
export interface Instances {
  /** Names of their classes. */
  readonly parts: readonly string[];
  readonly scores: readonly number[];
  /** Corners on the photo in its pixels: left, top, right, bottom of the first one, of the second one, and so on. */
  readonly corners: readonly number[];
  /** The pixels of one, made when they are asked for: a large photo's planes would not all fit in memory. Undefined: boxes only. */
  readonly maskOf?: ((index: number) => WindowMask) | undefined;
}

export interface InstanceModel {
  /** @throws InputError at the sample when what comes out cannot be used */
  find(sample: ImageSample): Promise<Instances | { readonly failed: string }>;
  close(): Promise<void>;
}

/** @param foreground undefined: the instances themselves are predicted */
export function instancePredictor(model: InstanceModel, foreground: Foreground | undefined): Predictor {
  return {
    predict: each(async (given) => {
      const sample = pictureOf(given);
      const found = await model.find(sample);
      if ('failed' in found) return found;
      return foreground === undefined ? instancesOutcome(found, sample) : maskOutcome(foregroundOf(masksOf(found), foreground, sample));
    }),
    close: () => model.close(),
  };
}

function instancesOutcome({ parts, scores, corners, maskOf }: Instances, { width, height }: Size): Outcome {
  const boxes = corners.map((value, i) => (i % 4 < 2 ? value : Math.max(0, value - (corners[i - 2] as number))));
  const prediction = detectionsOf({ parts, scores, boxes });
  if (maskOf === undefined) return { prediction };
  const counts = parts.map((_, i) => toText(encodeWindow(maskOf(i), height, width)).counts);
  return { prediction: { ...prediction, masks: { size: [height, width], counts } } };
}

function* masksOf({ parts, maskOf }: Instances): Generator<WindowMask> {
  if (maskOf === undefined) throw new Error('a foreground is made of masks');
  for (let i = 0; i < parts.length; i++) yield maskOf(i);
}
