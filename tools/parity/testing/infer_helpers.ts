/** What the parity tests of infer share: opening backends on files, comparing masks. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import type { ImageSample, Model, Predictor } from '../../../eval/backends/backend.ts';
import { predictOne } from '../../../eval/backends/each.ts';
import { backends } from '../../../eval/backends/registry.ts';
import { nothing, onCpu } from '../../../eval/backends/testing/predict.ts';
import { detectorOptions } from '../../../eval/backends/yolo/options.ts';
import { run as readCheckpoint } from '../../../eval/checkpoint/run.ts';
import { decodeMask, decodeRgb, displayedSize } from '../../../eval/image/decode.ts';
import { encodeThreshold, fromText, intersectionArea, type Runs, unionArea } from '../../../eval/masks/runs.ts';

export const shared = process.env['SHARED'] ?? '../shared';

const instructions = existsSync('/proc/cpuinfo') ? readFileSync('/proc/cpuinfo', 'utf8') : '';

/**
 * Why what is stated to the last digit does not hold here, or false. With AVX2 alone sums of bytes saturate, so that an int8 export is another model (0.06 off), and sums of floating-point numbers are made in
 * another order (boxes 0.00003 pixels off).
 */
export const otherProcessor = instructions.includes('avx2') && !/avx512f|vnni/.test(instructions) && 'this processor has AVX2 alone';

/** Settings of every reference: Ultralytics' predict. */
export const selection = { confidence: 0.25, iou: 0.7, maximum: 300, classAgnostic: false, multiLabel: false, keeps: () => true };

/** The same, as a backend declares them. */
export const settings = detectorOptions.parse({ confidence: 0.25, iou: 0.7, max_detections: 300 });

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

export function loadModel(path: string, data: Readonly<Record<string, string>> = {}): Model {
  const bytes = readFileSync(path);
  const files = new Map(Object.entries(data).map(([name, file]) => [name, readFileSync(file)]));
  return { checkpoint: readCheckpoint({ name: path.split('/').at(-1) ?? '', model: bytes, data: files }), bytes, data: files };
}

export async function open(kind: string, config: object, model: Model): Promise<Predictor> {
  const backend = backends.get(kind);
  assert.ok(backend?.source === 'checkpoint');
  return backend.open(backend.configuration.parse(config), onCpu(model), nothing);
}

export async function sampleOf(id: string, path: string): Promise<ImageSample> {
  const bytes = readFileSync(path);
  return { kind: 'image', id, ...(await displayedSize(bytes, id)), image: (reader) => decodeRgb(bytes, id, reader) };
}

export async function predict(predictor: Predictor, sample: ImageSample): Promise<Runs> {
  const outcome = await predictOne(predictor, sample);
  assert.ok('prediction' in outcome && outcome.prediction.kind === 'mask', `${sample.id}: ${JSON.stringify(outcome)}`);
  return fromText(outcome.prediction.mask);
}

/** A stored mask: values of 128 and more are inside. */
export async function readMask(path: string): Promise<Runs> {
  const { width, height, data } = await decodeMask(readFileSync(path), path);
  return encodeThreshold(data, height, width, 128);
}

export function iou(a: Runs, b: Runs): number {
  const union = unionArea(a, b);
  return union === 0 ? 1 : intersectionArea(a, b) / union;
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum / values.length;
}
