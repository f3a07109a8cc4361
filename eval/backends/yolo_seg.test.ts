import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EvalError } from '../errors/errors.ts';
import { area } from '../masks/runs.ts';
import type { Runs } from '../masks/runs.ts';
import type { Model, Sample } from './backend.ts';
import { expectedIou, heldOut, iou, potteryModel } from './testing/pottery.ts';
import { yoloSeg } from './yolo_seg.ts';

/** Plain, turned by EXIF, grey, with alpha. */
const pictures = await Promise.all([heldOut('pot_0001'), heldOut('pot_0008'), heldOut('pot_0052'), heldOut('pot_0065', 'png')]);

async function predict(model: Model, config: object, ...samples: Sample[]): Promise<Runs[]> {
  const predictor = await yoloSeg.open(yoloSeg.configuration.parse(config), model);
  const masks: Runs[] = [];
  for (const sample of samples) {
    const outcome = await predictor.predict(sample);
    assert.ok('mask' in outcome);
    assert.deepEqual([outcome.mask.width, outcome.mask.height], [sample.width, sample.height]);
    masks.push(outcome.mask);
  }
  await predictor.close();
  return masks;
}

for (const name of ['pottery-v1', 'pottery-v2', 'pottery-v3-regressed']) {
  test(`${name} gives the masks of the independent chain`, async () => {
    const masks = await predict(potteryModel(`${name}.onnx`), {}, ...pictures.map(({ sample }) => sample));
    for (const [i, { sample, truth }] of pictures.entries()) {
      const found = iou(masks[i]!, truth);
      const expected = expectedIou(name, sample.id);
      assert.ok(Math.abs(found - expected) < 1e-4, `${sample.id}: ${found}, expected ${expected}`);
    }
  });
}

test('external data and suppression inside of the model change nothing, half precision and int8 little', async () => {
  const { sample } = pictures[0]!;
  const [plain] = await predict(potteryModel('pottery-v2.onnx'), {}, sample);
  for (const [model, least] of [
    [potteryModel('pottery-v2-external/model.onnx', 'pottery-v2-external/model.data'), 1],
    [potteryModel('pottery-v2-e2e.onnx'), 1],
    [potteryModel('pottery-v2-fp16.onnx'), 0.99],
    [potteryModel('pottery-v2-int8.onnx'), 0.95],
  ] as const) {
    const [mask] = await predict(model, {}, sample);
    assert.ok(iou(mask!, plain!) >= least, model.checkpoint.files[0]?.name);
  }
});

test('which instances make the foreground', async () => {
  const { sample } = pictures[0]!;
  const model = potteryModel('pottery-v2.onnx');
  // A plate with the better score and a mug.
  const [all, best, largest, mugs, plates, none] = await Promise.all(
    [{}, { foreground: 'best' }, { foreground: 'largest' }, { classes: ['mug'] }, { classes: ['plate'] }, { confidence: 0.9 }].map(
      async (config) => (await predict(model, config, sample))[0]!,
    ),
  );
  assert.deepEqual(best, plates);
  assert.ok(area(mugs!) > 0 && area(mugs!) < area(all!) && area(plates!) < area(all!));
  assert.equal(area(largest!), Math.max(area(mugs!), area(plates!)));
  assert.equal(area(none!), 0);
});

test('mask paths differ a little', async () => {
  const { sample } = pictures[0]!;
  const model = potteryModel('pottery-v2.onnx');
  const [exact] = await predict(model, {}, sample);
  for (const mask_path of ['native', 'letterbox']) {
    const [mask] = await predict(model, { mask_path }, sample);
    const overlap = iou(mask!, exact!);
    assert.ok(overlap > 0.9 && overlap < 1, `${mask_path}: ${overlap}`);
  }
});

test('classes that the model does not know are named with the nearest one', async () => {
  await assert.rejects(predict(potteryModel('pottery-v2.onnx'), { classes: ['mugs', 'mug', 'spoon'] }), (error) => {
    assert.ok(error instanceof EvalError);
    assert.deepEqual(error.problems.map(({ code }) => code), ['EV3017', 'EV3017']);
    assert.match(error.problems[0]?.message ?? '', /"mugs" \(nearest: mug\)/);
    return true;
  });
});

test('a picture of which nothing remains at the size of the model fails', async () => {
  const predictor = await yoloSeg.open(yoloSeg.configuration.parse({}), potteryModel('pottery-v2.onnx'));
  const outcome = await predictor.predict({ id: 'line', width: 1, height: 2000, image: () => Promise.reject(new Error('not needed')) });
  assert.deepEqual(outcome, { failed: "a picture of 1 x 2000 pixels has no pixel left at the model's size of 256 x 256" });
  await predictor.close();
});

test('a model that is no YOLO segmentation model is refused', async () => {
  await assert.rejects(predict(potteryModel('saliency-tiny.onnx'), {}), (error) => error instanceof EvalError && error.problems.every(({ code }) => code === 'EV3016'));
});
