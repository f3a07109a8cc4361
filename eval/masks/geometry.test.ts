import assert from 'node:assert/strict';
import { test } from 'node:test';
import { geometryOf } from './geometry.ts';
import { polygonsToRuns } from './polygons.ts';
import { isTraced } from './traced.ts';

const rectangle = (left: number, top: number, right: number, bottom: number, width = 100, height = 80) =>
  polygonsToRuns([[left, top, right, top, right, bottom, left, bottom]], height, width);

test('box, area and corners', () => {
  assert.deepEqual(geometryOf(rectangle(10, 20, 40, 30)), { box: [10, 20, 30, 10], area: 300, corners: 0 });
  assert.deepEqual(geometryOf(rectangle(0, 0, 100, 80)), { box: [0, 0, 100, 80], area: 8_000, corners: 4 });
  assert.deepEqual(geometryOf(rectangle(0, 0, 100, 10)), { box: [0, 0, 100, 10], area: 1_000, corners: 2 });
  assert.deepEqual(geometryOf(rectangle(0, 0, 0, 0)), { box: null, area: 0, corners: 0 });
});

const pairs: Readonly<Record<string, readonly [Parameters<typeof rectangle>, Parameters<typeof rectangle>, boolean | null]>> = {
  equal: [[10, 10, 60, 60], [10, 10, 60, 60], true],
  'a pixel larger on each side': [[10, 10, 60, 60], [9, 9, 61, 61], true],
  'a pixel aside': [[10, 10, 60, 60], [11, 10, 61, 60], true],
  'three pixels larger on each side': [[10, 10, 60, 60], [7, 7, 63, 63], true],
  'three pixels smaller, at the edge of the picture': [[0, 0, 60, 80], [0, 0, 57, 80], true],
  'eight pixels larger on each side': [[20, 20, 60, 60], [12, 12, 68, 68], false],
  'twelve pixels larger on each side, a tenth of them': [[30, 30, 150, 150, 200, 200], [18, 18, 162, 162, 200, 200], true],
  'twelve pixels larger on one side': [[30, 30, 150, 150, 200, 200], [30, 30, 162, 150, 200, 200], false],
  'two pixels larger on one side, four on another': [[10, 10, 60, 60], [8, 10, 64, 60], false],
  'two pixels aside': [[10, 10, 60, 60], [12, 10, 62, 60], false],
  'two pixels smaller below': [[10, 10, 60, 60], [10, 10, 60, 58], false],
  'at the edges, where the next column begins': [[0, 0, 50, 80], [50, 0, 100, 80], false],
  'too small to tell': [[10, 10, 41, 60], [10, 10, 41, 60], null],
  nothing: [[0, 0, 0, 0], [10, 10, 60, 60], null],
};
for (const [name, [a, b, traced]] of Object.entries(pairs)) {
  test(`masks that are ${name}`, () => {
    assert.equal(isTraced(rectangle(...a), rectangle(...b)), traced);
    assert.equal(isTraced(rectangle(...b), rectangle(...a)), traced);
  });
}
