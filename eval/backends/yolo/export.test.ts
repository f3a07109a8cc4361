import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Checkpoint } from '../../contracts/checkpoint.ts';
import { InputError } from '../../errors/errors.ts';
import { type Declared, readExport, type YoloExport } from './export.ts';

/** An export whose shapes are stated. */
function described(...given: Parameters<typeof readExport>): YoloExport {
  const found = readExport(...given);
  assert.ok(!('unmeasured' in found));
  return found;
}

const nothing: Declared = { names: [], image_size: [] };

function checkpoint(changes: Partial<Pick<Checkpoint, 'metadata' | 'inputs' | 'outputs'>> = {}): Checkpoint {
  const sha256 = `sha256:${'0'.repeat(64)}`;
  return {
    schemaVersion: 1,
    kind: 'checkpoint',
    digest: sha256,
    files: [{ name: 'm.onnx', sha256, bytes: 1 }],
    parameters: 0,
    metadata: { task: 'segment', imgsz: '[256, 192]', names: "{0: 'bowl', 1: 'mug'}" },
    inputs: [{ name: 'images', type: 'float32', shape: [1, 3, 256, 192] }],
    outputs: [
      { name: 'output0', type: 'float32', shape: [1, 38, 1008] },
      { name: 'output1', type: 'float32', shape: [1, 32, 64, 48] },
    ],
    ...changes,
  };
}

const outputs = (shape0: (number | string)[], shape1: (number | string)[] = [1, 32, 64, 48]) => [
  { name: 'output0', type: 'float32', shape: shape0 },
  { name: 'output1', type: 'float32', shape: shape1 },
];

test('an export describes itself', () => {
  assert.deepEqual(described(checkpoint(), nothing), {
    height: 256,
    width: 192,
    batch: 1,
    dynamic: false,
    stride: 32,
    names: ['bowl', 'mug'],
    detections: { output: 'output0', layouts: ['anchors'] },
    prototypes: { output: 'output1', coefficients: 32 },
  });
});

test('what may be left out or written otherwise', () => {
  const { metadata } = checkpoint();
  assert.equal(described(checkpoint({ metadata: { names: "['bowl', 'mug']", imgsz: '[256, 192]' } }), nothing).names[1], 'mug');
  assert.equal(described(checkpoint({ metadata: { names: metadata['names'] ?? '' } }), nothing).width, 192);
  const square = { inputs: [{ name: 'images', type: 'float32', shape: ['batch', 3, 'height', 'width'] }], metadata: { ...metadata, imgsz: '256' } };
  const found = described(checkpoint({ ...square, outputs: outputs(['batch', 38, 1344], ['batch', 32, 64, 64]) }), nothing);
  assert.deepEqual([found.height, found.width, found.detections.layouts], [256, 256, ['anchors']]);
});

test('what is declared takes the place of the metadata', () => {
  const found = described(checkpoint({ metadata: {} }), { names: ['a', 'b'], image_size: [256, 192] });
  assert.deepEqual([found.names, found.height, found.width], [['a', 'b'], 256, 192]);
});

test('an export that leaves shapes open is to be measured, and then read', () => {
  const { metadata } = checkpoint();
  const open = checkpoint({
    metadata: { ...metadata, args: "{'batch': 1, 'dynamic': True, 'data': None}", stride: '32' },
    inputs: [{ name: 'images', type: 'float32', shape: ['batch', 3, 'height', 'width'] }],
    outputs: outputs(['batch', 'Concat_dim_1', 'anchors'], ['batch', 32, 'mask_height', 'mask_width']),
  });
  assert.deepEqual(readExport(open, nothing), { unmeasured: [1, 3, 256, 192] });
  const shapes = new Map([
    ['output0', [1, 38, 1008]],
    ['output1', [1, 32, 64, 48]],
  ]);
  const found = described(open, nothing, shapes);
  assert.deepEqual([found.dynamic, found.detections.layouts, found.prototypes?.coefficients], [true, ['anchors'], 32]);
});

/** An input of 256 x 192 has 1008 cells at strides 8, 16 and 32; 240 at 16 and 32; 1020 with 64 too. */
test('layouts by shape and metadata', () => {
  const ultralytics = { task: 'detect', imgsz: '[256, 192]' };
  const cases: readonly [what: string, shape: number[], classes: number, metadata: Record<string, string>, layouts: string[]][] = [
    ['YOLOv8', [1, 84, 1008], 80, ultralytics, ['anchors']],
    ['four levels', [1, 84, 1020], 80, ultralytics, ['anchors']],
    ['two levels', [1, 84, 240], 80, ultralytics, ['anchors']],
    ['one class', [1, 5, 1008], 1, ultralytics, ['anchors']],
    ['end to end', [1, 300, 6], 80, { ...ultralytics, end2end: 'True' }, ['rows']],
    ['end to end without metadata', [1, 300, 6], 80, {}, ['rows']],
    ['suppression inside', [1, 300, 6], 80, { ...ultralytics, args: "{'nms': True}" }, ['rows']],
    ['as many classes as would make six anchors of the rows', [1, 300, 6], 296, {}, ['rows']],
    ['YOLOv5', [1, 3024, 85], 80, { stride: '32' }, ['objectness']],
    ['YOLOv6', [1, 1008, 85], 80, {}, ['objectness']],
    ['one class, metadata silent', [1, 3024, 6], 1, {}, ['rows', 'objectness', 'objectness_only']],
    ['one class, of YOLOv5', [1, 3024, 6], 1, { stride: '32', names: "{0: 'a'}" }, ['rows', 'objectness']],
    ['one class, of YOLOv10 with as many rows as cells', [1, 1008, 6], 1, ultralytics, ['rows']],
    ['a batch of four', [4, 84, 1008], 80, ultralytics, ['anchors']],
  ];
  for (const [what, shape, classes, metadata, layouts] of cases) {
    const names = Array.from({ length: classes }, (_, i) => String(i));
    const model = checkpoint({
      metadata,
      inputs: [{ name: 'images', type: 'float32', shape: [shape[0] ?? 1, 3, 256, 192] }],
      outputs: [{ name: 'output0', type: 'float32', shape }],
    });
    assert.deepEqual(described(model, { names: metadata['names'] === undefined ? names : [], image_size: [] }).detections.layouts, layouts, what);
  }
});

