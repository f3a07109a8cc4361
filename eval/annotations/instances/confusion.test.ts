import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomStream, type Xoshiro128 } from '../../stats/random.ts';
import { confusionOf } from './confusion.ts';
import type { ObservedScene } from './observed.ts';

const [threshold, confidence] = [0.5, 0.25];
const parts = ['a', 'b', 'c'];

/** One picture; overlaps and scores are of few values, so that many are equal. */
function randomScene(random: Xoshiro128): ObservedScene {
  const [objects, found] = [random.below(6), random.below(9)];
  const numbers = (count: number, below: number): number[] => Array.from({ length: count }, () => random.below(below));
  const rows = (count: number) => ({
    count,
    start: Uint32Array.of(0, count),
    part: Uint32Array.from(numbers(count, 3)),
    area: new Float64Array(count),
  });
  const crowd = Uint8Array.from(numbers(objects, 5), (one) => Number(one === 0));
  const ignored = Uint8Array.from(numbers(objects, 5), (one, t) => Number(one === 0 || crowd[t] === 1));
  const score = Float64Array.from(numbers(found, 8), (one) => one / 8);
  const pairs = Array.from({ length: found }, () => [...Array(objects).keys()].filter(() => random.below(3) > 0));
  const start = Uint32Array.from([0, ...pairs.map((_, d) => pairs.slice(0, d + 1).flat().length)]);
  const overlap = Float64Array.from(numbers(pairs.flat().length, 6), (one) => one / 6 + 0.1);
  return {
    scene: { images: 1, parts, truths: { ...rows(objects), crowd, ignored }, detections: { ...rows(found), score } },
    overlaps: { start, truth: Uint32Array.from(pairs.flat()), overlap },
  };
}

/** As it is defined: pairs in falling order of overlap, of equal ones the first in the file, each detection and each object once, crowds often. */
function byDefinition({ scene: { truths, detections }, overlaps }: ObservedScene): number[][] {
  const counts = Array.from({ length: parts.length + 1 }, () => new Array<number>(parts.length + 1).fill(0));
  const add = (row: number, column: number): void => {
    const of = counts[row] as number[];
    of[column] = (of[column] as number) + 1;
  };
  const takesPart = (d: number): boolean => (detections.score[d] as number) >= confidence;
  const pairs = [...detections.score.keys()]
    .flatMap((d) =>
      Array.from(
        { length: (overlaps.start[d + 1] as number) - (overlaps.start[d] as number) },
        (_, k) => [d, (overlaps.start[d] as number) + k] as const,
      ),
    )
    .filter(([d, pair]) => takesPart(d) && (overlaps.overlap[pair] as number) >= threshold)
    .sort(([, a], [, b]) => (overlaps.overlap[b] as number) - (overlaps.overlap[a] as number) || a - b);
  const [used, taken] = [new Set<number>(), new Set<number>()];
  for (const [d, pair] of pairs) {
    const t = overlaps.truth[pair] as number;
    if (used.has(d) || (taken.has(t) && truths.crowd[t] === 0)) continue;
    used.add(d);
    taken.add(t);
    if (truths.ignored[t] === 0) add(truths.part[t] as number, detections.part[d] as number);
  }
  for (let t = 0; t < truths.count; t++) if (truths.ignored[t] === 0 && !taken.has(t)) add(truths.part[t] as number, parts.length);
  for (let d = 0; d < detections.count; d++) if (takesPart(d) && !used.has(d)) add(parts.length, detections.part[d] as number);
  return counts;
}

test('what was taken for what is what its definition says, with equal overlaps, crowds and ignored objects: 5,000 pictures (seed 12)', () => {
  const random = randomStream(12, 'confusion');
  for (let round = 0; round < 5000; round++) {
    const observed = randomScene(random);
    assert.deepEqual(confusionOf(observed, threshold, confidence).counts, byDefinition(observed), `round ${round}`);
  }
});
