import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectionsOf, imported, prediction, truth as truthSchema } from './schema.ts';

const lists = {
  parts: ['traffic light', 'cup', 'traffic light'],
  scores: [0.1 + 0.2, 5e-324, -1],
  boxes: [1, 2, 3, 4, -0.5, 0, 2.25, 8, 1 / 3, 0, 0, 1e300],
};
const detections = detectionsOf(lists);
const doubles = (...values: number[]): Float64Array => Float64Array.from(values);
const mask = { size: [2, 2], counts: '04' };

test('truth and predictions come back as they were', () => {
  const truth = {
    kind: 'instances',
    height: 2,
    width: 2,
    objects: [
      { part: 'cup', box: [0, 0, 2, 2], mask, area: 3.5 },
      { part: 'cup', box: [0, 0, 2, 2], crowd: true },
      { part: 'traffic light', box: [-1, 0, 0, 2], ignore: true },
    ],
  };
  assert.deepEqual(truthSchema.parse(truth), truth);
  assert.deepEqual(prediction.parse(detections), detections);
  assert.deepEqual(
    [detections.parts, [...detections.part]],
    [
      ['traffic light', 'cup'],
      [0, 1, 0],
    ],
  );
  const masked = { ...lists, masks: { size: [2, 2], counts: ['04', '4', ''] } };
  assert.deepEqual(imported.instances.parse(masked), masked);
});

const refused: [why: string, change: object, message: RegExp][] = [
  ['a score is missing', { scores: doubles(1, 2) }, /2 entries, expected 3/],
  ['a coordinate is missing', { boxes: doubles(1, 2, 3, 4, 5, 6, 7) }, /7 entries, expected 12/],
  ['a mask is missing', { masks: { size: [2, 2], counts: ['04'] } }, /1 entries, expected 3/],
  ['a width is negative', { boxes: doubles(1, 2, 3, 4, 0, 0, -2, 8, 0, 0, 0, 0) }, /a width or height is negative/],
  ['a length without its column', { scores: 3 }, /expected a column of real numbers/],
  ['real numbers for positions', { part: doubles(0, 0.5, 1) }, /expected a column of whole numbers from 0/],
  ['numbers as a list', { scores: [0.9, 0.8, 0.7] }, /expected a column of real numbers/],
  ['a class without a name', { parts: ['cup'] }, /the position 1 is in a list of 1/],
  ['an unknown column', { areas: doubles(1, 2) }, /areas/],
];
for (const [why, change, message] of refused) {
  test(`refused: ${why}`, () => {
    const { success, error } = prediction.safeParse({ ...detections, ...change });
    assert.equal(success, false);
    assert.match(JSON.stringify(error?.issues), message);
  });
}

test('columns of people are refused for the same', () => {
  for (const change of [{ scores: [1, 2] }, { boxes: [1, 2, 3] }, { boxes: [1, 2, 3, 4, 0, 0, -2, 8, 0, 0, 0, 0] }, { scores: [0, Number.NaN, 1] }])
    assert.equal(imported.instances.safeParse({ ...lists, ...change }).success, false);
});