test('a declared layout decides, if the shape can have it', () => {
  const one = checkpoint({ metadata: { imgsz: '[256, 192]' }, outputs: [{ name: 'output', type: 'float32', shape: [1, 3024, 6] }] });
  assert.deepEqual(described(one, { names: ['a'], image_size: [], layout: 'objectness_only' }).detections.layouts, ['objectness_only']);
  assert.throws(() => readExport(one, { names: ['a'], image_size: [], layout: 'anchors' }), /no output has the shape of detections/);
});

test('exports that are none of ours are refused by what they are', () => {
  const cases: readonly [string, [name: string, shape: number[]][], RegExp, Record<string, string>?][] = [
    ['RT-DETR, as it says', [['output0', [1, 300, 6]]], /this is an RT-DETR model/, { head: 'RTDETRDecoder', task: 'detect' }],
    ['RT-DETR, by its shape', [['output0', [1, 300, 84]]], /this is an RT-DETR model/],
    [
      'TensorRT',
      [
        ['num_dets', [1, 1]],
        ['det_boxes', [1, 100, 4]],
        ['det_scores', [1, 100]],
        ['det_classes', [1, 100]],
      ],
      /for TensorRT/,
    ],
    ['YOLOv7 with suppression', [['output', [9, 7]]], /of YOLOv7 with suppression inside/],
    [
      'raw grids',
      [
        ['a', [1, 3, 32, 24, 85]],
        ['b', [1, 3, 16, 12, 85]],
        ['c', [1, 3, 8, 6, 85]],
      ],
      /raw grids of anchors/,
    ],
    [
      'YOLO-NAS',
      [
        ['boxes', [1, 1008, 4]],
        ['scores', [1, 1008, 80]],
      ],
      /YOLO-NAS/,
    ],
    [
      'YOLOv9 with both heads',
      [
        ['output0', [1, 84, 1008]],
        ['output1', [1, 84, 1008]],
      ],
      /several outputs could hold/,
    ],
    ['transposed', [['output0', [1, 1008, 84]]], /no output has the shape of detections/],
    ['other grids', [['output0', [1, 84, 1000]]], /no output has the shape of detections/],
    ['pose', [['output0', [1, 56, 1008]]], /no output has the shape of detections/],
  ];
  const names = Array.from({ length: 80 }, (_, i) => String(i));
  for (const [what, shapes, message, metadata = {}] of cases) {
    const model = checkpoint({ metadata, outputs: shapes.map(([name, shape]) => ({ name, type: 'float32', shape })) });
    assert.throws(() => readExport(model, { names, image_size: [256, 192] }), message, what);
  }
});

test('missing, unreadable and contradictory descriptions are refused, all at once', () => {
  const { metadata } = checkpoint();
  const cases: readonly [what: string, Checkpoint, declared: Declared, number][] = [
    ['no names', checkpoint({ metadata: { imgsz: '[256, 192]' } }), nothing, 1],
    ['names with a gap', checkpoint({ metadata: { ...metadata, names: "{0: 'bowl', 2: 'mug'}" } }), nothing, 1],
    ['names that are code', checkpoint({ metadata: { ...metadata, names: 'dict(a=1)' } }), nothing, 1],
    ['more names than channels', checkpoint({ metadata: { ...metadata, names: "{0: 'a', 1: 'b', 2: 'c'}" } }), nothing, 1],
    ['declared names that do not fit', checkpoint(), { names: ['a'], image_size: [] }, 1],
    ['a size that contradicts the input', checkpoint({ metadata: { ...metadata, imgsz: '[640, 640]' } }), nothing, 1],
    ['a size that is none', checkpoint({ metadata: { ...metadata, imgsz: '[256]' } }), nothing, 1],
    [
      'a dynamic input without a size',
      checkpoint({ metadata: { names: metadata['names'] ?? '' }, inputs: [{ name: 'images', type: 'float32', shape: ['b', 3, 'h', 'w'] }] }),
      nothing,
      1,
    ],
    ['no inputs, no outputs, no metadata', checkpoint({ metadata: { task: 'pose' }, inputs: [], outputs: [] }), nothing, 2],
  ];
  for (const [what, broken, declared, count] of cases) {
    assert.throws(
      () => readExport(broken, declared),
      (error) => {
        assert.ok(error instanceof InputError, String(error));
        assert.deepEqual(
          error.problems.map(({ code, location }) => `${code} ${location}`),
          Array(count).fill('EV3016 m.onnx'),
          what,
        );
        return true;
      },
    );
  }
});
