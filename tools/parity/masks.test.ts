/** Run lengths and mask metrics against pycocotools 2.0.11, real COCO annotations and the pottery reference results. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type MaskCounts, metrics } from '../../eval/annotations/mask/metrics.ts';
import { compare } from '../../eval/annotations/registry.ts';
import type { Measured } from '../../eval/contracts/samples.ts';
import { polygonsToRuns } from '../../eval/masks/polygons.ts';
import {
  area,
  boundingBox,
  decodeRuns,
  encodeMask,
  fromCounts,
  fromText,
  intersectionArea,
  type Runs,
  toText,
  union,
  unionArea,
} from '../../eval/masks/runs.ts';

const shared = process.env['SHARED'] ?? '../shared';

// biome-ignore lint/suspicious/noExplicitAny: the assertions check what these files hold.
function read(path: string): any {
  return JSON.parse(readFileSync(join(shared, path), 'utf8'));
}

function measured(id: string, counts: MaskCounts): Measured | undefined {
  return metrics.find((metric) => metric.id === id)?.measure(counts, false)[0]?.value;
}

test('every run-length vector', () => {
  const vectors = read('vectors/masks/rle.json');
  for (const { name, size, rows, counts, rle, area: expectedArea, bbox } of vectors) {
    const runs = fromText({ size, counts: rle });
    assert.deepEqual(runs, fromCounts(counts, size), name);
    assert.deepEqual(toText(runs), { size, counts: rle }, name);
    const pixels = decodeRuns(runs);
    if (rows !== undefined) assert.equal(pixels.join(''), rows.join(''), name);
    assert.deepEqual(encodeMask(pixels, size[0], size[1]), runs, name);
    assert.equal(area(runs), expectedArea, name);
    assert.deepEqual(boundingBox(runs) ?? [0, 0, 0, 0], bbox, name);
  }
  assert.equal(vectors.length, 55);
});

test('every polygon and box vector, outlines of real objects among them', () => {
  const polygons = read('vectors/masks/polygons.json');
  for (const { name, size, polygons: outlines, rle } of polygons) assert.equal(toText(polygonsToRuns(outlines, size[0], size[1])).counts, rle, name);
  const boxes = read('vectors/masks/boxes.json');
  for (const { size, box, rle } of boxes) {
    const [left, top, right, bottom] = [box[0], box[1], box[0] + box[2], box[1] + box[3]];
    assert.equal(toText(polygonsToRuns([[left, top, left, bottom, right, bottom, right, top]], size[0], size[1])).counts, rle, String(box));
  }
  assert.deepEqual([polygons.length, boxes.length], [46, 12]);
});

test('every overlap vector; the metric gives the same where there is no crowd', () => {
  let pairs = 0;
  for (const { kind, size, dt, gt, crowd, iou, union: united } of read('vectors/masks/iou.json')) {
    if (kind !== 'mask') continue;
    const runs = (counts: string): Runs => fromText({ size, counts });
    assert.equal(toText(union([...dt, ...gt].map(runs), size[0], size[1])).counts, united);
    for (const [i, detection] of dt.entries()) {
      for (const [j, object] of gt.entries()) {
        const [a, b] = [runs(detection), runs(object)];
        const common = intersectionArea(a, b);
        assert.equal(common === 0 ? 0 : common / (crowd[j] === 1 ? area(a) : unionArea(a, b)), iou[i][j]);
        if (crowd[j] === 1) continue;
        const { observed, outcome } = compare(
          { kind: 'mask', mask: { size, counts: object } },
          { kind: 'mask', mask: { size, counts: detection } },
          'pair',
        );
        // Two empty masks: COCO says 0, a correct rejection is 1 here.
        assert.equal(measured('mask_iou', observed as MaskCounts), outcome === 'correct_rejection' ? 1 : iou[i][j]);
        pairs++;
      }
    }
  }
  assert.equal(pairs, 72);
});

test('area and box of every annotation of real COCO photos and of the pottery split', () => {
  let annotations = 0;
  for (const path of ['data/real/coco/instances.json', 'pottery/heldout/instances.json']) {
    for (const { id, segmentation, area: expectedArea, bbox } of read(path).annotations) {
      const runs = fromText(segmentation, `${path} ${id}`);
      assert.equal(area(runs), expectedArea, `${path} ${id}`);
      assert.deepEqual(boundingBox(runs), bbox, `${path} ${id}`);
      assert.deepEqual(encodeMask(decodeRuns(runs), runs.height, runs.width), runs, `${path} ${id}`);
      annotations++;
    }
  }
  assert.equal(annotations, 567);
});

test('metrics of the counts in the pottery results, for every backend, corpus and picture', () => {
  const rows = read('pottery/expected.json').per_image;
  let emptyPredictions = 0;
  for (const { backend, image, tp, pred, gt, iou, precision, recall } of rows) {
    const counts = { intersection: tp, prediction: pred, truth: gt, box_intersection: 0, box_prediction: 0, box_truth: 0 };
    const location = `${backend} ${image}`;
    near(measured('mask_iou', counts), iou, location);
    near(measured('mask_recall', counts), recall, location);
    if (pred > 0) near(measured('mask_precision', counts), precision, location);
    else {
      // The reference says 0. Nothing was claimed, so nothing was claimed wrongly: undefined here, by decision.
      assert.equal(precision, 0, location);
      assert.deepEqual(measured('mask_precision', counts), { undefined: 'the prediction is empty' }, location);
      emptyPredictions++;
    }
  }
  assert.deepEqual([rows.length, emptyPredictions], [528, 12]);
});

test('united instances of each held-out picture have the area that the reference counted', () => {
  const { images, annotations } = read('pottery/heldout/instances.json');
  const expected = new Map(
    read('pottery/expected.json')
      .per_image.filter(({ corpus }: { corpus: string }) => corpus === 'heldout')
      .map(({ image, gt }: { image: string; gt: number }) => [image, gt]),
  );
  for (const { id, file_name, height, width } of images) {
    const instances = annotations.filter((annotation: { image_id: number }) => annotation.image_id === id);
    const foreground = union(
      instances.map(({ segmentation }: { segmentation: { size: [number, number]; counts: string } }) => fromText(segmentation)),
      height,
      width,
    );
    assert.equal(area(foreground), expected.get(file_name.replace(/^.*\/|\.[a-z]+$/g, '')), file_name);
  }
  assert.equal(images.length, 96);
});

/** Equal to the six decimals that the reference results keep. */
function near(measured: unknown, expected: number, location: string): void {
  assert.ok(
    typeof measured === 'number' && Math.abs(measured - expected) <= 5.1e-7,
    `${location}: got ${JSON.stringify(measured)}, expected ${expected}`,
  );
}
