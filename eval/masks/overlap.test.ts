import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { randomStream } from '../stats/random.ts';
import {
  area,
  boundingBox,
  canonical,
  decodeRuns,
  difference,
  encodeMask,
  fromCounts,
  fromText,
  intersectionArea,
  maskDigest,
  toText,
  union,
  unionArea,
} from './runs.ts';
import { randomMask, randomSize } from './testing/random_masks.ts';

interface RleVector {
  readonly name: string;
  readonly size: [number, number];
  readonly rle: string;
  readonly area: number;
  readonly bbox: readonly number[];
}
/** Every detection against every object; with a crowd the overlap is over the detection's area. */
interface IouVector {
  readonly size: [number, number];
  readonly dt: readonly string[];
  readonly gt: readonly string[];
  readonly crowd: readonly number[];
  readonly iou: readonly (readonly number[])[];
  readonly union: string;
}
const rleVectors = JSON.parse(readFileSync('eval/masks/testdata/rle.json', 'utf8')) as readonly RleVector[];
const iouVectors = JSON.parse(readFileSync('eval/masks/testdata/iou.json', 'utf8')) as readonly IouVector[];

test('area and box are those of pycocotools 2.0.11; the box of nothing is null', () => {
  for (const { name, size, rle, area: expectedArea, bbox } of rleVectors) {
    const runs = fromText({ size, counts: rle });
    assert.equal(area(runs), expectedArea, name);
    assert.deepEqual(boundingBox(runs), expectedArea === 0 ? null : bbox, name);
  }
});

test('overlaps and unions are those of pycocotools 2.0.11', () => {
  for (const [i, { size, dt, gt, crowd, iou, union: united }] of iouVectors.entries()) {
    const detections = dt.map((counts) => fromText({ size, counts }));
    const objects = gt.map((counts) => fromText({ size, counts }));
    const table = detections.map((detection) =>
      objects.map((object, j) => {
        const common = intersectionArea(detection, object);
        return common === 0 ? 0 : common / (crowd[j] === 1 ? area(detection) : unionArea(detection, object));
      }),
    );
    assert.deepEqual(table, iou, `vector ${i}`);
    assert.equal(toText(union([...detections, ...objects], ...size)).counts, united, `vector ${i}`);
  }
});

test('set operations on runs equal those on pixels (seed 4)', () => {
  const random = randomStream(4, 'sets');
  for (let round = 0; round < 300; round++) {
    const [height, width] = randomSize(random);
    const masks = Array.from({ length: 1 + random.below(4) }, () => randomMask(random, height, width));
    const [a, b] = [masks[0] as Uint8Array, masks[masks.length - 1] as Uint8Array];
    const runs = masks.map((mask) => encodeMask(mask, height, width));
    const [runsA, runsB] = [encodeMask(a, height, width), encodeMask(b, height, width)];
    const location = `seed 4, round ${round}, ${height} x ${width}`;
    const both = a.filter((value, i) => value === 1 && b[i] === 1).length;
    assert.equal(intersectionArea(runsA, runsB), both, location);
    const [onlyA, onlyB] = [a.map((value, i) => value & ~(b[i] ?? 0)), b.map((value, i) => value & ~(a[i] ?? 0))];
    assert.deepEqual([difference(runsA, runsB), difference(runsB, runsA)].map(decodeRuns), [onlyA, onlyB], location);
    assert.deepEqual(difference(runsA, runsB), encodeMask(onlyA, height, width), location);
    assert.equal(intersectionArea(runsB, runsA), both, location);
    assert.equal(unionArea(runsA, runsB), a.filter((value, i) => value === 1 || b[i] === 1).length, location);
    const united = a.map((_, i) => (masks.some((mask) => mask[i] === 1) ? 1 : 0));
    assert.deepEqual(union(runs, height, width), encodeMask(united, height, width), location);
    assert.deepEqual(boundingBox(runsA), boxOfPixels(a, width), location);
  }
});

function boxOfPixels(mask: Uint8Array, width: number): number[] | null {
  const inside = [...mask.keys()].filter((i) => mask[i] === 1);
  if (inside.length === 0) return null;
  const [xs, ys] = [inside.map((i) => i % width), inside.map((i) => Math.floor(i / width))];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return [left, top, Math.max(...xs) - left + 1, Math.max(...ys) - top + 1];
}

test('empty runs change neither area, box, overlap, union nor digest', () => {
  const plain = fromCounts([1, 2, 2, 1], [2, 3]);
  for (const counts of [
    [1, 1, 0, 1, 2, 1],
    [1, 2, 1, 0, 1, 1],
    [0, 0, 1, 2, 2, 1, 0],
    [1, 2, 2, 1, 0, 0],
  ]) {
    const runs = fromCounts(counts, [2, 3]);
    assert.deepEqual(canonical(runs), plain, String(counts));
    assert.equal(area(runs), 3);
    assert.deepEqual(boundingBox(runs), boundingBox(plain), String(counts));
    assert.equal(intersectionArea(runs, plain), 3, String(counts));
    assert.equal(intersectionArea(plain, runs), 3, String(counts));
    assert.deepEqual(union([runs, plain], 2, 3), plain, String(counts));
    assert.equal(maskDigest(runs), maskDigest(plain), String(counts));
  }
});

test('another pixel or another size is another digest', () => {
  const masks = [fromCounts([6], [2, 3]), fromCounts([6], [3, 2]), fromCounts([0, 6], [2, 3]), fromCounts([1, 5], [2, 3])];
  assert.equal(new Set(masks.map(maskDigest)).size, masks.length);
  // printf '{"counts":"6","size":[2,3]}' | sha256sum
  assert.equal(maskDigest(masks[0] as (typeof masks)[0]), 'sha256:cc772ae43830736d6dfc16a2af5dd3d9010afb1987545f7978ad89c38b261f81');
});

test('no masks unite to an empty one', () => {
  assert.deepEqual(union([], 2, 3), fromCounts([6], [2, 3]));
});

test('masks of different size are not combined', () => {
  const expected = new RangeError('masks of 2 x 3 and 3 x 2 pixels cannot be combined');
  assert.throws(() => intersectionArea(fromCounts([6], [2, 3]), fromCounts([6], [3, 2])), expected);
  assert.throws(() => union([fromCounts([6], [3, 2])], 2, 3), expected);
});
