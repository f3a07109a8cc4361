import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Measured } from '../../contracts/samples.ts';
import { uniforms } from '../regression/testing/rows.ts';
import { because } from '../regression/undefined.ts';
import { holm } from './holm.ts';

const missing = because('zero-variance');

const cases: readonly (readonly [string, readonly Measured[], readonly Measured[]])[] = [
  ['nothing', [], []],
  ['one test needs no adjustment', [0.04], [0.04]],
  ['in the order given', [0.5, 0.125, 0.25], [0.5, 0.375, 0.5]],
  ['a later one is never smaller than an earlier one', [0.125, 0.1875, 0.1875], [0.375, 0.375, 0.375]],
  ['never above 1', [0.75, 0.875], [1, 1]],
  ['an undefined one stays undefined and counts', [0.25, missing, 0.125], [0.5, missing, 0.375]],
  ['all undefined', [missing, missing], [missing, missing]],
];

for (const [name, pValues, expected] of cases) {
  test(`holm: ${name}`, () => assert.deepEqual(holm(pValues), expected));
}

test('rejecting adjusted values below a limit is the step-down procedure itself (seed 71)', () => {
  for (let family = 2; family < 8; family++) {
    const pValues = uniforms(71 + family, family).map((u) => u / 5);
    const adjusted = holm(pValues);
    for (const limit of [0.01, 0.05, 0.1, 0.3]) {
      // Down from the smallest, each against the limit over the tests that are left, until one is not below.
      const ordered = pValues.toSorted((a, b) => a - b);
      const stop = ordered.findIndex((p, i) => p > limit / (family - i));
      const rejected = new Set(ordered.slice(0, stop === -1 ? family : stop));
      for (const [i, p] of pValues.entries()) assert.equal((adjusted[i] as number) <= limit, rejected.has(p));
    }
  }
});
