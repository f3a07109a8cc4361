/**
 * A model whose ends are float32, whatever numbers it reads and gives: a Cast is put before inputs and behind outputs of another type.
 * Casting to float32 is exact for half precision and for whole numbers up to 2^24; casting from it rounds to the nearest. Weights keep their bytes.
 */
import type { ValueInfo } from './model.ts';
import { delimited, fields, numeric, text } from './protobuf.ts';

/** TensorProto.DataType by the names of `ValueInfo.type`. */
const castable: ReadonlyMap<string, number> = new Map([
  ['int32', 6],
  ['int64', 7],
  ['float16', 10],
  ['float64', 11],
  ['bfloat16', 16],
]);
const float32 = 1;

/** What an input or output is called in the changed model. */
export function floatEnd({ name, type }: Pick<ValueInfo, 'name' | 'type'>): string {
  return castable.has(type) ? `${name}/float32` : name;
}

/**
 * @param bytes a model that `readModel` has read
 * @param ends its inputs and outputs; of other types than those above they stay as they are
 * @returns the given bytes when nothing is to be cast
 */
export function withFloatEnds(
  bytes: Uint8Array,
  { inputs, outputs }: { readonly inputs: readonly ValueInfo[]; readonly outputs: readonly ValueInfo[] },
): Uint8Array {
  if (![...inputs, ...outputs].some(({ type }) => castable.has(type))) return bytes;
  return joined(fields(bytes), (field) => (field.number === 7 ? [delimited(7, graphOf(field.bytes, inputs, outputs))] : [field.raw]));
}

function graphOf(graph: Uint8Array, inputs: readonly ValueInfo[], outputs: readonly ValueInfo[]): Uint8Array {
  const [ins, outs] = [byName(inputs), byName(outputs)];
  const before = [...ins.values()].map((value) => castNode(floatEnd(value), value.name, castable.get(value.type) ?? float32));
  const behind = [...outs.values()].map((value) => castNode(value.name, floatEnd(value), float32));
  const rest = joined(fields(graph), ({ number, bytes, raw }) => {
    // Old files list weights among the inputs: these are not among the given ones.
    const value = number === 11 ? ins.get(nameOf(bytes)) : number === 12 ? outs.get(nameOf(bytes)) : undefined;
    return [value === undefined ? raw : delimited(number, retyped(bytes, floatEnd(value)))];
  });
  // Nodes stand in the order in which they are run.
  return Buffer.concat([...before, rest, ...behind]);
}

function byName(values: readonly ValueInfo[]): ReadonlyMap<string, ValueInfo> {
  return new Map(values.filter(({ type }) => castable.has(type)).map((value) => [value.name, value]));
}

/** A field of GraphProto: a NodeProto with the attribute `to`. */
function castNode(from: string, into: string, type: number): Uint8Array {
  const to = Buffer.concat([delimited(1, 'to'), numeric(3, type), numeric(20, 2)]);
  return delimited(
    1,
    Buffer.concat([delimited(1, from), delimited(2, into), delimited(3, `${from} to ${into}`), delimited(4, 'Cast'), delimited(5, to)]),
  );
}

function nameOf(value: Uint8Array): string {
  return (
    [...fields(value)]
      .filter(({ number }) => number === 1)
      .map(({ bytes }) => text(bytes))
      .at(-1) ?? ''
  );
}

/** A ValueInfoProto under another name, its elements float32: fields type, tensor_type, elem_type. */
function retyped(value: Uint8Array, name: string): Uint8Array {
  const elements = (tensor: Uint8Array): Uint8Array => joined(fields(tensor), ({ number, raw }) => [number === 1 ? numeric(1, float32) : raw]);
  const type = (kind: Uint8Array): Uint8Array =>
    joined(fields(kind), ({ number, bytes, raw }) => [number === 1 ? delimited(1, elements(bytes)) : raw]);
  return joined(fields(value), ({ number, bytes, raw }) => [number === 1 ? delimited(1, name) : number === 2 ? delimited(2, type(bytes)) : raw]);
}

type Fields = ReturnType<typeof fields>;

function joined(parts: Fields, change: (field: Fields extends Generator<infer F> ? F : never) => Uint8Array[]): Uint8Array {
  return Buffer.concat([...parts].flatMap(change));
}
