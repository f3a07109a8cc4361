/**
 * One model in ONNX Runtime, on the runtime that its backend declares. With one thread of a CPU, the default, sums are made in
 * one order: results are the same on machines of one kind; other kinds of CPU may differ in the last digits.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Runtime } from '../contracts/backend.ts';
import { InputError } from '../errors/errors.ts';
import { floatEnd, withFloatEnds } from '../onnx/float_ends.ts';
import type { Model } from './backend.ts';
import type { Library } from './runtimes/library.ts';
import { libraryOf } from './runtimes/table.ts';

/** A float32 tensor; dims from the slowest to the fastest. */
export interface FloatTensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

export interface Session {
  /**
   * Runs the model on its inputs, in the order in which it declares them; one alone needs no list.
   * @throws InputError EV3018 when the run fails, EV3019 when an output is no number, not of the shape that the model
   * declares, or holds NaN or infinities
   */
  run(inputs: FloatTensor | readonly FloatTensor[], outputs: readonly string[], sampleId: string): Promise<FloatTensor[]>;
  close(): Promise<void>;
}

/** Types of an input that float32 numbers are given to: a picture scaled to 0..1 would be nothing but zeros as whole numbers. */
const givenTypes = {
  real: ['float32', 'float16', 'bfloat16', 'float64'],
  whole: ['int64', 'int32', 'float32', 'float16', 'float64'],
} as const;

/**
 * Numbers go in and come out as float32; where the model has other types, they are cast inside of it.
 * @param given what the backend gives to each input
 * @throws InputError EV3014 when the runtime cannot load the model, EV3015 when its inputs are not those that are given, EV3028 when
 * this machine does not have the runtime's execution provider
 */
export async function openSession(
  { checkpoint, bytes, data, onRun = (run) => run() }: Model,
  runtime: Runtime,
  given: readonly (keyof typeof givenTypes)[] = ['real'],
): Promise<Session> {
  const location = checkpoint.files[0]?.name ?? 'model';
  const { inputs } = checkpoint;
  if (inputs.length !== given.length || !given.every((kind, i) => (givenTypes[kind] as readonly string[]).includes(inputs[i]?.type ?? ''))) {
    const got = inputs.map(({ name, type }) => `${name} (${type})`).join(', ') || 'none';
    const expected = given.length === 1 ? 'one float32 input' : `${given.length} inputs: ${given.map((kind) => givenTypes[kind][0]).join(', ')}`;
    throw new InputError({ code: 'EV3015', location, message: 'the inputs of the model are not what the backend gives', got, expected });
  }
  const library = await libraryOf(runtime);
  const session = await load(library, withFloatEnds(bytes, checkpoint), data, runtime, location);
  return {
    async run(tensors, names, sampleId) {
      const list = 'dims' in tensors ? [tensors] : tensors;
      const feeds = Object.fromEntries(inputs.map((input, i) => [floatEnd(input), tensorOf(list[i], library)]));
      const outputs = names.map((name) => checkpoint.outputs.find((output) => output.name === name) ?? { name, type: 'unknown', shape: [] });
      const ends = outputs.map(floatEnd);
      const results = await onRun(() => start(session, feeds, ends, sampleId));
      return outputs.map(({ name, shape }, i) => checked(name, results[ends[i] as string], shape, sampleId));
    },
    close: () => session.release(),
  };
}

function tensorOf(tensor: FloatTensor | undefined, { Tensor }: Library): Tensor {
  if (tensor === undefined) throw new Error('the backend gives a tensor to each input');
  return new Tensor('float32', tensor.data, tensor.dims);
}

async function load(library: Library, bytes: Uint8Array, data: Model['data'], runtime: Runtime, location: string): Promise<InferenceSession> {
  try {
    return await library.create(bytes, data, runtime);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const got = firstLine(error);
    if (library.has(runtime.provider)) throw new InputError({ code: 'EV3014', location, message: 'ONNX Runtime cannot load the model', got });
    // Another provider refuses before it has seen the model, and nothing falls back to the CPU.
    const message = `the execution provider "${runtime.provider}" cannot be used here`;
    throw new InputError({ code: 'EV3028', location, message, got, expected: 'cpu, or a provider whose driver is installed' });
  }
}

async function start(session: InferenceSession, feeds: Record<string, Tensor>, outputs: readonly string[], sampleId: string) {
  try {
    return await session.run(feeds, outputs);
  } catch (error) {
    throw new InputError({ code: 'EV3018', location: sampleId, message: 'the model failed on this sample', got: firstLine(error) });
  }
}

function checked(name: string, tensor: Tensor | undefined, declared: readonly (number | string)[], sampleId: string): FloatTensor {
  const data = tensor?.data;
  if (tensor === undefined || !(data instanceof Float32Array) || !declared.every((d, i) => typeof d === 'string' || d === tensor.dims[i])) {
    const got = tensor === undefined ? 'nothing' : `${tensor.type} [${tensor.dims.join(', ')}]`;
    const expected = `float32 [${declared.join(', ')}]`;
    throw new InputError({ code: 'EV3019', location: sampleId, message: `output ${name} is not what the model declares`, got, expected });
  }
  const at = firstNotFinite(data);
  if (at < data.length) {
    throw new InputError({ code: 'EV3019', location: sampleId, message: `output ${name} holds ${data[at]} at ${at}`, expected: 'finite numbers' });
  }
  return { dims: tensor.dims, data };
}

/**
 * Index of the first NaN or infinity; the length when there is none. They are in their sum, which in double precision is finite
 * for a whole tensor of float32, and four sums at once are sooner there than `Number.isFinite` over each.
 */
function firstNotFinite(data: Float32Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 3; i < data.length; i += 4) {
    a += data[i - 3] as number;
    b += data[i - 2] as number;
    c += data[i - 1] as number;
    d += data[i] as number;
  }
  for (let i = data.length & ~3; i < data.length; i++) a += data[i] as number;
  return Number.isFinite(a + b + c + d) ? data.length : data.findIndex((value) => !Number.isFinite(value));
}

function firstLine(error: unknown): string {
  return (error as Error).message.split('\n')[0] ?? '';
}
