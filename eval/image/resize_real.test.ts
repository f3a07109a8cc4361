import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalizedPlanes } from './planes.ts';
import { resizeLinear } from './resize_opencv.ts';
import { linearPlanes } from './resize_real.ts';

const plain = { divisor: 255, mean: [0, 0, 0], deviation: [1, 1, 1] };
/** A picture whose three channels are equal. */
const grey = (width: number, height: number, ...values: number[]) => ({ width, height, data: Uint8Array.from(values.flatMap((v) => [v, v, v])) });

test('values lie between their two neighbours each way, and keep what rounding takes', () => {
  // torch.nn.functional.interpolate(torch.tensor([[[[0., 255, 51, 102]]]]) / 255, (1, 3), mode='bilinear')
  const [first = 0, second = 0, third = 0] = linearPlanes(grey(4, 1, 0, 255, 51, 102), { width: 3, height: 1 }, plain);
  for (const [got, expected] of [
    [first, 1 / 6],
    [second, 0.6],
    [third, 0.366666],
  ] as const)
    assert.ok(Math.abs(got - expected) < 1e-5, `${got}`);
});

test('it is what OpenCV gives but for its rounding of weights and to bytes', () => {
  const source = grey(7, 5, ...Array.from({ length: 35 }, (_, i) => (i * 97) % 256));
  const normal = { divisor: 255, mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };
  for (const size of [
    { width: 3, height: 4 },
    { width: 12, height: 9 },
  ]) {
    const bytes = normalizedPlanes(resizeLinear(source, size), normal);
    for (const [i, value] of linearPlanes(source, size, normal).entries())
      assert.ok(Math.abs(value - (bytes[i] ?? 0)) * 0.224 * 255 < 0.75, `${i}: ${value}, ${bytes[i]}`);
  }
});
