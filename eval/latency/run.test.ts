import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { detectionsOf } from '../annotations/instances/schema.ts';
import type { Backend, Model } from '../backends/backend.ts';
import { each } from '../backends/each.ts';
import { backends } from '../backends/registry.ts';
import { heldOut, potteryModel } from '../backends/testing/pottery.ts';
import { runtime } from '../contracts/backend.ts';
import { latency } from '../contracts/latency.ts';
import { InputError } from '../errors/errors.ts';
import { evidenceOf, rowOf, source } from '../external_metrics/testing/build.ts';
import { type LatencyInput, run } from './run.ts';

const machine = { cpu: 'a processor', cores: 2, architecture: 'x64', system: 'linux' };
const common = { runtime: runtime.parse({}), machine, tools: { node: '24' } };

/** A clock that only the backend below moves, and a backend that takes longer for each picture. */
function madeUp(): Pick<LatencyInput, 'backends' | 'now' | 'pictures'> {
  let clock = 0;
  let asked = 0;
  const backend: Backend = {
    kind: 'made_up',
    source: 'checkpoint',
    configuration: z.strictObject({}),
    open: async (_, made) => ({
      predict: each(async (sample) => {
        const { model } = made as { readonly model: Model };
        clock += 1;
        if (sample.kind === 'image') await sample.image('pillow');
        clock += 1;
        await model.onRun?.(async () => {
          clock += 10 * ++asked;
        });
        clock += 3;
        return { prediction: detectionsOf({ parts: [], scores: [], boxes: [] }) };
      }),
      close: async () => undefined,
    }),
  };
  const image = async () => {
    clock += 5;
    return { width: 1, height: 1, data: new Uint8Array(3) };
  };
  const pictures = ['a', 'b'].map((id) => ({ kind: 'image', id, width: 1, height: 1, image }) as const);
  return { backends: new Map([['made_up', backend]]), now: () => clock, pictures };
}

test('the time of a picture is divided where decoding and the model begin and end; warm-up does not count', async () => {
  const result = await run({ ...common, ...madeUp(), kind: 'made_up', config: {}, model: potteryModel('pottery-v2.onnx'), repeats: 2, warmup: 1 });
  assert.deepEqual(latency.parse(result), result);
  const { decode, preprocess, inference, postprocess, total } = result.milliseconds;
  for (const [phase, expected] of [
    [decode, 5],
    [preprocess, 2],
    [postprocess, 3],
  ] as const)
    assert.deepEqual(phase, { mean: expected, p50: expected, p90: expected, p95: expected, p99: expected, least: expected, most: expected });
  // Two pictures in a round: the first two runs were warm-up, the others took 30, 40, 50 and 60.
  assert.deepEqual([inference.least, inference.p50, inference.most, inference.mean], [30, 45, 60, 45]);
  assert.equal(total.p50, 55);
  assert.deepEqual([result.n, result.pictures, result.repeats, result.warmup], [4, 2, 2, 1]);
});

test('a detector of this repository, and its file as an external metric', async () => {
  const model = potteryModel('pottery-v2.onnx');
  const pictures = [(await heldOut('pot_0001')).sample];
  const now = () => performance.now();
  const result = await run({ ...common, backends, kind: 'yolo', config: { confidence: 0.25 }, model, pictures, repeats: 3, warmup: 1, now });
  const { decode, preprocess, inference, postprocess, total } = result.milliseconds;
  assert.ok(
    [decode, preprocess, inference, postprocess].every(({ least, p50, p99, most }) => 0 < least && least <= p50 && p50 <= p99 && p99 <= most),
  );
  const sum = decode.mean + preprocess.mean + inference.mean + postprocess.mean;
  assert.ok(Math.abs(sum - total.mean) < 0.001, `${sum} and ${total.mean}`);
  assert.equal(result.backend.checkpoint, model.checkpoint.digest);
  const read = evidenceOf(
    { external: source('latency.json', result) },
    { external: { form: 'json', metrics: { inference_ms: { at: '/milliseconds/inference/p50', n_at: '/n' } } } },
  );
  assert.deepEqual([rowOf(read, 'inference_ms')?.value, rowOf(read, 'inference_ms')?.n], [inference.p50, 3]);
});

for (const [kind, expected] of [
  ['yollo', 'EV3011 there is no kind of backend "yollo" (nearest: yolo)'],
  ['predictions', 'EV3013 a backend of kind predictions runs no model that could be timed'],
  ['yolo', 'EV3012 '],
] as const) {
  test(`refused: ${kind}`, async () => {
    const wrong = run({
      ...common,
      ...madeUp(),
      backends,
      kind,
      config: { confidence: 2 },
      model: potteryModel('pottery-v2.onnx'),
      repeats: 1,
      warmup: 0,
    });
    await assert.rejects(wrong, (error) => {
      assert.ok(error instanceof InputError);
      const [problem] = error.problems;
      assert.ok(`${problem?.code} ${problem?.message}`.startsWith(expected), `${problem?.code} ${problem?.message}`);
      return true;
    });
  });
}
