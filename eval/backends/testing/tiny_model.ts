/** ONNX models of one node, written field by field. */
import type { Model } from '../backend.ts';

interface TinyModel {
  /** An operator with one input and one output, `Identity` for example. */
  readonly operator: string;
  readonly input: readonly number[];
  readonly output: readonly number[];
}

export function tinyModel({ operator, input, output }: TinyModel): Model {
  const node = join(field(1, 'x'), field(2, 'y'), field(4, operator));
  const graph = join(field(1, node), field(2, 'tiny'), field(11, value('x', input)), field(12, value('y', output)));
  const bytes = join(field(1, 8), field(7, graph), field(8, join(field(1, ''), field(2, 13))));
  const sha256 = `sha256:${'0'.repeat(64)}`;
  return {
    checkpoint: {
      schemaVersion: 1,
      kind: 'checkpoint',
      digest: sha256,
      files: [{ name: 'tiny.onnx', sha256, bytes: bytes.length }],
      metadata: {},
      inputs: [{ name: 'x', type: 'float32', shape: [...input] }],
      outputs: [{ name: 'y', type: 'float32', shape: [...output] }],
    },
    bytes,
    data: new Map(),
  };
}

function value(name: string, shape: readonly number[]): Uint8Array {
  const dimensions = join(...shape.map((size) => field(1, field(1, size))));
  return join(field(1, name), field(2, field(1, join(field(1, 1), field(2, dimensions)))));
}

function field(number: number, content: number | string | Uint8Array): Uint8Array {
  if (typeof content === 'number') return Buffer.from([...varint(number * 8), ...varint(content)]);
  const bytes = Buffer.from(content);
  return join(Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes);
}

function varint(number: number): number[] {
  return number < 128 ? [number] : [(number % 128) + 128, ...varint(Math.floor(number / 128))];
}

function join(...parts: Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}
