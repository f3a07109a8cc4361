/** The same models under both libraries of ONNX Runtime, and providers that a machine may lack. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packageOfProvider, type Runtime, runtime } from '../../contracts/backend.ts';
import { InputError } from '../../errors/errors.ts';
import { backendDigest } from '../identity/identity.ts';
import { openSession } from '../session.ts';
import { potteryModel } from '../testing/pottery.ts';

const how = (provider: Runtime['provider']): Runtime => runtime.parse({ provider });
async function outputsOf(model: ReturnType<typeof potteryModel>, provider: Runtime['provider']): Promise<Float32Array[]> {
  const session = await openSession(model, how(provider));
  const dims = model.checkpoint.inputs[0]?.shape.map(Number) ?? assert.fail('no input');
  const input = { dims, data: Float32Array.from({ length: dims.reduce((a, b) => a * b) }, (_, i) => ((i * 7919) % 1009) / 1009) };
  try {
    const outputs = model.checkpoint.outputs.map(({ name }) => name);
    return (await session.run(input, outputs, 'picture')).map(({ data }) => data);
  } finally {
    await session.close();
  }
}

/** Largest difference in proportion to the largest number of the output. */
function farthest(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  const largest = (data: Float32Array): number => data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Math.max(...a.map((output, k) => largest(output.map((value, i) => value - (b[k]?.[i] ?? Number.NaN))) / largest(output)));
}

// Fractions of the largest number of an output. Sums of float16 and of whole numbers are rounded more coarsely.
for (const [file, data, tolerance] of [
  ['pottery-v2.onnx', undefined, 1e-5],
  ['pottery-v2-external/model.onnx', 'pottery-v2-external/model.data', 1e-5],
  ['pottery-v2-fp16.onnx', undefined, 5e-3],
  ['saliency-tiny.onnx', undefined, 1e-5],
] as const) {
  test(`${file}: WebAssembly gives the numbers of the native library within ${tolerance}`, async () => {
    const model = potteryModel(file, data);
    const difference = farthest(await outputsOf(model, 'cpu'), await outputsOf(model, 'wasm'));
    assert.ok(difference <= tolerance, `${difference}`);
  });
}

test('a provider that is not here is refused; nothing falls back to the CPU', async () => {
  const model = potteryModel('saliency-tiny.onnx');
  const own = await outputsOf(model, 'cpu');
  for (const provider of Object.keys(packageOfProvider) as Runtime['provider'][]) {
    try {
      assert.ok(farthest(own, await outputsOf(model, provider)) < 1e-2, provider);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      assert.notEqual(packageOfProvider[provider] === 'onnxruntime-web' || provider === 'cpu', true, provider);
      assert.match(error.message, new RegExp(`EV3028[^]*the execution provider "${provider}" cannot be used here`));
    }
  }
});

test('what WebAssembly cannot load is a fault of the model', async () => {
  const { checkpoint, data } = potteryModel('saliency-tiny.onnx');
  const broken = openSession({ checkpoint, data, bytes: new Uint8Array([1, 2, 3]) }, how('wasm'));
  await assert.rejects(broken, (error) => error instanceof InputError && error.problems[0]?.code === 'EV3014');
});

test('a process has one number of threads of WebAssembly', async () => {
  const other = openSession(potteryModel('saliency-tiny.onnx'), { ...how('wasm'), threads: 2 });
  await assert.rejects(other, (error) => error instanceof InputError && error.problems[0]?.code === 'EV3028');
});

test('the provider and the threads are a part of who a backend is', () => {
  const digests = [how('cpu'), how('wasm'), { ...how('cpu'), threads: 2 }].map((runtime) =>
    backendDigest({ kind: 'saliency', config: {}, runtime }, { checkpoint: null }),
  );
  assert.equal(new Set(digests).size, 3);
});
