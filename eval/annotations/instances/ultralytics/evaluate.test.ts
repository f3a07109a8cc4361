/** The numbers of both curve ends against a transcription of the library's arithmetic in numpy. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Box } from '../schema.ts';
import { matchOnce } from '../single_match.ts';
import { objectSizes, recallBySize } from '../size_recall.ts';
import { assertNear } from '../testing/coco_case.ts';
import { cocoOverlaps, readCocoFiles } from '../testing/coco_files.ts';
import { observed, ones } from '../testing/pictures.ts';
import { prepareUltralytics, type UltralyticsClass } from './evaluate.ts';

const ends = ['ramp', 'cut'] as const;

// biome-ignore lint/suspicious/noExplicitAny: the assertions check what these files hold.
function cases(name: string): any[] {
  return readFileSync(join(import.meta.dirname, '../testdata', name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const nothing: UltralyticsClass = { ap50: 0, ap: 0, precision: 0, recall: 0, f1: 0 };

interface Rectangle {
  readonly cls: number;
  readonly score: number;
  readonly xyxy: readonly [number, number, number, number];
}

for (const { name, why, names, images, expected } of cases('ultralytics_cases.ndjson')) {
  const part = ({ cls }: Rectangle): string => names[cls];
  const box = ({ xyxy: [left, top, right, bottom] }: Rectangle): Box => [left, top, right - left, bottom - top];
  const pictures = images.map(({ objects, found }: { objects: Rectangle[]; found: Rectangle[] }) => ({
    objects: objects.map((of) => ({ part: part(of), box: box(of) })),
    found: found.map((of) => [part(of), of.score, box(of)] as const),
  }));

  for (const end of ends) {
    test(`${name}, ${end}: ${why}`, () => {
      const { scene, overlaps } = observed(pictures);
      const { mean, classes } = prepareUltralytics(scene, overlaps, { limit: 300, floor: 0.001, end })(ones(scene.images));
      const of = mean ?? nothing;
      const got = { mAP50: of.ap50, mAP50_95: of.ap, precision: of.precision, recall: of.recall, f1: of.f1 };
      for (const [key, value] of Object.entries(got)) assertNear(value, expected[end][key], key);
      for (const [key, value] of Object.entries(expected[end].per_class_AP50))
        assertNear(classes[scene.parts.indexOf(key)]?.ap50, value as number, key);
    });
  }

  test(`${name}: recall by size at 0.25`, () => {
    const { scene, overlaps } = observed(pictures);
    const shares = recallBySize(matchOnce({ scene, overlaps }, 0.5, 100), scene, 0.25, ones(scene.images));
    for (const [i, size] of objectSizes.entries()) {
      const { found, total } = expected.sizes[size.name];
      assert.deepEqual(shares[i], { found, total }, size.name);
    }
  });
}

test('scenes of COCO: crowds take no part, equal scores keep the order of the pictures', () => {
  for (const { name, gt, dt, use_cats, ultralytics_style: style } of cases('coco_cases.ndjson')) {
    if (style === undefined) continue;
    // The transcription takes pictures in the order of the file: here they get numbers in that order.
    const place = new Map(gt.images.map(({ id }: { id: number }, i: number) => [id, i]));
    const renumber = <T extends { image_id: number }>(row: T): T => ({ ...row, image_id: place.get(row.image_id) });
    const inOrder = { ...gt, images: gt.images.map((image: object, id: number) => ({ ...image, id })), annotations: gt.annotations.map(renumber) };
    const bytes = (value: unknown): { bytes: Buffer; location: string } => ({ bytes: Buffer.from(JSON.stringify(value)), location: name });
    const files = { truth: bytes(inOrder), results: bytes(dt.map(renumber)) };
    const { scene, overlaps } = cocoOverlaps(readCocoFiles(files, use_cats === 0), 'box', { floor: 0.1, classes: 'same' });
    for (const end of ends) {
      const { mean } = prepareUltralytics(scene, overlaps, { limit: 300, floor: 0.001, end })(ones(scene.images));
      assertNear(mean?.ap50 ?? 0, style[end].map50, `${name} ${end} map50`);
      assertNear(mean?.ap ?? 0, style[end].map, `${name} ${end} map`);
    }
  }
});
