/**
 * What an ONNX file says about itself: metadata, inputs and outputs, and which bytes it keeps in other files. Weights
 * are never copied. Field numbers are those of onnx.proto3 (IR version 13).
 */
import { InputError } from '../errors/errors.ts';
import { type Field, fields, numbers, text, WireError } from './protobuf.ts';

/** An input or output. A dimension is a number, the name of a dynamic one, or "" when the file leaves it open. */
export interface ValueInfo {
  readonly name: string;
  /** `float32`, `int64`, …; `unknown` for what is no tensor. */
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

/** A tensor whose bytes lie in another file. */
export interface ExternalTensor {
  readonly tensor: string;
  /** Bytes that its shape and type need; null when the type is not known here. */
  readonly bytes: number | null;
  /** Keys as the file has them: location, offset, length, checksum. */
  readonly entries: ReadonlyMap<string, string>;
}

export interface OnnxModel {
  readonly irVersion: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  readonly external: readonly ExternalTensor[];
  /** Numbers in the initializers of all graphs, wherever their bytes lie; of sparse ones those that are stored. */
  readonly parameters: number;
}

/** Name and bits of an element, by TensorProto.DataType. */
const elementTypes: ReadonlyMap<number, readonly [name: string, bits: number | null]> = new Map([
  [1, ['float32', 32]],
  [2, ['uint8', 8]],
  [3, ['int8', 8]],
  [4, ['uint16', 16]],
  [5, ['int16', 16]],
  [6, ['int32', 32]],
  [7, ['int64', 64]],
  [8, ['string', null]],
  [9, ['bool', 8]],
  [10, ['float16', 16]],
  [11, ['float64', 64]],
  [12, ['uint32', 32]],
  [13, ['uint64', 64]],
  [14, ['complex64', 64]],
  [15, ['complex128', 128]],
  [16, ['bfloat16', 16]],
  [17, ['float8e4m3fn', 8]],
  [18, ['float8e4m3fnuz', 8]],
  [19, ['float8e5m2', 8]],
  [20, ['float8e5m2fnuz', 8]],
  [21, ['uint4', 4]],
  [22, ['int4', 4]],
  [23, ['float4e2m1', 4]],
  [24, ['float8e8m0', 8]],
]);

/** Graphs lie in nodes of graphs (If, Loop, Scan); real files nest them a few times. */
const maximumDepth = 32;

/** @throws InputError EV3001 for bytes that are no ONNX model, cut ones included */
export function readModel(bytes: Uint8Array, location: string): OnnxModel {
  try {
    return modelOf(bytes);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw new InputError({ code: 'EV3001', location, message: `not an ONNX model: ${error.message}`, got: `${bytes.length} bytes` });
  }
}

function modelOf(bytes: Uint8Array): OnnxModel {
  let irVersion = 0;
  let graph: Graph | undefined;
  const metadata: [string, string][] = [];
  const weights: Weights = { external: [], parameters: 0 };
  for (const field of fields(bytes)) {
    if (field.number === 1) irVersion = field.value;
    else if (field.number === 7) graph = readGraph(message(field), weights, 0);
    else if (field.number === 14) metadata.push(readEntry(message(field)));
    // Functions of the model: their nodes may hold tensors too.
    else if (field.number === 25) for (const node of messages(message(field), 7)) readNode(node, weights, 0);
  }
  if (graph === undefined) throw new WireError('there is no graph in it');
  if (graph.outputs.length === 0) throw new WireError('its graph has no outputs');
  if (!Number.isSafeInteger(weights.parameters)) throw new WireError(`its tensors have ${weights.parameters} elements together`);
  return { irVersion, metadata: Object.fromEntries(metadata), inputs: graph.inputs, outputs: graph.outputs, ...weights };
}

/** What is noted about tensors on the way through a model. */
interface Weights {
  readonly external: ExternalTensor[];
  parameters: number;
}

interface Graph {
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
}

function readGraph(bytes: Uint8Array, weights: Weights, depth: number): Graph {
  if (depth > maximumDepth) throw new WireError(`graphs are nested more than ${maximumDepth} deep`);
  const initializers = new Set<string>();
  const inputs: ValueInfo[] = [];
  const outputs: ValueInfo[] = [];
  for (const field of fields(bytes)) {
    if (field.number === 1) readNode(message(field), weights, depth);
    else if (field.number === 5) {
      const { name, elements } = readTensor(message(field), weights);
      initializers.add(name);
      weights.parameters += elements;
    } else if (field.number === 11) inputs.push(readValueInfo(message(field)));
    else if (field.number === 12) outputs.push(readValueInfo(message(field)));
    else if (field.number === 15) weights.parameters += readSparseTensor(message(field), weights);
  }
  // Old files list weights among the inputs.
  return { inputs: inputs.filter(({ name }) => !initializers.has(name)), outputs };
}

function readNode(bytes: Uint8Array, weights: Weights, depth: number): void {
  for (const attribute of messages(bytes, 5)) {
    for (const tensor of messages(attribute, 5, 10)) readTensor(tensor, weights);
    for (const graph of messages(attribute, 6, 11)) readGraph(graph, weights, depth + 1);
    for (const sparse of messages(attribute, 22, 23)) readSparseTensor(sparse, weights);
  }
}

/** @returns how many values it stores */
function readSparseTensor(bytes: Uint8Array, weights: Weights): number {
  for (const indices of messages(bytes, 2)) readTensor(indices, weights);
  let elements = 0;
  for (const values of messages(bytes, 1)) elements += readTensor(values, weights).elements;
  return elements;
}

/** Notes the tensor when its bytes lie elsewhere. */
function readTensor(bytes: Uint8Array, { external }: Weights): { readonly name: string; readonly elements: number } {
  let name = '';
  let elementType = 0;
  let isExternal = false;
  const dimensions: number[] = [];
  const entries: [string, string][] = [];
  for (const field of fields(bytes)) {
    if (field.number === 1) for (const dimension of numbers(field)) dimensions.push(dimension);
    else if (field.number === 2) elementType = field.value;
    else if (field.number === 8) name = text(message(field));
    else if (field.number === 13) entries.push(readEntry(message(field)));
    else if (field.number === 14) isExternal = field.value === 1;
  }
  const elements = dimensions.reduce((product, dimension) => product * dimension, 1);
  if (!Number.isSafeInteger(elements)) throw new WireError(`a tensor has ${elements} elements`);
  if (isExternal) {
    const bits = elementTypes.get(elementType)?.[1] ?? null;
    external.push({ tensor: name, bytes: bits === null ? null : Math.ceil((elements * bits) / 8), entries: new Map(entries) });
  }
  return { name, elements };
}

function readValueInfo(bytes: Uint8Array): ValueInfo {
  let type = 'unknown';
  const shape: (number | string)[] = [];
  for (const kind of messages(bytes, 2)) {
    for (const tensor of messages(kind, 1)) {
      for (const field of fields(tensor)) {
        if (field.number === 1) type = elementTypes.get(field.value)?.[0] ?? 'unknown';
        else if (field.number === 2) for (const dimension of messages(message(field), 1)) shape.push(readDimension(dimension));
      }
    }
  }
  return { name: [...messages(bytes, 1)].map(text).at(-1) ?? '', type, shape };
}

function readDimension(bytes: Uint8Array): number | string {
  let dimension: number | string = '';
  for (const field of fields(bytes)) {
    if (field.number === 1) dimension = Number.isSafeInteger(field.value) ? field.value : '';
    else if (field.number === 2) dimension = text(message(field));
  }
  return dimension;
}

function readEntry(bytes: Uint8Array): [key: string, value: string] {
  const [key, value] = [1, 2].map((number) => [...messages(bytes, number)].map(text).at(-1) ?? '');
  return [key ?? '', value ?? ''];
}

/** The parts of a message that stand in one of these fields. */
function* messages(bytes: Uint8Array, ...wanted: readonly number[]): Generator<Uint8Array> {
  for (const field of fields(bytes)) if (wanted.includes(field.number)) yield message(field);
}

function message(field: Field): Uint8Array {
  if (!field.delimited) throw new WireError(`field ${field.number} is a number where a message belongs`);
  return field.bytes;
}
