import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { readModel } from './model.ts';

const checkpoints = `${import.meta.dirname}/../../datasets/pottery/checkpoints`;
const load = (name: string): Uint8Array => readFileSync(`${checkpoints}/${name}`);

/** A field of a message: a number, text, or a message. */
function field(number: number, value: number | string | Uint8Array): Uint8Array {
  if (typeof value === 'number') return Buffer.from([...varint(number * 8), ...varint(value)]);
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes]);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

const join = (...parts: Uint8Array[]): Uint8Array => Buffer.concat(parts);
const entry = (number: number, key: string, value: string): Uint8Array => field(number, join(field(1, key), field(2, value)));
const tensor = (name: string, location: string): Uint8Array =>
  join(field(1, 2), field(1, 3), field(2, 1), field(8, name), entry(13, 'location', location), field(14, 1));
const output = field(12, field(1, 'out'));
const model = (graph: Uint8Array, ...rest: Uint8Array[]): Uint8Array => join(field(1, 9), field(7, graph), ...rest);

function codeOf(bytes: Uint8Array): string {
  try {
    readModel(bytes, 'x.onnx');
    return 'read';
  } catch (error) {
    assert.ok(error instanceof InputError, String((error as Error).stack));
    return error.problems.map(({ code, location }) => `${code} ${location}`).join();
  }
}

test('inputs, outputs and metadata of an export', () => {
  const { inputs, outputs, metadata, external, irVersion } = readModel(load('pottery-v2.onnx'), 'v2');
  assert.deepEqual(inputs, [{ name: 'images', type: 'float32', shape: [1, 3, 256, 256] }]);
  assert.deepEqual(outputs, [
    { name: 'output0', type: 'float32', shape: [1, 40, 1344] },
    { name: 'output1', type: 'float32', shape: [1, 32, 64, 64] },
  ]);
  assert.equal(metadata['names'], "{0: 'bowl', 1: 'mug', 2: 'vase', 3: 'plate'}");
  assert.deepEqual(external, []);
  assert.ok(irVersion >= 3);
});

test('references to external data', () => {
  const { external } = readModel(load('pottery-v2-external/model.onnx'), 'external');
  assert.ok(external.length > 10);
  for (const { bytes, entries } of external) {
    assert.equal(entries.get('location'), 'model.data');
    assert.equal(Number(entries.get('length')), bytes);
  }
});

test('tensors are found in attributes, nested graphs, sparse tensors and functions; initializers are counted', () => {
  const attribute = (number: number, value: Uint8Array): Uint8Array => field(1, field(5, field(number, value)));
  const graph = join(
    field(5, tensor('weight', 'a')),
    attribute(5, tensor('constant', 'b')),
    attribute(6, join(field(5, tensor('branch', 'c')), attribute(11, field(5, tensor('loop', 'd'))))),
    field(15, field(1, tensor('sparse', 'e'))),
    output,
  );
  const inFunction = field(25, field(7, field(5, field(10, tensor('function', 'f')))));
  const { external, parameters } = readModel(model(graph, inFunction), 'x');
  assert.deepEqual(
    external.map((t) => [t.tensor, t.entries.get('location'), t.bytes]),
    [
      ['weight', 'a', 24],
      ['constant', 'b', 24],
      ['branch', 'c', 24],
      ['loop', 'd', 24],
      ['sparse', 'e', 24],
      ['function', 'f', 24],
    ],
  );
  // Six each: of the graph, its two branches, and the sparse one.
  assert.equal(parameters, 24);
});

test('weights listed among the inputs are not inputs; dynamic dimensions keep their names', () => {
  const shape = join(field(1, field(2, 'batch')), field(1, field(1, 3)), field(1, new Uint8Array(0)));
  const image = join(field(1, 'image'), field(2, field(1, join(field(1, 10), field(2, shape)))));
  const graph = join(field(5, field(8, 'weight')), field(11, field(1, 'weight')), field(11, image), output);
  const { inputs, outputs } = readModel(model(graph), 'x');
  assert.deepEqual(inputs, [{ name: 'image', type: 'float16', shape: ['batch', 3, ''] }]);
  assert.deepEqual(outputs, [{ name: 'out', type: 'unknown', shape: [] }]);
});

test('what is no model is refused', () => {
  const nested = Array.from({ length: 40 }).reduce<Uint8Array>((inner) => field(1, field(5, field(6, inner))), output);
  const cases: readonly [string, Uint8Array][] = [
    ['empty', new Uint8Array(0)],
    ['text', Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n')],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')],
    ['no graph', field(1, 9)],
    ['a graph without outputs', model(field(2, 'g'))],
    ['a number for the graph', join(field(1, 9), field(7, 5))],
    ['graphs without end', model(nested)],
    ['a number without end', Buffer.alloc(12, 0xff)],
  ];
  for (const [name, bytes] of cases) assert.equal(codeOf(bytes), 'EV3001 x.onnx', name);
});

test('a file cut inside its graph is refused, and garbage never crashes the reader', () => {
  const bytes = load('pottery-v2-external/model.onnx');
  for (let share = 0.05; share < 0.95; share += 0.05) assert.equal(codeOf(bytes.subarray(0, Math.floor(bytes.length * share))), 'EV3001 x.onnx');
  let state = 11;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
  for (let round = 0; round < 300; round++) {
    const damaged = Uint8Array.from(bytes);
    for (let i = 0; i < 20; i++) damaged[random() % (round % 2 === 0 ? 2000 : damaged.length)] = random();
    assert.match(codeOf(damaged), /^(read|EV3001 x\.onnx)$/, `seed 11, round ${round}`);
  }
});
