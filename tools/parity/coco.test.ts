/** Instances against pycocotools 2.0.11: random scenes, 100 pictures of COCO val2014, real detections of a YOLO model. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertCase, type CocoCase, type ExpectedNumbers } from '../../eval/annotations/instances/testing/coco_case.ts';

const folder = join(process.env['SHARED'] ?? '../shared', 'vectors/coco');

// biome-ignore lint/suspicious/noExplicitAny: the assertions check what these files hold.
function read(path: string): any {
  return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

test('every scene made by hand or at random', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json') && file !== 'truth-id-zero.json')) assertCase(read(name));
});

function realCase(name: string, iou_type: CocoCase['iou_type'], gt: CocoCase['gt'], dt: CocoCase['dt'], expected: ExpectedNumbers): CocoCase {
  return { name, why: 'real annotations', iou_type, gt, dt, expected };
}

for (const iouType of ['bbox', 'segm'] as const) {
  test(`100 pictures of val2014, ${iouType}`, () => {
    assertCase(
      realCase('val2014', iouType, read('val2014-100/gt.json'), read(`val2014-100/dt-${iouType}.json`), read(`val2014-100/expected-${iouType}.json`)),
    );
  });
}

test('real detections: boxes, pixels, and pixels beside boxes', () => {
  const [gt, dt, expected] = [read('real-yolov8n-seg/gt.json'), read('real-yolov8n-seg/dt.json'), read('real-yolov8n-seg/expected.json')];
  const withoutBox = dt.map(({ bbox: _, ...rest }: { bbox: unknown }) => rest);
  assertCase(realCase('bbox', 'bbox', gt, dt, expected.bbox));
  assertCase(realCase('segm', 'segm', gt, withoutBox, expected.segm));
  assertCase(realCase('segm beside boxes', 'segm', gt, dt, expected.segm_with_bbox_field));
});
