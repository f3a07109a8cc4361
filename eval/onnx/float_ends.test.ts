import assert from 'node:assert/strict';
import { test } from 'node:test';
import { floatEnd, withFloatEnds } from './float_ends.ts';
import { readModel } from './model.ts';
import { delimited, fields, numeric, text } from './protobuf.ts';

const join = (...parts: Uint8Array[]): Uint8Array => Buffer.concat(parts);
const dimensions = delimited(2, join(delimited(1, numeric(1, 1)), delimited(1, delimited(2, 'n'))));
const value = (name: string, type: number): Uint8Array => join(delimited(1, name), delimited(2, delimited(1, join(numeric(1, type), dimensions))));
const weight = delimited(5, join(numeric(1, 2), numeric(2, 10), delimited(8, 'w'), delimited(9, Uint8Array.of(0, 60, 0, 60))));
const node = delimited(1, join(delimited(1, 'x'), delimited(1, 'w'), delimited(2, 'y'), delimited(4, 'Mul')));

/** y = x * w, and sizes that nothing reads; with the weight among the inputs, as old files have it. */
function model(type: number): Uint8Array {
  const inputs = join(delimited(11, value('x', type)), delimited(11, value('w', 10)), delimited(11, value('sizes', 7)));
  const outputs = delimited(12, value('y', type));
  return join(numeric(1, 8), delimited(7, join(node, delimited(2, 'g'), weight, inputs, outputs)), delimited(8, numeric(2, 17)));
}

/** Names of what nodes read and write, in file order. */
function wiring(bytes: Uint8Array): string[] {
  const graph = [...fields(bytes)].find(({ number }) => number === 7)?.bytes ?? assert.fail();
  return [...fields(graph)]
    .filter(({ number }) => number === 1)
    .map(({ bytes: content }) =>
      [...fields(content)]
        .filter(({ number }) => number !== 3 && number !== 5)
        .map((field) => text(field.bytes))
        .join(' '),
    );
}

test('ends of other types are cast, before and behind all nodes; shapes, weights and names inside stay', () => {
  const given = readModel(model(10), 'm');
  const changed = withFloatEnds(model(10), given);
  const { inputs, outputs, parameters } = readModel(changed, 'm');
  const shape = [1, 'n'];
  assert.deepEqual(inputs, [
    { name: 'x/float32', type: 'float32', shape },
    { name: 'sizes/float32', type: 'float32', shape },
  ]);
  assert.deepEqual(outputs, [{ name: 'y/float32', type: 'float32', shape }]);
  assert.deepEqual(
    [...given.inputs, ...given.outputs].map(floatEnd),
    [...inputs, ...outputs].map(({ name }) => name),
  );
  assert.equal(parameters, 2);
  assert.deepEqual(wiring(changed), ['x/float32 x Cast', 'sizes/float32 sizes Cast', 'x w y Mul', 'y y/float32 Cast']);
});

test('ends of float32, and of what cannot be cast, keep the bytes', () => {
  const bytes = model(1);
  const float = ({ type }: { type: string }): boolean => type === 'float32';
  const { inputs, outputs } = readModel(bytes, 'm');
  assert.equal(withFloatEnds(bytes, { inputs: inputs.filter(float), outputs: outputs.filter(float) }), bytes);
  const words = model(8);
  assert.equal(withFloatEnds(words, { inputs: readModel(words, 'm').inputs.slice(0, 1), outputs: [] }), words);
});
