import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomStream } from '../stats/random.ts';
import { encodeMask, encodeWindow } from './runs.ts';

test('a window is encoded as the whole mask is', () => {
  const seed = 11;
  const random = randomStream(seed, 'windows');
  for (let round = 0; round < 200; round++) {
    const [height, width] = [1 + random.below(9), 1 + random.below(9)];
    const [x0, y0] = [random.below(width), random.below(height)];
    const [x1, y1] = [x0 + random.below(width - x0 + 1), y0 + random.below(height - y0 + 1)];
    const inside = { width: x1 - x0, height: y1 - y0, data: Uint8Array.from({ length: (x1 - x0) * (y1 - y0) }, () => random.below(2)) };
    const whole = new Uint8Array(height * width);
    for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) whole[y * width + x] = inside.data[(y - y0) * inside.width + x - x0] ?? 0;
    assert.deepEqual(
      encodeWindow({ window: { x0, y0, x1, y1 }, inside }, height, width),
      encodeMask(whole, height, width),
      `seed ${seed}, round ${round}`,
    );
  }
});
