import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { area, decodeRuns } from '../masks/runs.ts';
import type { ImageSample, Model } from './backend.ts';
import { type FamilyName, families, familyNames } from './saliency/families.ts';
import { saliency, softMap } from './saliency.ts';
import { expectedIou, heldOut, iou, potteryModel } from './testing/pottery.ts';
import { predictMask } from './testing/predict.ts';
import { tinyModel } from './testing/tiny_model.ts';

/** A grey picture made of its pixels' values. */
function picture(width: number, height: number, value: (x: number, y: number) => number): ImageSample {
  const data = Uint8Array.from({ length: 3 * width * height }, (_, i) => value(Math.floor(i / 3) % width, Math.floor(i / 3 / width)));
  return { kind: 'image', id: 'made', width, height, image: async () => ({ width, height, data }) };
}

/** Gives the normalised red channel back. */
const echo = tinyModel({ operator: 'Identity', input: [1, 3, 320, 320], output: [1, 3, 320, 320] });

test('the masks of the independent chain', async () => {
  const model = potteryModel('saliency-tiny.onnx');
  for (const { sample, truth } of [
    await heldOut('pot_0001'),
    await heldOut('pot_0008'),
    await heldOut('pot_0052'),
    await heldOut('pot_0065', 'png'),
  ]) {
    const found = iou(await predictMask(saliency, model, {}, sample), truth);
    const expected = expectedIou('saliency-tiny', sample.id);
    assert.ok(Math.abs(found - expected) < 1e-4, `${sample.id}: ${found}, expected ${expected}`);
  }
});

test('the map is stretched by its own extremes and cut to whole numbers', () => {
  const { data } = softMap({ dims: [1, 1, 1, 5], data: Float32Array.of(-1, 1, 0, 0.5, 0.99) });
  assert.deepEqual([...data], [0, 255, 127, 191, 253]);
});

test('a constant map is empty', async () => {
  assert.deepEqual([...softMap({ dims: [1, 1, 1, 2], data: Float32Array.of(0.5, 0.5) }).data], [0, 0]);
  for (const value of [0, 255])
    assert.equal(
      area(
        await predictMask(
          saliency,
          echo,
          {},
          picture(20, 30, () => value),
        ),
      ),
      0,
    );
});

test('the threshold is reached by equality', async () => {
  // At 320 x 320 no resize happens: the map is the picture, stripes of 0, 128 (127 after rounding) and 255.
  const stripes = picture(320, 320, (x) => [0, 128, 255, 255][x % 4] ?? 0);
  for (const [threshold, share] of [
    [1, 0.75],
    [127, 0.75],
    [129, 0.5],
    [255, 0.5],
  ] as const) {
    const mask = await predictMask(saliency, echo, { threshold }, stripes);
    assert.equal(area(mask), share * 320 * 320, `threshold ${threshold}`);
  }
});

test('with an edge limit the mask still has the size of the picture', async () => {
  const half = picture(640, 64, (x) => (x < 320 ? 255 : 0));
  const mask = (edge_limit: number) => predictMask(saliency, echo, { edge_limit }, half);
  const [free, limited] = [await mask(0), await mask(40)];
  assert.deepEqual(await mask(640), free);
  assert.ok(iou(limited, free) > 0.95);
  // 16 pixels of the picture share a pixel of the shrunk one.
  const row = decodeRuns(limited).subarray(0, 640);
  for (let x = 0; x < 640; x += 16) assert.ok(row.subarray(x, x + 16).every((value) => value === row[x]));
});

test('NaN from a model is an error about the sample, not a mask', async () => {
  const root = tinyModel({ operator: 'Sqrt', input: [1, 3, 320, 320], output: [1, 3, 320, 320] });
  await assert.rejects(
    predictMask(
      saliency,
      root,
      {},
      picture(8, 8, (x) => x),
    ),
    (error) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(
        error.problems.map(({ code, location }) => `${code} ${location}`),
        ['EV3019 made'],
      );
      return true;
    },
  );
});

/**
 * Pixels whose value reaches 64, 128 and 200 of the map that rembg 2.0.86 gives on pot_0065 (Pillow 13.0, its session classes, this model of
 * one node in ONNX Runtime): the length of a pixel's normalised colours, which tells sizes, means, deviations and activations apart.
 */
