import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readRows, writeRows } from '../../io/ndjson.ts';
import { encodeMask, toText } from '../../masks/runs.ts';
import { randomStream } from '../../stats/random.ts';
import { prepareCoco } from './coco/evaluate.ts';
import { cellsOf, cocoNumbers } from './coco/numbers.ts';
import { observe } from './observation.ts';
import { sceneOf } from './observed.ts';
import { detectionsOf, observation as observationSchema } from './schema.ts';
import { type CocoFiles, cocoOverlaps, readCocoFiles } from './testing/coco_files.ts';
import { observationsOf, ones, type Picture, randomPictures, size } from './testing/pictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'observation-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const classes = ['a', 'b', 'c d'];

/** The same pictures as COCO's files. */
function filesOf(pictures: readonly Picture[]): CocoFiles {
  const category = (part: string): number => classes.indexOf(part);
  const gt = {
    images: pictures.map((_, id) => ({ id, ...size })),
    categories: classes.map((name, id) => ({ id, name })),
    annotations: pictures.flatMap(({ objects }, image_id) =>
      objects.map(({ part, box, crowd }) => ({
        image_id,
        category_id: category(part),
        bbox: box,
        area: box[2] * box[3],
        iscrowd: Number(crowd === true),
      })),
    ),
  };
  const dt = pictures.flatMap(({ found }, image_id) => found.map(([part, score, bbox]) => ({ image_id, category_id: category(part), bbox, score })));
  return { truth: { bytes: Buffer.from(JSON.stringify(gt)), location: 'gt' }, results: { bytes: Buffer.from(JSON.stringify(dt)), location: 'dt' } };
}

test('numbers from observations are those from files (seed 8)', () => {
  const random = randomStream(8, 'observations');
  const cells = cellsOf(cocoNumbers);
  for (let round = 0; round < 40; round++) {
    const pictures = randomPictures(random, 1 + random.below(7));
    writeRows(join(folder, 'rows'), observationsOf(pictures));
    const observed = sceneOf([...readRows(join(folder, 'rows'), observationSchema)], 'box');
    assert.ok(observed !== null);
    const file = cocoOverlaps(readCocoFiles(filesOf(pictures)), 'box', { floor: 0.5, classes: 'same' });
    const named = ({ scene, overlaps }: typeof file): object =>
      prepareCoco(
        scene,
        overlaps,
        cells,
      )(ones(scene.images)).map((cell) => Object.fromEntries(cell.flatMap((of, part) => (of === null ? [] : [[scene.parts[part] as string, of]]))));
    assert.deepEqual(named(observed), named(file), `round ${round}`);
  }
});

const pixels = (rows: string): { size: [number, number]; counts: string } => {
  const lines = rows.split('/');
  return toText(encodeMask(Uint8Array.from(lines.join(''), Number), lines.length, lines[0]?.length ?? 0));
};

test('pixels are observed where both sides have them', () => {
  const mask = pixels('110/110');
  const truth = {
    kind: 'instances' as const,
    height: 2,
    width: 3,
    objects: [{ part: 'a', box: [0, 0, 2, 2] as [number, number, number, number], mask }],
  };
  const found = detectionsOf({ parts: ['a', 'b'], scores: [0.9, 0.8], boxes: [0, 0, 2, 2, 0, 0, 3, 2] });
  const masks = { size: [2, 3] as [number, number], counts: [pixels('100/100').counts, pixels('111/111').counts] };
  assert.deepEqual(observe(truth, { ...found, masks }), {
    kind: 'instances',
    parts: ['a', 'b'],
    truths: { part: Uint32Array.of(0), areas: Float64Array.of(4), crowd: Uint32Array.of(), ignored: Uint32Array.of() },
    detections: { part: Uint32Array.of(0, 1), scores: Float64Array.of(0.9, 0.8), areas: Float64Array.of(4, 6) },
    box: { detection: Uint32Array.of(0, 1), truth: Uint32Array.of(0, 0), overlap: Float64Array.of(1, 4 / 6) },
    mask: { detection: Uint32Array.of(0, 1), truth: Uint32Array.of(0, 0), overlap: Float64Array.of(0.5, 4 / 6), areas: Float64Array.of(2, 6) },
  });
  assert.equal(observe(truth, found).mask, undefined);
  assert.deepEqual(observe(truth, null).mask, {
    detection: Uint32Array.of(),
    truth: Uint32Array.of(),
    overlap: Float64Array.of(),
    areas: Float64Array.of(),
  });
});

test('a mask of another size is refused', () => {
  const truth = {
    kind: 'instances' as const,
    height: 2,
    width: 3,
    objects: [{ part: 'a', box: [0, 0, 2, 2] as [number, number, number, number], mask: pixels('11/11') }],
  };
  assert.throws(() => observe(truth, null), /EV1203/);
});
