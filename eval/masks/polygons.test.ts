import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { polygonsToRuns } from './polygons.ts';
import { area, toText } from './runs.ts';

interface PolygonVector {
  readonly name: string;
  readonly size: readonly [number, number];
  readonly polygons: readonly (readonly number[])[];
  readonly rle: string;
  readonly part_areas: readonly number[];
}
interface BoxVector {
  readonly size: readonly [number, number];
  readonly box: readonly [number, number, number, number];
  readonly rle: string;
}
const polygonVectors = JSON.parse(readFileSync('eval/masks/testdata/polygons.json', 'utf8')) as readonly PolygonVector[];
const boxVectors = JSON.parse(readFileSync('eval/masks/testdata/boxes.json', 'utf8')) as readonly BoxVector[];

test('outlines fill as in pycocotools 2.0.11, together and part by part', () => {
  for (const { name, size, polygons, rle, part_areas } of polygonVectors) {
    assert.equal(toText(polygonsToRuns(polygons, ...size)).counts, rle, name);
    assert.deepEqual(
      polygons.map((outline) => area(polygonsToRuns([outline], ...size))),
      part_areas,
      name,
    );
  }
});

test('boxes fill as in pycocotools 2.0.11', () => {
  for (const { size, box, rle } of boxVectors) {
    const [left, top, right, bottom] = [box[0], box[1], box[0] + box[2], box[1] + box[3]];
    assert.equal(toText(polygonsToRuns([[left, top, left, bottom, right, bottom, right, top]], ...size)).counts, rle, String(box));
  }
});

test('no outline is an empty mask', () => {
  assert.deepEqual([...polygonsToRuns([], 2, 3).counts], [6]);
});

test('all faulty outlines are named', () => {
  const outlines = [
    [0, 0, 1, 1],
    [0, 0, 4, 0, 4, 4],
    [0, 0, 1, 1, 2, 2, 3],
    [0, 0, 4, 0, 4, Number.NaN],
    [0, 0, 1e9, 0, 4, 4],
  ];
  assert.throws(
    () => polygonsToRuns(outlines, 5, 5, 's-1'),
    (error) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(
        error.problems.map(({ code, location, message }) => [code, location, message]),
        [
          ['EV1204', 's-1', 'outline 0: 4 values are not the x and y of three or more points'],
          ['EV1204', 's-1', 'outline 2: 7 values are not the x and y of three or more points'],
          ['EV1204', 's-1', 'outline 3: NaN is not a coordinate in pixels'],
          ['EV1204', 's-1', 'outline 4: 1000000000 is not a coordinate in pixels'],
        ],
      );
      return true;
    },
  );
});
