/** Exports of detectors as small graphs, written by testdata/make_models.py: each shows the same two objects, or is refused. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Checkpoint } from '../contracts/checkpoint.ts';
import { InputError } from '../errors/errors.ts';
import { area, fromText } from '../masks/runs.ts';
import { readModel } from '../onnx/model.ts';
import type { ImageSample, Model, Outcome } from './backend.ts';
import { detr } from './detr.ts';
import { openSession } from './session.ts';
import { instancesOf, onCpu, outcomeOf } from './testing/predict.ts';
import { yolo, yoloSeg } from './yolo.ts';

const models = JSON.parse(readFileSync(`${import.meta.dirname}/testdata/models.json`, 'utf8')) as Readonly<Record<string, string>>;

function load(name: string): Model {
  const bytes = Buffer.from(models[name] ?? assert.fail(name), 'base64');
  const { inputs, outputs, metadata } = readModel(bytes, name);
  const values = (list: typeof inputs) => list.map((info) => ({ ...info, shape: [...info.shape] }));
  const sha256 = `sha256:${'0'.repeat(64)}`;
  const files = [{ name: 'model.onnx', sha256, bytes: bytes.length }];
  const checkpoint: Checkpoint = {
    schemaVersion: 1,
    kind: 'checkpoint',
    digest: sha256,
    files,
    parameters: 0,
    metadata: { ...metadata },
    inputs: values(inputs),
    outputs: values(outputs),
  };
  return { checkpoint, bytes, data: new Map() };
}

/** Twice the size of the models' input. */
const [width, height] = [64, 64];
const photo: ImageSample = {
  kind: 'image',
  id: 'photo',
  width,
  height,
  image: async () => ({ width, height, data: new Uint8Array(3 * width * height) }),
};

const predict = (name: string, config: object): Promise<Outcome> => outcomeOf(yolo, onCpu(load(name)), { confidence: 0.5, ...config }, photo);

/** Boxes of the two objects on the photo: left, top, width, height. */
const boxes = [24, 24, 16, 16, 4, 4, 8, 12];
const declared = { names: ['a', 'b'], image_size: [32, 32] };

const read: readonly [name: string, config: object][] = [
  ['yolov8', {}],
  ['yolov8 without metadata', declared],
  ['yolov8 dynamic', {}],
  ['yolov8 batch of 3', {}],
  ['yolov8 half', {}],
  ['yolov8 suppressed', {}],
  ['yolov8 suppressed dynamic', {}],
  ['yolov8-seg', { mask_path: 'none' }],
  ['yolov10', {}],
  ['yolov10 without metadata', declared],
  ['yolov10, as many rows as cells', declared],
  ['yolov5', {}],
  ['yolov6', declared],
  ['yolov7', declared],
];

for (const [name, config] of read) {
  test(`read: ${name}`, async () => {
    const { parts, scores, boxes: found, masks } = instancesOf(await predict(name, config));
    assert.deepEqual([parts, found, masks], [['b', 'a'], boxes, undefined]);
    // Half precision has 11 bits.
    for (const [i, score] of [0.9, 0.75].entries()) assert.ok(Math.abs((scores[i] ?? 0) - score) < 1e-3, String(scores));
  });
}

for (const name of ['yolov8-seg', 'yolov8-seg half', 'yolo26-seg']) {
  test(`read: ${name}, with the pixels of its objects`, async () => {
    const { parts, boxes: found, masks } = instancesOf(await predict(name, {}));
    assert.deepEqual([parts, found, masks?.size], [['b', 'a'], boxes, [64, 64]]);
    // Prototypes and coefficients are 1 everywhere: the mask is the box.
    assert.deepEqual(
      masks?.counts.map((counts) => area(fromText({ size: [64, 64], counts }))),
      [256, 96],
    );
    const all = await outcomeOf(yoloSeg, onCpu(load(name)), {}, photo);
    const union = await predict(name, { foreground: 'union' });
    assert.deepEqual(union, all);
    assert.ok('prediction' in all && all.prediction.kind === 'mask' && area(fromText(all.prediction.mask)) === 352);
  });
}

