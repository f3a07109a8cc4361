/** Weights stand for copies: what a resample gets from weights is what the corpus of the drawn pictures gets. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomStream } from '../../stats/random.ts';
import { binsOf, calibrationError } from './calibration.ts';
import { prepareCoco } from './coco/evaluate.ts';
import { cellsOf, cocoNumbers } from './coco/numbers.ts';
import { optimalLrp } from './lrp.ts';
import { metrics as instanceMetrics } from './metrics/table.ts';
import type { ObservedScene } from './observed.ts';
import { bestConfidence, countsAt } from './operating_point.ts';
import { matchOnce } from './single_match.ts';
import { recallBySize } from './size_recall.ts';
import { observationsOf, observed, ones, type Picture, randomPictures } from './testing/pictures.ts';
import { prepareTide } from './tide.ts';
import { prepareUltralytics } from './ultralytics/evaluate.ts';

/** Every number that is asked with weights, by class. */
function numbers({ scene, overlaps }: ObservedScene, weights: Float64Array): unknown {
  const match = matchOnce({ scene, overlaps }, 0.5, 100);
  const named = <T>(classes: readonly T[]): Record<string, T> => Object.fromEntries(classes.map((of, part) => [scene.parts[part] as string, of]));
  return {
    coco: prepareCoco(
      scene,
      overlaps,
      cellsOf(cocoNumbers),
    )(weights).map((cell) => named(cell.map((of) => of && { ap: [...of.ap], recall: [...of.recall] }))),
    ultralytics: prepareUltralytics(scene, overlaps, { end: 'cut', limit: 300, floor: 0 })(weights).mean,
    point: countsAt(match, scene, 0.01, weights),
    best: bestConfidence(match, scene, weights),
    sizes: recallBySize(match, scene, 0, weights),
    calibration: calibrationError(binsOf(match, scene, weights)),
    tide: prepareTide({ scene, overlaps }, 100)(weights),
    lrp: named(optimalLrp(match, scene, 0.5, weights)),
  };
}

function assertNear(got: unknown, expected: unknown, what: string): void {
  if (typeof got === 'number' && typeof expected === 'number')
    assert.ok(Math.abs(got - expected) < 1e-9, `${what}: got ${got}, expected ${expected}`);
  else if (typeof got !== 'object' || got === null || expected === null) assert.deepEqual(got, expected, what);
  else for (const [key, value] of Object.entries(got)) assertNear(value, (expected as Record<string, unknown>)[key], `${what}.${key}`);
}

test('60 draws of random pictures (seed 5)', () => {
  const random = randomStream(5, 'weights');
  for (let round = 0; round < 60; round++) {
    const pictures = randomPictures(random, 2 + random.below(8));
    const weights = Float64Array.from(pictures, () => random.below(4));
    // Pictures that are not drawn stay, empty of weight, so that both know the same classes.
    const copies = pictures.flatMap((picture, i) => Array.from({ length: weights[i] as number }, () => picture));
    const bystanders: Picture[] = pictures.filter((_, i) => weights[i] === 0);
    const all = [...copies, ...bystanders];
    const drawn = Float64Array.from(all, (_, i) => (i < copies.length ? 1 : 0));
    assertNear(numbers(observed(pictures), weights), numbers(observed(all), drawn), `round ${round}`);
  }
});

test('the order of pictures changes nothing where scores differ (seed 6)', () => {
  const random = randomStream(6, 'order');
  for (let round = 0; round < 20; round++) {
    const pictures = randomPictures(random, 6);
    assertNear(numbers(observed(pictures.toReversed()), ones(6)), numbers(observed(pictures), ones(6)), `round ${round}`);
  }
});

test('a slice asked of the whole corpus by weights of 0 and 1 has the numbers that it has alone, to the last digit, and so has each picture (seed 8)', () => {
  const random = randomStream(8, 'slices');
  const parts = ['a', 'b', 'c d', 'none'];
  const sliced = instanceMetrics.filter(({ definition, position }) => definition.slicedByWeights === true && position === 0);
  assert.deepEqual(
    sliced.map(({ definition }) => definition.id),
    ['bbox_coco', 'bbox_coco_sizes', 'bbox_coco_limits'],
  );
  for (const { definition } of sliced) {
    const parameters = definition.parameters?.parse({}) ?? null;
    for (let round = 0; round < 30; round++) {
      const all = observationsOf(randomPictures(random, 3 + random.below(8)));
      const weights = Float64Array.from(all, () => random.below(2));
      const slice = all.filter((_, i) => weights[i] === 1);
      const alone = definition.prepare(slice, parts, parameters)(ones(slice.length));
      assert.deepEqual(definition.prepare(all, parts, parameters)(weights), alone, `${definition.id} ${round}`);
      const each = all.map((one) => definition.prepare([one], [], parameters)(ones(1)));
      assert.deepEqual(definition.alone?.(all, parameters), each, `${definition.id} ${round}, each picture alone`);
    }
  }
});
