/** Numbers of small scenes that can be counted by hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binsOf, calibrationError } from './calibration.ts';
import { confusionOf } from './confusion.ts';
import { optimalLrp } from './lrp.ts';
import { bestConfidence, countsAt, pointOf } from './operating_point.ts';
import type { Box, Instance } from './schema.ts';
import { matchOnce } from './single_match.ts';
import { recallBySize } from './size_recall.ts';
import { observed, ones, type Picture } from './testing/pictures.ts';
import { prepareTide } from './tide.ts';

const at = (left: number, side = 100): Box => [left, 0, side, 100];
const cup = (left: number): Instance => ({ part: 'cup', box: at(left) });

/** Two cups and a bowl; one cup is found loosely, one is taken for a bowl, the bowl is found and found again, and there is a ghost. */
const kitchen: Picture[] = [
  {
    objects: [cup(0), cup(200), { part: 'bowl', box: at(400) }],
    found: [
      ['cup', 0.9, at(0, 80)],
      ['bowl', 0.8, at(200)],
      ['bowl', 0.7, at(400)],
      ['bowl', 0.6, at(405)],
      ['cup', 0.5, [0, 300, 50, 50]],
    ],
  },
];

function near(got: unknown, expected: number): void {
  assert.ok(typeof got === 'number' && Math.abs(got - expected) < 1e-12, `got ${got}, expected ${expected}`);
}

test('precision, recall and F1 at a score, of all and of a class', () => {
  const scene = observed(kitchen);
  const match = matchOnce(scene, 0.5, 100);
  const { all, classes } = countsAt(match, scene.scene, 0.65, ones(1));
  assert.deepEqual(all, { right: 2, wrong: 1, objects: 3 });
  assert.deepEqual(classes, [
    { right: 1, wrong: 1, objects: 1 },
    { right: 1, wrong: 0, objects: 2 },
  ]);
  assert.deepEqual(pointOf(all), { precision: 2 / 3, recall: 2 / 3, f1: 4 / 6 });
  assert.equal(countsAt(match, scene.scene, 0.7, ones(1)).all.right, 2, 'a score equal to the limit counts');
});

test('the best score is the higher one of equal F1, and equal scores go together', () => {
  const scene = observed(kitchen);
  assert.equal(bestConfidence(matchOnce(scene, 0.5, 100), scene.scene, ones(1)), 0.7);
  const tied = observed([
    {
      objects: [cup(0)],
      found: [
        ['cup', 0.5, at(0)],
        ['cup', 0.5, at(300)],
      ],
    },
  ]);
  assert.equal(bestConfidence(matchOnce(tied, 0.5, 100), tied.scene, ones(1)), 0.5);
  const nothing = observed([{ objects: [cup(0)], found: [['cup', 0.5, at(300)]] }]);
  assert.equal(bestConfidence(matchOnce(nothing, 0.5, 100), nothing.scene, ones(1)), null);
});

test('without objects recall is undefined, without detections precision is: neither is 0', () => {
  assert.deepEqual(pointOf({ right: 0, wrong: 2, objects: 0 }), {
    precision: 0,
    recall: { undefined: 'no object of this class' },
    f1: { undefined: 'no object of this class' },
  });
  assert.deepEqual(pointOf({ right: 0, wrong: 0, objects: 2 }), { precision: { undefined: 'nothing was detected' }, recall: 0, f1: 0 });
});

test('recall by size counts matched objects, not detections', () => {
  const square = (side: number, left: number): Box => [left, 0, side, side];
  const scene = observed([
    {
      objects: [square(31, 0), square(32, 100), square(96, 200)].map((box) => ({ part: 'cup', box })),
      found: [
        ['cup', 0.9, square(31, 0)],
        ['cup', 0.9, square(31, 400)],
        ['cup', 0.2, square(96, 200)],
        ['bowl', 0.9, square(32, 100)],
      ],
    },
  ]);
  const match = matchOnce(scene, 0.5, 100);
  assert.deepEqual(recallBySize(match, scene.scene, 0.25, ones(1)), [
    { found: 1, total: 1 },
    { found: 0, total: 1 },
    { found: 0, total: 1 },
  ]);
  assert.deepEqual(recallBySize(match, scene.scene, 0.1, ones(1))[2], { found: 1, total: 1 });
});

