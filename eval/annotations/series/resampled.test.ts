/** What a resample gets from sums and sorted orders is what the exact statistics get from copies of the drawn clips. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomStream, type Xoshiro128 } from '../../stats/random.ts';
import { type CorpusDefinition, numbersOver } from '../metric.ts';
import type { SeriesObservation } from './schema.ts';
import { seriesMetrics } from './table.ts';

const definitions: readonly CorpusDefinition[] = [...new Set(seriesMetrics.map(({ definition }) => definition))];

/** `step` rounds the numbers, so that rows are tied; an offset is there to cost digits. */
function clips(random: Xoshiro128, count: number, step: number, offset: number): SeriesObservation[] {
  const draw = (): number => offset + Math.round(((random.next() / 2 ** 32) * 100) / step) * step;
  return Array.from({ length: count }, () => {
    const target = Array.from({ length: 1 + random.below(6) }, draw);
    return { kind: 'series', predicted: target.map((value) => (random.below(3) === 0 ? draw() : value + step * random.below(4))), target };
  });
}

/** The weights are how often each clip was drawn; some clips never are. */
function assertAsCopies(samples: readonly SeriesObservation[], weights: Float64Array, what: string): void {
  const copies = samples.flatMap((pairs, i) => Array.from({ length: weights[i] as number }, () => pairs));
  for (const definition of definitions) {
    const wanted = numbersOver(definition, copies);
    const got = definition.prepare(samples, [], null)(weights);
    for (const [i, { id }] of definition.numbers.entries()) {
      const [value, expected] = [got[i], wanted.get(id)];
      if (typeof value !== 'number' || typeof expected !== 'number') assert.deepEqual(value, expected, `${what} ${id}`);
      else assert.ok(Math.abs(value - expected) <= 1e-8 * Math.max(1, Math.abs(expected)), `${what} ${id}: got ${value}, expected ${expected}`);
    }
  }
}

for (const [step, offset] of [
  [1e-6, 0],
  [10, 0],
  [1e-6, 1e4],
  [50, -300],
] as const) {
  test(`steps of ${step}, offset ${offset}: 60 draws of clips (seed 11)`, () => {
    const random = randomStream(11, `${step} ${offset}`);
    for (let round = 0; round < 60; round++) {
      const samples = clips(random, 2 + random.below(12), step, offset);
      const weights = Float64Array.from(samples, () => random.below(4));
      assertAsCopies(samples, weights, `round ${round}`);
    }
  });
}

test('one clip drawn often, constant columns, nothing drawn', () => {
  const samples: SeriesObservation[] = [
    { kind: 'series', predicted: [1, 2, 3], target: [2, 2, 2] },
    { kind: 'series', predicted: [5, 5], target: [1, 9] },
    { kind: 'series', predicted: [4], target: [4] },
  ];
  for (const weights of [
    [3, 0, 0],
    [0, 2, 0],
    [0, 0, 5],
    [0, 0, 0],
    [2, 1, 1],
  ])
    assertAsCopies(samples, Float64Array.from(weights), weights.join());
});

test('weights of 1 give the exact numbers, also after other weights', () => {
  const samples = clips(randomStream(12, 'exact'), 9, 0.001, 50);
  for (const definition of definitions) {
    const weighted = definition.prepare(samples, [], null);
    const ones = new Float64Array(samples.length).fill(1);
    const before = weighted(ones);
    weighted(ones.map((_, i) => i % 3));
    assert.deepEqual(weighted(ones), before);
    assert.deepEqual(new Map(definition.numbers.map(({ id }, i) => [id, before[i]])), numbersOver(definition, samples));
  }
});
