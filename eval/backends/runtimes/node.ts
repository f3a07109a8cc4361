/** ONNX Runtime as a native library: on the CPU, and on what the machine has drivers for. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type Library, optionsOf } from './library.ts';

export const library: Library = {
  Tensor,
  has: (provider) => provider === 'cpu',
  create: (bytes, data, runtime) => InferenceSession.create(bytes, optionsOf(data, runtime)),
};