test('confusion: rows are true, columns detected, background last', () => {
  assert.deepEqual(confusionOf(observed(kitchen), 0.5, 0.25), {
    parts: ['bowl', 'cup', 'background'],
    counts: [
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 0],
    ],
  });
});

test('what finds an ignored object or a crowd is in no cell of the confusion', () => {
  const scene = observed([
    {
      objects: [
        { ...cup(0), crowd: true },
        { ...cup(200), ignore: true },
      ],
      found: [
        ['cup', 0.9, at(0)],
        ['cup', 0.8, at(1)],
        ['bowl', 0.7, at(200)],
      ],
    },
  ]);
  assert.deepEqual(
    confusionOf(scene, 0.5, 0)
      .counts.flat()
      .reduce((sum, count) => sum + count, 0),
    0,
  );
});

test('calibration error', () => {
  const scene = observed(kitchen);
  const bins = binsOf(matchOnce(scene, 0.5, 100), scene.scene, ones(1));
  // Right: 0.9 and 0.7. Each detection has a bin of its own.
  near(calibrationError(bins), (Math.abs(0.9 - 1) + 0.8 + Math.abs(0.7 - 1) + 0.6 + 0.5) / 5);
  assert.deepEqual(calibrationError(null), { undefined: 'a score is outside 0 to 1' });
  const logits = observed([{ objects: [], found: [['cup', 3.2, at(0)]] }]);
  assert.equal(binsOf(matchOnce(logits, 0.5, 100), logits.scene, ones(1)), null);
});

test('optimal LRP: missed, wrong and loose', () => {
  const scene = observed(kitchen);
  const [bowl, cups] = optimalLrp(matchOnce(scene, 0.5, 100), scene.scene, 0.5, ones(1));
  // Cups down to 0.9: one right with overlap 0.8, one missed. Bowls down to 0.7: one wrong, one exact.
  near(cups?.error, (0.2 / 0.5 + 0 + 1) / 2);
  assert.equal(cups?.confidence, 0.9);
  near(bowl?.error, (0 + 1 + 0) / 2);
  assert.equal(
    optimalLrp(
      matchOnce(observed([{ objects: [], found: [['cup', 1, at(0)]] }]), 0.5, 100),
      observed([{ objects: [], found: [['cup', 1, at(0)]] }]).scene,
      0.5,
      ones(1),
    )[0],
    null,
  );
});

test('TIDE names each error once, and what each costs', () => {
  const { ap50, errors } = prepareTide(
    observed([
      {
        objects: [cup(0), cup(200), cup(400), { part: 'bowl', box: [0, 200, 100, 100] }],
        found: [
          ['cup', 0.9, at(0)],
          ['cup', 0.8, at(5)],
          ['cup', 0.7, at(260)],
          ['bowl', 0.6, at(400)],
          ['cup', 0.5, [500, 300, 20, 20]],
          ['cup', 0.4, [0, 270, 100, 100]],
        ],
      },
    ]),
    100,
  )(ones(1));
  assert.deepEqual(Object.fromEntries(Object.entries(errors).map(([kind, { count }]) => [kind, count])), {
    class: 1,
    location: 1,
    both: 1,
    duplicate: 1,
    background: 1,
    missed: 1,
  });
  // One of three cups is found first: precision 1 up to recall 1/3, which holds at 34 of 101 points. The bowl is missed.
  near(ap50, (34 / 101 + 0) / 2);
  // With the bowl away, its class stays at 0 and the cups stay as they are.
  near(errors.missed.cost, 0);
  near(errors.duplicate.cost, 0);
  // Taken for a cup, the fourth detection is the second right one of four.
  near(errors.class.cost, (34 + 33 * (2 / 4)) / 101 / 2 - 34 / 101 / 2);
});
