import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { backends } from '../backends/registry.ts';
import { onCpu } from '../backends/testing/predict.ts';
import type { Checkpoint } from '../contracts/checkpoint.ts';
import type { ImageInput } from '../contracts/corpus.ts';
import { predictionRow, predictionsHeader } from '../contracts/predictions.ts';
import { InputError } from '../errors/errors.ts';
import { displayedSize } from '../image/decode.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { digestOf, sha256 } from '../io/digest.ts';
import { encodeMask, toText } from '../masks/runs.ts';
import { pictureOpener, pictureReader } from './pictures.ts';
import { type InferInput, run } from './run.ts';

const folder = `${import.meta.dirname}/../../datasets/pottery`;
const bytesOf = (path: string): Buffer => readFileSync(`${folder}/${path}`);

const model = bytesOf('checkpoints/pottery-v2.onnx');
const checkpoint: Checkpoint = {
  schemaVersion: 1,
  kind: 'checkpoint',
  digest: sha256(model),
  files: [{ name: 'pottery-v2.onnx', sha256: sha256(model), bytes: model.length }],
  parameters: 0,
  metadata: { task: 'segment', imgsz: '[256, 256]', names: "{0: 'bowl', 1: 'mug', 2: 'vase', 3: 'plate'}" },
  inputs: [{ name: 'images', type: 'float32', shape: [1, 3, 256, 256] }],
  outputs: [
    { name: 'output0', type: 'float32', shape: [1, 40, 1344] },
    { name: 'output1', type: 'float32', shape: [1, 32, 64, 64] },
  ],
};

async function imageInput(id: string): Promise<ImageInput> {
  const image = `heldout/images/test/${id}.jpg`;
  return { kind: 'image', id, image, sha256: sha256(bytesOf(image)), ...(await displayedSize(bytesOf(image), id)) };
}

const images = await Promise.all(['pot_0008', 'pot_0001'].map(imageInput));

const yolo: InferInput = {
  backends,
  backend: { name: 'candidate', kind: 'yolo_seg', config: { classes: [] } },
  source: onCpu({ checkpoint, bytes: model, data: new Map() }),
  corpus: 'heldout',
  inputs: images,
  picture: pictureOpener(bytesOf),
};

const quoted = (text: string): InferInput => ({
  ...yolo,
  backend: { name: 'elsewhere', kind: 'predictions', config: {} },
  source: { kind: 'imported', files: [{ location: 'p.ndjson', text }] },
});

async function problems(input: InferInput): Promise<string[]> {
  try {
    await run(input);
    return [];
  } catch (error) {
    assert.ok(error instanceof InputError, String((error as Error).stack));
    return error.problems.map(({ code, location }) => `${code} ${location}`);
  }
}

test('a model on pictures: rows by id, header with the whole configuration', async () => {
  const { header, rows } = await run(yolo);
  assert.deepEqual(predictionsHeader.parse(header), header);
  assert.deepEqual(
    rows.map((row) => predictionRow.parse(row)),
    rows,
  );
  assert.deepEqual(
    rows.map(({ id, status, input }) => [id, status, input]),
    [
      ['pot_0001', 'ok', images[1]?.sha256],
      ['pot_0008', 'ok', images[0]?.sha256],
    ],
  );
  const { backend } = header;
  assert.deepEqual(backend.config, {
    apply_exif: true,
    class_agnostic: false,
    classes: [],
    confidence: 0.25,
    foreground: 'union',
    image_size: [],
    iou: 0.7,
    mask_path: 'exact',
    max_detections: 300,
    names: [],
  });
  assert.equal(backend.checkpoint, checkpoint.digest);
  const runtime = { provider: 'cpu', threads: 1, precision: 'float32' };
  assert.deepEqual(backend.runtime, runtime);
  assert.equal(backend.digest, digestOf({ kind: 'yolo_seg', config: backend.config, runtime, checkpoint: checkpoint.digest }));
});

