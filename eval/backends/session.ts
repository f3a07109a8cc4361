/**
 * One model in ONNX Runtime, on the runtime that its backend declares. With one thread of a CPU, the default, sums are made in
 * one order: results are the same on machines of one kind; other kinds of CPU may differ in the last digits.
 */
import { InferenceSession, listSupportedBackends, Tensor } from 'onnxruntime-node';
import type { Runtime } from '../contracts/backend.ts';
import { InputError } from '../errors/errors.ts';
import type { Model } from './backend.ts';

/** A float32 tensor; dims from the slowest to the fastest. */
export interface FloatTensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

export interface Session {
  /**
   * Runs the model on its one input.
   * @throws InputError EV3018 when the run fails, EV3019 when an output is not float32, not of the shape that the model
   * declares, or holds NaN or infinities
   */
  run(input: FloatTensor, outputs: readonly string[], sampleId: string): Promise<FloatTensor[]>;
  close(): Promise<void>;
}

/**
 * @throws InputError EV3014 when the runtime cannot load the model, EV3015 when it has not one float32 input, EV3028 when this
 * machine does not have the runtime's execution provider
 */
export async function openSession({ checkpoint, bytes, data }: Model, runtime: Runtime): Promise<Session> {
  const location = checkpoint.files[0]?.name ?? 'model';
  const [input, ...further] = checkpoint.inputs;
  if (input === undefined || further.length > 0 || input.type !== 'float32') {
    const got = checkpoint.inputs.map(({ name, type }) => `${name} (${type})`).join(', ') || 'none';
    throw new InputError({
      code: 'EV3015',
      location,
      message: 'the inputs of the model are not what the backend gives',
      got,
      expected: 'one float32 input',
    });
  }
  const session = await load(bytes, data, runtime, location);
  return {
    async run({ dims, data: values }, outputs, sampleId) {
      const results = await start(session, { [input.name]: new Tensor('float32', values, dims) }, outputs, sampleId);
      return outputs.map((name) => {
        const declared = checkpoint.outputs.find((output) => output.name === name)?.shape ?? [];
        return checked(name, results[name], declared, sampleId);
      });
    },
    close: () => session.release(),
  };
}

async function load(bytes: Uint8Array, data: Model['data'], { provider, threads }: Runtime, location: string): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(bytes, {
      executionProviders: [provider],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
      externalData: [...data].map(([path, file]) => ({ path, data: file })),
    });
  } catch (error) {
    // Another provider than the CPU refuses before it has seen the model, and nothing falls back to another one.
    if (provider !== 'cpu') {
      const message = `the execution provider "${provider}" cannot be used here`;
      const expected = `cpu, or one that is installed of ${listSupportedBackends()
        .map(({ name }) => name)
        .join(', ')}`;
      throw new InputError({ code: 'EV3028', location, message, got: firstLine(error), expected });
    }
    throw new InputError({ code: 'EV3014', location, message: 'ONNX Runtime cannot load the model', got: firstLine(error) });
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