const small = [97682, 61098, 9218];
const byRembg: readonly [family: FamilyName, pixels: readonly number[]][] = [
  ['u2net', small],
  ['u2netp', small],
  ['u2net_human_seg', small],
  ['silueta', small],
  ['isnet-general-use', [115821, 72581, 9369]],
  ['isnet-anime', [96878, 60576, 9205]],
  ['birefnet', [118215, 96940, 65679]],
  ['bria-rmbg', [96696, 60542, 9210]],
];
const lengths = ([height, width]: readonly [number, number]) =>
  tinyModel({ operator: 'ReduceL2', attributes: { axes: [1] }, input: [1, 3, height, width], output: [1, 1, height, width] });
const areas = async (model: Model, config: object, sample: ImageSample) => {
  const pixels = [];
  for (const threshold of [64, 128, 200]) pixels.push(area(await predictMask(saliency, model, { ...config, threshold }, sample)));
  return pixels;
};

test('each family gives the mask that rembg gives', async () => {
  const { sample } = await heldOut('pot_0065', 'png');
  assert.deepEqual(byRembg.map(([family]) => family).sort(), [...familyNames].sort());
  for (const [family, pixels] of byRembg) assert.deepEqual(await areas(lengths(families[family].size), { family }, sample), pixels, family);
});

test('what a family does can be declared number by number', async () => {
  const { sample } = await heldOut('pot_0065', 'png');
  const { size: image_size, mean, deviation, activation } = families.birefnet;
  const declared = { image_size, mean, deviation, activation };
  const [, pixels] = byRembg.find(([family]) => family === 'birefnet') ?? [];
  assert.deepEqual(await areas(lengths(image_size), declared, sample), pixels);
  assert.equal(area(await predictMask(saliency, lengths([96, 160]), { image_size: [96, 160] }, sample)) > 0, true);
  for (const wrong of [{ mean: [0, 0] }, { deviation: [1, 0, 1] }, { image_size: [320] }, { activation: 'softmax' }])
    assert.equal(saliency.configuration.safeParse(wrong).success, false, JSON.stringify(wrong));
  assert.deepEqual(Object.keys(saliency.configuration.parse({})).sort(), ['apply_exif', 'edge_limit', 'family', 'threshold']);
});

async function codeOf(model: Model, config: object): Promise<string> {
  try {
    await predictMask(
      saliency,
      model,
      config,
      picture(8, 8, (x) => x),
    );
    return 'predicted';
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    return error.problems.map(({ code }) => code).join();
  }
}

test('models that do not fit are refused', async () => {
  assert.equal(await codeOf(echo, { family: 'isnet-general-use' }), 'EV3016');
  assert.equal(
    await codeOf(tinyModel({ operator: 'Identity', input: [1, 3, 1024, 1024], output: [1, 3, 1024, 1024] }), { family: 'isnet-general-use' }),
    'predicted',
  );
  assert.equal(await codeOf(potteryModel('pottery-v2.onnx'), {}), 'EV3016');
  assert.equal(await codeOf({ ...echo, bytes: echo.bytes.subarray(0, 40) }, {}), 'EV3014');
  assert.equal(await codeOf({ ...echo, bytes: new Uint8Array(0) }, {}), 'EV3014');
  const { bytes } = tinyModel({ operator: 'Identity', input: [1, 3, 8, 8], output: [1, 3, 8, 8] });
  assert.equal(await codeOf({ ...echo, bytes }, {}), 'EV3018');
  const { inputs } = echo.checkpoint;
  assert.equal(await codeOf({ ...echo, checkpoint: { ...echo.checkpoint, inputs: inputs.map((i) => ({ ...i, type: 'uint8' })) } }, {}), 'EV3015');
  const declared = echo.checkpoint.outputs.map((o) => ({ ...o, shape: [1, 1, 320, 320] }));
  assert.equal(await codeOf({ ...echo, checkpoint: { ...echo.checkpoint, outputs: declared } }, {}), 'EV3019');
});

test('a model that reads and gives half precision is the same model', async () => {
  const half = tinyModel({ operator: 'Identity', input: [1, 3, 320, 320], output: [1, 3, 320, 320], type: 'float16' });
  const { sample } = await heldOut('pot_0001');
  const [mask, expected] = [await predictMask(saliency, half, {}, sample), await predictMask(saliency, echo, {}, sample)];
  // Half precision keeps 11 bits: what differs are pixels whose value is next to the threshold.
  assert.ok(iou(mask, expected) > 0.999 && area(expected) > 0, String(iou(mask, expected)));
});
