import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ratioOf, withUnpairedRatios } from './ratios.ts';
import { unpairedDelta } from './unpaired_delta.ts';

const none = { interval: null, intervalReason: 'none' } as const;
const about = { corpus: 'test', slice: null };

const cases: readonly (readonly [candidate: number | null, baseline: number | null, value: number | null, reason: string | null])[] = [
  [0.9, 0.75, 1.2, null],
  [0, 0.5, 0, null],
  [0.5, 0, null, 'the baseline is 0, and a ratio to 0 says nothing'],
  [0, 0, null, 'the baseline is 0, and a ratio to 0 says nothing'],
  [-0.5, 0.5, null, 'a ratio says nothing of numbers below 0'],
  [0.5, -0.5, null, 'a ratio says nothing of numbers below 0'],
  // Twice as far below 0 is not twice as good.
  [-1, -0.5, null, 'a ratio says nothing of numbers below 0'],
  [null, 0.5, null, 'one of the two has no value'],
];
for (const [candidate, baseline, value, reason] of cases) {
  test(`${candidate} / ${baseline}`, () => {
    const ratio = ratioOf({ candidate, baseline }, none);
    assert.deepEqual([ratio.value, ratio.reason, ratio.interval], [value, reason, null]);
  });
}

test('numbers from outside have a quotient where criteria judge one, and no interval', () => {
  const rows = ['latency', 'size'].map((metric) => unpairedDelta(about, metric, { value: 30, n: 9 }, { value: 25, n: 9 }, 'not paired'));
  const [latency, size] = withUnpairedRatios(rows, new Set(['latency']));
  assert.deepEqual(latency?.ratio, { value: 1.2, reason: null, interval: null, intervalReason: 'not paired' });
  assert.equal(size?.ratio, undefined);
});
