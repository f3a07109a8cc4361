/** Infer on real photographs against data/real/expected, made by independent Python chains with the same weights. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { normalized, softMap } from '../../eval/backends/saliency.ts';
import { openSession } from '../../eval/backends/session.ts';
import type { Detection } from '../../eval/backends/yolo/detections.ts';
import { openDetector } from '../../eval/backends/yolo/detector.ts';
import { instanceMask } from '../../eval/backends/yolo/masks.ts';
import { runtime } from '../../eval/contracts/backend.ts';
import type { RleText } from '../../eval/contracts/common.ts';
import { decodeMask } from '../../eval/image/decode.ts';
import type { Size } from '../../eval/image/raster.ts';
import { resizePillow } from '../../eval/image/resize_pillow.ts';
import { area, encodeMask, encodeThreshold, fromText, type Runs, type WindowMask } from '../../eval/masks/runs.ts';
import { iou, loadModel, mean, open, otherProcessor, predict, readJson, sampleOf, settings, shared } from './testing/infer_helpers.ts';

const real = `${shared}/data/real`;
const models = `${shared}/data/models`;

function photo(stem: string): string {
  const places = ['coco/images', 'rembg', 'u2net/images'].flatMap((folder) => [`${real}/${folder}/${stem}.jpg`, `${real}/${folder}/${stem}.png`]);
  return places.find((path) => existsSync(path)) ?? assert.fail(`no photo ${stem}`);
}

test('u2netp: soft maps and masks', async (t) => {
  const model = loadModel(`${models}/u2netp.onnx`);
  const predictor = await open('saliency', { family: 'u2netp' }, model);
  const session = await openSession(model, runtime.parse({}));
  const family = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };
  const overlaps: number[] = [];
  const distances: number[] = [];
  for (const file of readdirSync(`${real}/expected/u2netp`)) {
    const stem = file.replace('.png', '');
    const sample = await sampleOf(stem, photo(stem));
    const stored = await decodeMask(readFileSync(`${real}/expected/u2netp/${file}`), file);
    const small = resizePillow(await sample.image('pillow'), { width: 320, height: 320, filter: 'lanczos' });
    const output = model.checkpoint.outputs[0]?.name ?? '';
    const [map] = await session.run({ dims: [1, 3, 320, 320], data: normalized(small, family) }, [output], stem);
    const soft = resizePillow(softMap(map ?? assert.fail()), { width: sample.width, height: sample.height, filter: 'lanczos' });
    distances.push(mean(Float64Array.from(soft.data, (value, i) => Math.abs(value - (stored.data[i] ?? Number.NaN)))));
    overlaps.push(iou(await predict(predictor, sample), encodeThreshold(stored.data, stored.height, stored.width, 128)));
  }
  t.diagnostic(`${overlaps.length} photos: least IoU ${Math.min(...overlaps)}, greatest mean distance ${Math.max(...distances)} grey levels`);
  assert.equal(overlaps.length, 34);
  assert.ok(Math.min(...overlaps) >= 0.999 && Math.max(...distances) < 0.1);
});

interface Stated {
  readonly left: number;
  readonly top: number;
  readonly new_width: number;
  readonly new_height: number;
  readonly ratio: number;
  readonly detections: readonly {
    readonly cls: number;
    readonly score: number;
    /** Corners on the model's input. */
    readonly box_letterbox: readonly number[];
    /** By the native path. */
    readonly rle: RleText;
    readonly area_letterbox_path: number;
  }[];
}

function painted({ window, inside }: WindowMask, { width, height }: Size): Runs {
  const pixels = new Uint8Array(width * height);
  inside.data.forEach((value, i) => {
    const [x, y] = [window.x0 + (i % inside.width), window.y0 + Math.floor(i / inside.width)];
    if (value === 1) pixels[y * width + x] = 1;
  });
  return encodeMask(pixels, height, width);
}

/** Greatest distance of a corner, in pixels of the input. */
function distance({ x1, y1, x2, y2 }: Detection, box: readonly number[]): number {
  return Math.max(...[x1, y1, x2, y2].map((value, i) => Math.abs(value - (box[i] ?? Number.NaN))));
}

// The second file has the same weights rounded to half precision: boxes move by parts of a pixel, weak ones by more.
for (const { file, found: least, boxes, overlap } of [
  { file: 'yolov8n-seg.onnx', found: 370, boxes: 1e-9, overlap: 0.9999 },
  { file: 'yolov8n-seg-nms.onnx', found: 369, boxes: 0.5, overlap: 0.998 },
]) {
  test(`${file}: detections and masks`, async (t) => {
    const model = loadModel(`${models}/${file}`);
    const detector = await openDetector(model, runtime.parse({}), settings);
    const overlaps: number[] = [];
    const areas: number[] = [];
    const distances: number[] = [];
    let surplus = 0;
    for (const [path, stated] of Object.entries(readJson<Record<string, Stated>>(`${real}/expected/yolo-seg.json`))) {
      const sample = await sampleOf(path, `${real}/${path}`);
      const result = await detector.detect(sample);
      assert.ok(!('failed' in result) && result.prototypes !== undefined);
      const { letterbox: box, detections: found, prototypes } = result;
      assert.deepEqual(
        [box.left, box.top, box.width, box.height, box.ratio],
        [stated.left, stated.top, stated.new_width, stated.new_height, stated.ratio],
      );
      surplus += Math.abs(found.length - stated.detections.length);
      for (const { cls, box_letterbox, rle, area_letterbox_path } of stated.detections) {
        const [nearest] = found.filter(({ label }) => label === cls).sort((a, b) => distance(a, box_letterbox) - distance(b, box_letterbox));
        // A score beside the confidence may have come out on its other side.
        if (nearest === undefined || distance(nearest, box_letterbox) > 20) continue;
        distances.push(distance(nearest, box_letterbox));
        overlaps.push(iou(painted(instanceMask(nearest, prototypes, box, sample, 'native'), sample), fromText(rle)));
        const letterboxArea = area(painted(instanceMask(nearest, prototypes, box, sample, 'letterbox'), sample));
        areas.push(Math.abs(letterboxArea - area_letterbox_path) / Math.max(1, area_letterbox_path));
      }
    }
    await detector.close();
    t.diagnostic(
      `${overlaps.length} of 370 detections found, ${surplus} more or fewer on a photo; box distance mean ${mean(distances)}, greatest ${Math.max(...distances)}; ` +
        `native IoU mean ${mean(overlaps)}, least ${Math.min(...overlaps)}; letterbox area off by ${mean(areas)}, at most ${Math.max(...areas)}`,
    );
    assert.ok(overlaps.length >= least && surplus <= 370 - least);
    await t.test(`${file}: boxes`, { skip: boxes < 1e-6 && otherProcessor }, () => assert.ok(mean(distances) < boxes));
    assert.ok(mean(overlaps) > overlap && mean(areas) < 0.01);
  });
}