test('order of the samples does not matter; the name is no part of the digest, configuration and runtime are', async () => {
  const first = await run(yolo);
  const second = await run({ ...yolo, inputs: [...images].reverse() });
  assert.equal(canonicalJson(first), canonicalJson(second));
  const named = await run({ ...yolo, inputs: [], backend: { ...yolo.backend, name: 'other' } });
  assert.equal(named.header.backend.digest, first.header.backend.digest);
  const changed = await run({ ...yolo, inputs: [], backend: { ...yolo.backend, config: { confidence: 0.3 } } });
  assert.notEqual(changed.header.backend.digest, first.header.backend.digest);
  const source = onCpu({ checkpoint, bytes: model, data: new Map() });
  const threads = await run({ ...yolo, inputs: [], source: { ...source, runtime: { ...source.runtime, threads: 2 } } });
  assert.notEqual(threads.header.backend.digest, first.header.backend.digest);
});

test('quoted predictions: no picture is opened, samples without a row have failed', async () => {
  const [turned] = images;
  const mask = toText(encodeMask(new Uint8Array((turned?.height ?? 0) * (turned?.width ?? 0)), turned?.height ?? 0, turned?.width ?? 0));
  const text = `${JSON.stringify({ id: 'pot_0008', mask })}\n`;
  const picture = (): never => assert.fail('a picture was opened');
  const { header, rows } = await run({ ...quoted(text), picture });
  assert.deepEqual(rows, [
    { id: 'pot_0001', status: 'failed', input: images[1]?.sha256, reason: 'no prediction in p.ndjson' },
    { id: 'pot_0008', status: 'ok', input: turned?.sha256, prediction: { kind: 'mask', mask } },
  ]);
  assert.equal(header.backend.checkpoint, null);
  assert.equal(header.backend.digest, digestOf({ kind: 'predictions', config: {}, predictions: [sha256(text)] }));
});

test('pictures that are not those of the corpus are told all at once', async () => {
  const [first, second] = images as [ImageInput, ImageInput];
  const changed = [
    { ...first, sha256: second.sha256 },
    { ...second, height: second.width, width: second.height },
    { ...first, id: 'cut', sha256: sha256(bytesOf(first.image).subarray(0, 900)), image: 'cut' },
  ];
  const readImage = (key: string): Uint8Array => (key === 'cut' ? bytesOf(first.image).subarray(0, 900) : bytesOf(key));
  assert.deepEqual(await problems({ ...yolo, inputs: changed, picture: pictureOpener(readImage) }), [
    'EV1001 cut',
    'EV1006 pot_0001',
    'EV1005 pot_0008',
  ]);
});

test('only declared pictures are read', async () => {
  const [first, second] = images as [ImageInput, ImageInput];
  const declared = new Map([[first.image, first.image]]);
  assert.deepEqual(
    await problems({
      ...yolo,
      picture: pictureOpener(pictureReader(declared, (key) => (declared.has(key) ? bytesOf(declared.get(key) ?? '') : undefined))),
    }),
    [`EV1004 ${second.image}`],
  );
});

test('backends that cannot be opened', async () => {
  const backend = (changes: object): InferInput => ({ ...yolo, backend: { ...yolo.backend, ...changes } });
  assert.deepEqual(await problems(backend({ kind: 'yollo' })), ['EV3011 candidate']);
  assert.deepEqual(await problems(backend({ config: { confidence: 2, maskpath: 'exact', foreground: 'all' } })), Array(3).fill('EV3012 candidate'));
  assert.deepEqual(await problems(backend({ kind: 'saliency', config: { apply_exif: false } })), ['EV3012 candidate']);
  assert.deepEqual(await problems({ ...yolo, source: quoted('').source }), ['EV3013 candidate']);
  assert.deepEqual(await problems({ ...quoted(''), source: yolo.source }), ['EV3013 elsewhere']);
  const of = (given: Checkpoint, bytes: Uint8Array): InferInput => ({ ...yolo, source: onCpu({ checkpoint: given, bytes, data: new Map() }) });
  assert.deepEqual(await problems(of(checkpoint, model.subarray(1))), ['EV3010 pottery-v2.onnx']);
  const files = [...checkpoint.files, { name: 'model.data', sha256: sha256('x'), bytes: 1 }];
  assert.deepEqual(await problems(of({ ...checkpoint, files }, model)), ['EV3010 model.data']);
});
