/** The smallest ONNX files that are models: one output, metadata that makes each its own, and a weight that may lie outside. */

/** A field of a protobuf message: a number, or bytes with their length before them (both below 128). */
function field(number: number, value: number | Uint8Array): Uint8Array {
  return typeof value === 'number'
    ? Uint8Array.of(number << 3, value)
    : Uint8Array.of(...varint((number << 3) | 2), ...varint(value.length), ...value);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)];
}

const message = (...fields: readonly Uint8Array[]): Uint8Array => Buffer.concat(fields);
const entry = (key: string, value: string): Uint8Array => message(field(1, Buffer.from(key)), field(2, Buffer.from(value)));

/** @param external where the four bytes of the only weight lie; inside of the file when left out */
export function tinyModel(note: string, external?: string): Uint8Array {
  const location = external === undefined ? [] : [field(13, entry('location', external)), field(14, 1)];
  const weight = message(field(1, 1), field(2, 1), field(8, Buffer.from('w')), ...location);
  const graph = message(field(5, weight), field(12, field(1, Buffer.from('y'))));
  return message(field(1, 8), field(7, graph), field(14, entry('note', note)));
}
