import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imported, prediction, truth as truthSchema } from './schema.ts';

const detections = { kind: 'instances', parts: ['cup', 'traffic light'], scores: [0.9, 0.9], boxes: [1, 2, 3, 4, -0.5, 0, 2.25, 8] };
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
  const { kind: _, ...columns } = { ...detections, masks: { size: [2, 2], counts: ['04', '4'] } };
  assert.deepEqual(imported.instances.parse(columns), columns);
});

const refused: [why: string, change: object, message: RegExp][] = [
  ['a score is missing', { scores: [0.9] }, /1 entries for 2 parts, expected 2/],
  ['a coordinate is missing', { boxes: [1, 2, 3, 4, 5, 6, 7] }, /7 entries for 2 parts, expected 8/],
  ['a mask is missing', { masks: { size: [2, 2], counts: ['04'] } }, /1 entries for 2 parts, expected 2/],
  ['a width is negative', { boxes: [1, 2, 3, 4, 0, 0, -2, 8] }, /a width or height is negative/],
  ['a score is not finite', { scores: [0.9, Number.NaN] }, /NaN/],
  ['an unknown column', { areas: [1, 2] }, /areas/],
];
for (const [why, change, message] of refused) {
  test(`refused: ${why}`, () => {
    const { success, error } = prediction.safeParse({ ...detections, ...change });
    assert.equal(success, false);
    assert.match(JSON.stringify(error?.issues), message);
  });
}
