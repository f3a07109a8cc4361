/** ONNX models of one node, written field by field. */
import { delimited, numeric } from '../../onnx/protobuf.ts';
import type { Model } from '../backend.ts';

/** A dimension is a number, or the name of a dynamic one. */
type Shape = readonly (number | string)[];

interface TinyModel {
  /** An operator with one input and one output, `Identity` for example. */
  readonly operator: string;
  /** Attributes of the operator that are lists of whole numbers, or one. */
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
  readonly input: Shape;
  readonly output: Shape;
  /** Of input and output. */
  readonly type?: 'float32' | 'float16';
}

export function tinyModel({ operator, attributes = {}, input, output, type = 'float32' }: TinyModel): Model {
  const node = join(
    field(1, 'x'),
    field(2, 'y'),
    field(4, operator),
    ...Object.entries(attributes).map(([name, given]) => field(5, attribute(name, given))),
  );
  const graph = join(field(1, node), field(2, 'tiny'), field(11, value('x', input, type)), field(12, value('y', output, type)));
  const bytes = join(field(1, 8), field(7, graph), field(8, join(field(1, ''), field(2, 13))));
  const sha256 = `sha256:${'0'.repeat(64)}`;
  return {
    checkpoint: {
      schemaVersion: 1,
      kind: 'checkpoint',
      digest: sha256,
      files: [{ name: 'tiny.onnx', sha256, bytes: bytes.length }],
      parameters: 0,
      metadata: {},
      inputs: [{ name: 'x', type, shape: [...input] }],
      outputs: [{ name: 'y', type, shape: [...output] }],
    },
    bytes,
    data: new Map(),
  };
}

function attribute(name: string, given: number | readonly number[]): Uint8Array {
  const [type, numbers] = typeof given === 'number' ? [2, field(3, given)] : [7, join(...given.map((number) => field(8, number)))];
  return join(field(1, name), numbers, field(20, type));
}

function value(name: string, shape: Shape, type: 'float32' | 'float16'): Uint8Array {
  const dimensions = join(...shape.map((size) => field(1, typeof size === 'number' ? field(1, size) : field(2, size))));
  return join(field(1, name), field(2, field(1, join(field(1, type === 'float32' ? 1 : 10), field(2, dimensions)))));
}

function field(number: number, content: number | string | Uint8Array): Uint8Array {
  return typeof content === 'number' ? numeric(number, content) : delimited(number, content);
}

function join(...parts: Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}
