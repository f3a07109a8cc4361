import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Chart, chart } from '../../contracts/charts.ts';
import { randomStream } from '../../stats/random.ts';
import { numbersOver } from '../metric.ts';
import { charts } from './charts.ts';
import { metrics } from './metrics/table.ts';
import { outcomesOf, outcomesText } from './outcomes.ts';
import type { Box } from './schema.ts';
import { observationsOf, predictionOf, randomPictures, truthOf } from './testing/pictures.ts';

const at = (left: number): Box => [left, 0, 100, 100];

/** A cup is found twice and another is taken for a bowl; there is a ghost of a bowl with too little score to count. */
const kitchen = {
  objects: [
    { part: 'cup', box: at(0) },
    { part: 'cup', box: at(200) },
  ],
  found: [
    ['cup', 0.9, at(0)],
    ['cup', 0.8, at(5)],
    ['bowl', 0.7, at(200)],
    ['bowl', 0.2, at(500)],
  ] as const,
};

function chartOf<K extends Chart['kind']>(all: readonly Chart[], kind: K): Extract<Chart, { kind: K }> {
  const found = all.find((one) => one.kind === kind);
  assert.ok(found?.kind === kind);
  return chart.parse(found) as Extract<Chart, { kind: K }>;
}

for (const seed of [1, 2, 3, 4, 5]) {
  test(`the mean of a curve is the AP50, of all and of each class: seed ${seed}`, () => {
    const observations = observationsOf(randomPictures(randomStream(seed, 'curves'), 12));
    const definition = metrics.find(({ id }) => id === 'bbox_ap50')?.definition;
    assert.ok(definition);
    const { lines } = chartOf(charts(observations, undefined), 'curves');
    const parts = lines.flatMap(({ part }) => part ?? []);
    const measured = definition.prepare(observations, parts, definition.parameters?.parse({}) ?? null)(new Float64Array(observations.length).fill(1));
    const position = definition.numbers.findIndex(({ id }) => id === 'bbox_ap50');
    for (const [i, { part, values }] of lines.entries()) {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const expected = measured[i * definition.numbers.length + position];
      assert.ok(typeof expected === 'number' && Math.abs(mean - expected) <= 5e-5, `${part ?? 'all'}: ${mean}, ${JSON.stringify(expected)}`);
    }
    assert.equal(lines.length, 4);
    assert.equal(numbersOver(definition, observations, definition.parameters?.parse({}) ?? null).get('bbox_ap50'), measured[position]);
  });
}

test('what was taken for what, at the score and overlap that the criteria choose', () => {
  const { labels, counts } = chartOf(charts(observationsOf([kitchen]), undefined), 'matrix');
  assert.deepEqual(labels, ['bowl', 'cup', 'background']);
  assert.deepEqual(counts, [
    [0, 0, 0],
    [1, 1, 0],
    [0, 1, 0],
  ]);
  const all = chartOf(charts(observationsOf([kitchen]), { bbox_operating: { confidence: 0.1 } }), 'matrix');
  assert.deepEqual(all.counts[2], [1, 1, 0]);
  assert.match(all.about, /at least 0.1 /);
});

test('without objects there is no curve, without masks none of pixels, without pictures nothing', () => {
  const empty = observationsOf([{ objects: [], found: [['cup', 0.9, at(0)]] }]);
  assert.deepEqual(
    charts(empty, undefined).map(({ id }) => id),
    ['bbox_confusion'],
  );
  assert.deepEqual(charts([], undefined), []);
});

test('what became of a picture, in words', () => {
  const text = (picture: Parameters<typeof truthOf>[0]) => outcomesText(outcomesOf(truthOf(picture), predictionOf(picture)));
  assert.equal(text(kitchen), '1 of 2 objects found. Missed: cup. Wrong: bowl 0.70. Found again: cup 0.80.');
  assert.equal(text({ objects: [], found: [] }), '0 of 0 objects found.');
});
