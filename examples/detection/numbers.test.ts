/** The detections and labels of the example give the numbers that the generator's reference evaluation got from pycocotools. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cocoSettings, prepareCoco } from '../../eval/annotations/instances/coco/evaluate.ts';
import { cellsOf, cocoNumbers, readNumber } from '../../eval/annotations/instances/coco/numbers.ts';
import { cocoOverlaps, readCocoFiles } from '../../eval/annotations/instances/testing/coco_files.ts';

const expected = JSON.parse(readFileSync('datasets/pottery/expected.json', 'utf8')).coco;
const labels = 'datasets/pottery/heldout/instances.json';
const names = ['AP', 'AP50', 'AP75', 'AP_small', 'AP_medium', 'AP_large', 'AR1', 'AR10', 'AR100', 'AR_small', 'AR_medium', 'AR_large'];
const cells = cellsOf(cocoNumbers);

for (const [version, checkpoint] of [
  ['v1', 'pottery-v1'],
  ['v2', 'pottery-v2'],
  ['v3', 'pottery-v3-regressed'],
] as const) {
  for (const [shape, kind] of [
    ['box', 'bbox'],
    ['mask', 'segm'],
  ] as const) {
    test(`${version}, ${kind}: the twelve numbers and AP by class`, () => {
      const file = (location: string) => ({ bytes: readFileSync(location), location });
      const data = readCocoFiles({ truth: file(labels), results: file(`examples/detection/${version}.json`) });
      const { scene, overlaps } = cocoOverlaps(data, shape, { floor: 0.5, classes: 'same' });
      const measured = prepareCoco(scene, overlaps, cells)(new Float64Array(scene.images).fill(1));
      const near = (got: unknown, wanted: number, what: string): void =>
        assert.ok(typeof got === 'number' && Math.abs(got - wanted) <= 1e-6, `${what}: got ${got}, expected ${wanted}`);
      const { per_class_AP: byClass, ...numbers } = expected[checkpoint][kind];
      for (const [i, name] of names.entries())
        near(readNumber(cocoNumbers[i] as (typeof cocoNumbers)[number], cells, measured, cocoSettings), numbers[name], name);
      for (const [part, name] of scene.parts.entries()) {
        const { ap = [] } = measured[0]?.[part] ?? {};
        near(ap.reduce((sum, value) => sum + value, 0) / ap.length, byClass[name], name);
      }
    });
  }
}