test('one class with objectness: the product in YOLOv5, objectness alone in YOLOv7, which nothing tells but a declaration', async () => {
  const scores = async (name: string, config: object): Promise<number[]> =>
    instancesOf(await predict(name, config)).scores.map((score) => Math.round(score * 1000) / 1000);
  assert.deepEqual(await scores('one class, yolov5', { image_size: [32, 32] }), [0.9, 0.75]);
  const one = { names: ['b'], image_size: [32, 32] };
  assert.deepEqual(await scores('one class, yolov7', { ...one, layout: 'objectness_only' }), [0.9, 0.75]);
  assert.deepEqual(await scores('one class, yolov7', { ...one, layout: 'objectness', confidence: 0.3 }), [0.45, 0.375]);
  assert.equal(await codeOf(predict('one class, yolov7', one)), 'EV3016');
});

async function codeOf(outcome: Promise<Outcome>): Promise<string> {
  try {
    return JSON.stringify(await outcome);
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    return error.problems.map(({ code }) => code).join();
  }
}

const refused: readonly [name: string, config: object, code: string][] = [
  ['rtdetr of Ultralytics', {}, 'EV3016'],
  ['rtdetr of Ultralytics, metadata lost', declared, 'EV3029'],
  // Nothing is found, and what the model is shows all the same.
  ['rtdetr of Ultralytics, metadata lost', { ...declared, confidence: 0.95 }, 'EV3029'],
  ['scores before the sigmoid', {}, 'EV3029'],
  ['scores before the sigmoid, none above 1', {}, 'EV3029'],
  ['rows of centres and sizes', {}, 'EV3029'],
  ['labels of another data set', {}, 'EV3029'],
  ['yolov8 transposed', { ...declared, confidence: 0.95 }, 'EV3029'],
  ['rfdetr', declared, 'EV3016'],
  ['rtdetr', declared, 'EV3016'],
  ['yolov8', { foreground: 'union' }, 'EV3016'],
  ['yolov8', { names: ['a', 'b', 'c'] }, 'EV3016'],
  ['yolov8', { layout: 'rows' }, 'EV3016'],
];
for (const [name, config, code] of refused) {
  test(`refused: ${name}, ${JSON.stringify(config)}`, async () => assert.equal(await codeOf(predict(name, config)), code));
}

for (const [name, config] of [
  ['rtdetr', { family: 'rtdetr', ...declared }],
  ['rtdetr', { family: 'dfine', ...declared }],
  ['rfdetr', { family: 'rfdetr', names: ['', 'a', 'b'] }],
  ['rtdetr of Ultralytics', { family: 'rtdetr_ultralytics' }],
  ['rtdetr of Ultralytics dynamic', { family: 'rtdetr_ultralytics' }],
  ['rtdetr of Ultralytics, metadata lost', { family: 'rtdetr_ultralytics', ...declared }],
] as const) {
  test(`transformers: ${name} as ${config.family}`, async () => {
    const { parts, scores, boxes: found } = instancesOf(await outcomeOf(detr, onCpu(load(name)), { confidence: 0.5, ...config }, photo));
    assert.deepEqual([parts, found, scores.map((score) => Math.round(score * 1000) / 1000)], [['b', 'a'], boxes, [0.9, 0.75]]);
  });
}

test('transformers: unknown classes, missing outputs and names are told', async () => {
  const code = (name: string, config: object) => codeOf(outcomeOf(detr, onCpu(load(name)), detr.configuration.parse(config), photo));
  assert.equal(await code('rtdetr', { family: 'rtdetr', ...declared, classes: ['c'] }), 'EV3017');
  assert.equal(await code('rtdetr', { family: 'rtdetr' }), 'EV3016');
  assert.equal(await code('rfdetr', { family: 'rtdetr', ...declared }), 'EV3016,EV3016');
  assert.equal(await code('rfdetr', { family: 'rfdetr', ...declared }), 'EV3016');
  assert.equal(await code('rtdetr', { family: 'rtdetr', image_size: [32, 32], names: ['a'] }), 'EV3029');
  const ofPixels = { family: 'rtdetr_ultralytics', image_size: [32, 32] };
  assert.equal(await code('yolov5', { ...ofPixels, names: ['a', 'b', 'c'] }), 'EV3029');
  assert.equal(await code('yolov10 without metadata', { ...ofPixels, names: ['a', 'b'] }), 'EV3029');
});

test('a pad of zeros in front of a pooling counts: ONNX Runtime would fuse them into one where it does not', async () => {
  const session = await openSession(load('pad before pooling'), onCpu(load('pad before pooling')).runtime);
  const [output] = await session.run({ dims: [1, 1, 2, 2], data: Float32Array.of(-1, -2, -3, -4) }, ['y'], 'sample');
  await session.close();
  assert.deepEqual([...(output?.data ?? [])], [-1, 0, 0, 0]);
});
