/** Overlaps of run lengths are what counting every pixel gives, whatever is passed over because it cannot reach the floor. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../errors/errors.ts';
import { toText } from '../../masks/runs.ts';
import { randomStream, type Xoshiro128 } from '../../stats/random.ts';
import { maskOverlaps } from './mask_overlaps.ts';
import { maskTexts } from './mask_texts.ts';
import type { Scene } from './scene.ts';

const [height, width] = [7, 9];
const pixels = height * width;

/** Down the columns: nothing, everything, a rectangle, or runs that go over the ends of columns. */
function randomMask(random: Xoshiro128): boolean[] {
  const [left, top, right, bottom] = [random.below(width), random.below(height), random.below(width), random.below(height)];
  const shapes: ((x: number, y: number) => boolean)[] = [
    () => false,
    () => true,
    (x, y) => x >= left && x <= right && y >= top && y <= bottom,
    (x, y) => x * height + y >= left * height + top && x * height + y <= right * height + bottom,
    () => random.below(3) === 0,
  ];
  const shape = shapes[random.below(shapes.length)] as (x: number, y: number) => boolean;
  return Array.from({ length: pixels }, (_, i) => shape(Math.floor(i / height), i % height));
}

/** @param random where given, some runs are cut by empty ones, which mean nothing */
function textOf(mask: readonly boolean[], random?: Xoshiro128): string {
  const counts: number[] = [];
  let value = false;
  for (let i = 0; i < mask.length; ) {
    let end = i;
    while (end < mask.length && mask[end] === value) end++;
    const cut = random?.below(4) === 0 ? random.below(end - i + 1) : 0;
    if (cut > 0) counts.push(cut, 0);
    counts.push(end - i - cut);
    value = !value;
    i = end;
  }
  return toText({ height, width, counts: Uint32Array.from(counts) }).counts;
}

function sceneOf(truths: number, detections: number, crowd: Uint8Array): Scene {
  const rows = (count: number) => ({ count, start: Uint32Array.of(0, count), part: new Uint32Array(count), area: new Float64Array(count) });
  return {
    images: 1,
    parts: ['any'],
    truths: { ...rows(truths), crowd, ignored: crowd },
    detections: { ...rows(detections), score: new Float64Array(detections) },
  };
}

test('300 random pictures (seed 9)', () => {
  const random = randomStream(9, 'masks');
  for (let round = 0; round < 300; round++) {
    const [truths, detections] = [6, 8].map((count) => Array.from({ length: count }, () => randomMask(random))) as [boolean[][], boolean[][]];
    const crowd = Uint8Array.from(truths, () => Number(random.below(4) === 0));
    const floor = [0.1, 0.5, 0.9][random.below(3)] as number;
    const sizes = Uint32Array.of(height, width);
    const texts = (masks: readonly boolean[][]) => maskTexts(masks.map((mask) => textOf(mask, random)));
    const scene = sceneOf(truths.length, detections.length, crowd);
    const got = maskOverlaps(scene, texts(truths), texts(detections), sizes, { floor, classes: 'same' });
    const count = (mask: readonly boolean[]): number => mask.filter(Boolean).length;
    const expected = detections.map((detection) =>
      truths.flatMap((truth, t) => {
        const common = count(truth.map((is, i) => is && detection[i] === true));
        const overlap = common / (crowd[t] === 1 ? count(detection) : count(truth) + count(detection) - common);
        return overlap >= floor ? [[t, overlap]] : [];
      }),
    );
    const pairs = detections.map((_, d) =>
      Array.from(got.truth.subarray(got.start[d], got.start[d + 1]), (t, i) => [t, got.overlap[(got.start[d] as number) + i]]),
    );
    assert.deepEqual(pairs, expected, `round ${round}, floor ${floor}`);
    assert.deepEqual([...got.detectionArea], detections.map(count), `round ${round}`);
  }
});

test('a text that is no mask of the picture is refused with the place of its mask', () => {
  const scene = sceneOf(1, 1, Uint8Array.of(0));
  const good = textOf(new Array<boolean>(pixels).fill(true));
  for (const [text, code] of [
    ['4', 'EV1203'],
    ['0o', 'EV1202'],
    ['x', 'EV1202'],
    ['04:M', 'EV1203'],
    ['1:FFO', 'EV1202'],
  ] as const) {
    assert.throws(
      () => maskOverlaps(scene, maskTexts([good]), maskTexts([text]), Uint32Array.of(height, width), { floor: 0.5, classes: 'same' }, 'picture 3'),
      (error) => {
        assert.ok(error instanceof InputError, String(error));
        assert.deepEqual([error.problems[0]?.code, error.problems[0]?.location], [code, 'picture 3 (detection 0)'], text);
        return true;
      },
    );
  }
});
