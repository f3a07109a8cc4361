/** ONNX Runtime compiled to WebAssembly, as a browser runs it: other kernels, whose sums may have other last digits. */
import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { InputError } from '../../errors/errors.ts';
import { type Library, optionsOf } from './library.ts';

let started: number | undefined;

export const library: Library = {
  Tensor,
  has: (provider) => provider === 'wasm',
  create(bytes, data, runtime) {
    startWith(runtime.threads);
    return InferenceSession.create(bytes, optionsOf(data, runtime));
  },
};

/** The number of threads holds for the whole process: it is read when WebAssembly starts. */
function startWith(threads: number): void {
  started ??= threads;
  if (started !== threads) {
    const message = 'WebAssembly has one number of threads in a process';
    throw new InputError({ code: 'EV3028', location: 'threads', message, got: String(threads), expected: String(started) });
  }
  env.wasm.numThreads = threads;
}
