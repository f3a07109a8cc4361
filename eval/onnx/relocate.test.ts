import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readModel } from './model.ts';
import { delimited } from './protobuf.ts';
import { relocate } from './relocate.ts';

const broken = `${import.meta.dirname}/../../datasets/clips/broken`;
const load = (path: string): Uint8Array => readFileSync(`${broken}/${path}`);

test('a renamed model with its name put back is the original, byte for byte', () => {
  assert.ok(Buffer.from(relocate(load('renamed-model/model.onnx'), 'model.onnx.data')).equals(load('control-external/model.onnx')));
});

test('a model without external data keeps its bytes', () => {
  const bytes = load('control-inline/model.onnx');
  assert.equal(relocate(bytes, 'x'), bytes);
});

test('names of any length, there and back', () => {
  const bytes = load('control-external/model.onnx');
  for (const location of ['a', 'x'.repeat(5000), 'größe.data']) {
    const moved = relocate(bytes, location);
    assert.deepEqual([...new Set(readModel(moved, 'm').external.map(({ entries }) => entries.get('location')))], [location]);
    assert.ok(Buffer.from(relocate(moved, 'model.onnx.data')).equals(bytes));
  }
});

const join = (...parts: Uint8Array[]): Uint8Array => Buffer.concat(parts);
const number = (field: number, value: number): Uint8Array => Uint8Array.of(field * 8, value);
const entry = (key: string, value: string): Uint8Array => delimited(13, join(delimited(1, key), delimited(2, value)));
const tensor = (name: string): Uint8Array =>
  join(number(1, 1), number(2, 1), delimited(8, name), entry('location', name), entry('length', '4'), number(14, 1));

test('tensors are found wherever they may lie, and fields that are not known are kept', () => {
  const attribute = (field: number, value: Uint8Array): Uint8Array => delimited(1, delimited(5, delimited(field, value)));
  const unknown = delimited(99, 'kept');
  const graph = join(
    delimited(5, tensor('a')),
    attribute(5, tensor('b')),
    attribute(6, join(delimited(5, tensor('c')), attribute(11, delimited(5, tensor('d'))))),
    delimited(15, join(delimited(1, tensor('e')), delimited(2, tensor('f')))),
    delimited(12, delimited(1, 'out')),
    unknown,
  );
  const bytes = join(number(1, 9), delimited(7, graph), delimited(25, delimited(7, delimited(5, delimited(23, delimited(1, tensor('g')))))), unknown);
  const before = readModel(bytes, 'm').external;
  assert.equal(before.length, 7);
  const moved = relocate(bytes, 'weights');
  for (const { tensor: name, entries } of readModel(moved, 'm').external) {
    assert.deepEqual(
      [...entries],
      [
        ['location', 'weights'],
        ['length', '4'],
      ],
      name,
    );
  }
  assert.equal(Buffer.from(moved).toString('latin1').split('kept').length, 3);
});
