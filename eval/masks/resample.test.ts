import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomStream } from '../stats/random.ts';
import { encodeMask, resampleNearest } from './runs.ts';
import { randomMask, randomSize } from './testing/random_masks.ts';

test('a pixel takes the source pixel that its centre falls in (seed 5)', () => {
  const random = randomStream(5, 'resample');
  for (let round = 0; round < 400; round++) {
    const [sourceHeight, sourceWidth] = randomSize(random);
    const [height, width] = randomSize(random);
    const source = randomMask(random, sourceHeight, sourceWidth);
    const expected = new Uint8Array(height * width).map((_, i) => {
      const sourceY = Math.floor(((2 * Math.floor(i / width) + 1) * sourceHeight) / (2 * height));
      const sourceX = Math.floor(((2 * (i % width) + 1) * sourceWidth) / (2 * width));
      return source[sourceY * sourceWidth + sourceX] as number;
    });
    const resampled = resampleNearest(encodeMask(source, sourceHeight, sourceWidth), height, width);
    assert.deepEqual(
      resampled,
      encodeMask(expected, height, width),
      `seed 5, round ${round}: ${sourceHeight} x ${sourceWidth} to ${height} x ${width}`,
    );
  }
});

test('a centre on the border of two source pixels takes the lower right one', () => {
  // Three pixels from two: centres at 1/3, 1 and 5/3 of the source.
  const source = encodeMask(Uint8Array.of(0, 1), 1, 2);
  assert.deepEqual([...resampleNearest(source, 1, 3).counts], [1, 2]);
  // One pixel from two: the centre is at 1.
  assert.deepEqual([...resampleNearest(source, 1, 1).counts], [0, 1]);
});

test('doubling repeats every pixel', () => {
  const runs = resampleNearest(encodeMask(Uint8Array.of(1, 0, 0, 1), 2, 2), 4, 4);
  assert.deepEqual(runs, encodeMask(Uint8Array.of(1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1), 4, 4));
});
