import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Checkpoint } from '../../contracts/checkpoint.ts';
import { InputError } from '../../errors/errors.ts';
import { readExport } from './export.ts';

const nothing = { names: [], image_size: [] };

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
  assert.deepEqual(readExport(checkpoint(), nothing), {
    height: 256,
    width: 192,
    names: ['bowl', 'mug'],
    detections: { output: 'output0', layout: 'anchors', count: 1008 },
    prototypes: { output: 'output1', coefficients: 32, height: 64, width: 48 },
  });
});

test('rows of a model that suppresses inside are told by their shape, whatever the metadata say', () => {
  for (const end2end of ['True', 'False']) {
    const { detections } = readExport(checkpoint({ metadata: { ...checkpoint().metadata, end2end }, outputs: outputs([1, 300, 38]) }), nothing);
    assert.deepEqual(detections, { output: 'output0', layout: 'rows', count: 300 });
  }
});

test('what may be left out or written otherwise', () => {
  const { metadata } = checkpoint();
  assert.equal(readExport(checkpoint({ metadata: { names: "['bowl', 'mug']", imgsz: '[256, 192]' } }), nothing).names[1], 'mug');
  assert.equal(readExport(checkpoint({ metadata: { names: metadata['names'] ?? '' } }), nothing).width, 192);
  assert.equal(readExport(checkpoint({ outputs: outputs(['batch', 38, 1008]) }), nothing).detections.count, 1008);
  const square = { inputs: [{ name: 'images', type: 'float32', shape: ['batch', 3, 'height', 'width'] }], metadata: { ...metadata, imgsz: '256' } };
  assert.deepEqual([readExport(checkpoint(square), nothing).height, readExport(checkpoint(square), nothing).width], [256, 256]);
});

test('what is declared takes the place of the metadata', () => {
  const found = readExport(checkpoint({ metadata: {} }), { names: ['a', 'b'], image_size: [256, 192] });
  assert.deepEqual([found.names, found.height, found.width], [['a', 'b'], 256, 192]);
});

test('missing, unreadable and contradictory descriptions are refused, all at once', () => {
  const { metadata } = checkpoint();
  const cases: readonly [what: string, Checkpoint, declared: typeof nothing | { names: string[]; image_size: number[] }, number][] = [
    ['another task', checkpoint({ metadata: { ...metadata, task: 'detect' } }), nothing, 1],
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
    ['a detector', checkpoint({ outputs: [{ name: 'output0', type: 'float32', shape: [1, 84, 8400] }] }), nothing, 1],
    ['dynamic outputs', checkpoint({ outputs: outputs([1, 38, 'anchors']) }), nothing, 1],
    ['no inputs, no outputs, no metadata', checkpoint({ metadata: { task: 'pose' }, inputs: [], outputs: [] }), nothing, 4],
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
