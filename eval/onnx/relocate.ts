/** Gives the external data of a model another name. Everything else keeps its bytes. */
import { delimited, fields, text } from './protobuf.ts';

/** A message and the fields of it in which tensors may lie; numbers of onnx.proto3. */
interface Message {
  readonly [field: number]: () => Message | 'tensor';
}

const tensor = () => 'tensor' as const;
const sparse: Message = { 1: tensor, 2: tensor };
const attribute: Message = { 5: tensor, 6: () => graph, 10: tensor, 11: () => graph, 22: () => sparse, 23: () => sparse };
const node: Message = { 5: () => attribute };
const graph: Message = { 1: () => node, 5: tensor, 15: () => sparse };
const model: Message = { 7: () => graph, 25: () => ({ 7: () => node }) };

/** Fields of TensorProto and of its StringStringEntryProto. */
const externalData = 13;
const dataLocation = 14;
const key = 1;
const value = 2;

/**
 * The model with every tensor that lies in another file looked for in `location`.
 * @param bytes a model that `readModel` has read
 */
export function relocate(bytes: Uint8Array, location: string): Uint8Array {
  return rewrite(bytes, model, location);
}

function rewrite(bytes: Uint8Array, message: Message, location: string): Uint8Array {
  const parts = [...fields(bytes)].map(({ number, bytes: content, delimited: isMessage, raw }) => {
    const child = isMessage ? message[number]?.() : undefined;
    if (child === undefined) return raw;
    const changed = child === 'tensor' ? rewriteTensor(content, location) : rewrite(content, child, location);
    // What has not changed keeps its tag and length too, however it was written.
    return changed === content ? raw : delimited(number, changed);
  });
  return joined(parts, bytes);
}

function rewriteTensor(bytes: Uint8Array, location: string): Uint8Array {
  const all = [...fields(bytes)];
  if (!all.some((field) => field.number === dataLocation && field.value === 1)) return bytes;
  const parts = all.map((field) => {
    if (field.number !== externalData) return field.raw;
    const entry = [...fields(field.bytes)];
    const isLocation = entry.some((part) => part.number === key && text(part.bytes) === 'location');
    if (!isLocation) return field.raw;
    return delimited(externalData, Buffer.concat(entry.map((part) => (part.number === value ? delimited(value, location) : part.raw))));
  });
  return joined(parts, bytes);
}

/** The parts as one; the original object where they are equal to it. */
function joined(parts: readonly Uint8Array[], original: Uint8Array): Uint8Array {
  const bytes = Buffer.concat(parts);
  return bytes.equals(original) ? original : bytes;
}
