import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { area } from '../masks/runs.ts';
import { expectedIou, heldOut, iou, potteryModel } from './testing/pottery.ts';
import { onCpu, outcomeOf, predictMask } from './testing/predict.ts';
import { yoloSeg } from './yolo.ts';

const v2 = potteryModel('pottery-v2.onnx');
const plain = await heldOut('pot_0001');
const turned = await heldOut('pot_0008');
const grey = await heldOut('pot_0052');
const transparent = await heldOut('pot_0065', 'png');

for (const name of ['pottery-v1', 'pottery-v2', 'pottery-v3-regressed']) {
  test(`${name} gives the masks of the independent chain`, async () => {
    for (const { sample, truth } of [plain, turned, grey, transparent]) {
      const found = iou(await predictMask(yoloSeg, potteryModel(`${name}.onnx`), {}, sample), truth);
      const expected = expectedIou(name, sample.id);
      assert.ok(Math.abs(found - expected) < 1e-4, `${sample.id}: ${found}, expected ${expected}`);
    }
  });
}

test('external data and suppression inside of the model change nothing, half precision and int8 little', async () => {
  const mask = await predictMask(yoloSeg, v2, {}, plain.sample);
  for (const [model, least] of [
    [potteryModel('pottery-v2-external/model.onnx', 'pottery-v2-external/model.data'), 1],
    [potteryModel('pottery-v2-e2e.onnx'), 1],
    [potteryModel('pottery-v2-fp16.onnx'), 0.99],
    [potteryModel('pottery-v2-int8.onnx'), 0.95],
  ] as const) {
    assert.ok(iou(await predictMask(yoloSeg, model, {}, plain.sample), mask) >= least, model.checkpoint.files[0]?.name);
  }
});

test('which instances make the foreground', async () => {
  const mask = (config: object) => predictMask(yoloSeg, v2, config, plain.sample);
  // A plate, which has the better score, and a mug.
  const [all, best, largest] = [await mask({}), await mask({ foreground: 'best' }), await mask({ foreground: 'largest' })];
  const [mug, plate] = [await mask({ classes: ['mug'] }), await mask({ classes: ['plate'] })];
  assert.deepEqual(best, plate);
  assert.deepEqual(largest, area(mug) > area(plate) ? mug : plate);
  assert.ok(area(mug) > 0 && area(mug) < area(all) && area(plate) < area(all));
  assert.equal(area(await mask({ confidence: 0.9 })), 0);
});

test('mask paths differ a little', async () => {
  const exact = await predictMask(yoloSeg, v2, {}, plain.sample);
  for (const mask_path of ['native', 'letterbox']) {
    const overlap = iou(await predictMask(yoloSeg, v2, { mask_path }, plain.sample), exact);
    assert.ok(overlap > 0.9 && overlap < 1, `${mask_path}: ${overlap}`);
  }
});

test('classes that the model does not know are named with the nearest one', async () => {
  await assert.rejects(predictMask(yoloSeg, v2, { classes: ['mugs', 'mug', 'spoon'] }, plain.sample), (error) => {
    assert.ok(error instanceof InputError);
    assert.deepEqual(
      error.problems.map(({ code }) => code),
      ['EV3017', 'EV3017'],
    );
    assert.match(error.problems[0]?.message ?? '', /"mugs" \(nearest: mug\)/);
    return true;
  });
});

test('a picture of which nothing remains at the size of the model fails', async () => {
  const image = () => Promise.reject(new Error('not needed'));
  const outcome = await outcomeOf(yoloSeg, onCpu(v2), {}, { kind: 'image', id: 'line', width: 1, height: 2000, image });
  assert.deepEqual(outcome, { failed: "a picture of 1 x 2000 pixels has no pixel left at the model's size of 256 x 256" });
});

test('a model that is no YOLO segmentation model is refused', async () => {
  await assert.rejects(
    predictMask(yoloSeg, potteryModel('saliency-tiny.onnx'), {}, plain.sample),
    (error) => error instanceof InputError && error.problems.every(({ code }) => code === 'EV3016'),
  );
});
