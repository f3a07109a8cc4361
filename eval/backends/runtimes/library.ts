/** What a library that runs ONNX models gives to a session. The libraries are versions of one, so that their tensors are alike. */
import type { InferenceSession, TensorConstructor } from 'onnxruntime-node';
import type { Runtime } from '../../contracts/backend.ts';
import type { Model } from '../backend.ts';

export interface Library {
  readonly Tensor: TensorConstructor;
  /** Whether the library itself has the provider: what it refuses then is the model. Else it may need a driver that is not installed. */
  has(provider: Runtime['provider']): boolean;
  /** Loads a model. Nothing falls back to another execution provider. */
  create(bytes: Uint8Array, data: Model['data'], runtime: Runtime): Promise<InferenceSession>;
}

/** What is the same everywhere: every graph optimisation that keeps the numbers, one operator after the other. */
export function optionsOf(data: Model['data'], { provider, threads }: Runtime): InferenceSession.SessionOptions {
  return {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // It takes a pad of zeros into the pooling behind it, where a pad is lower than every number: wrong wherever all numbers of a window are below 0.
    extra: { optimization: { disable_specified_optimizers: 'Pad_Fusion' } },
    logSeverityLevel: 3,
    externalData: [...data].map(([path, file]) => ({ path, data: file })),
  };
}
