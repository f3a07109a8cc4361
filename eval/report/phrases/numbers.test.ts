import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted } from '../../io/words.ts';
import { listed } from './names.ts';
import { decimalsToTell, definedOf, interval, modelSize, number, percent, pValue, signed } from './numbers.ts';

for (const [value, plain, withSign] of [
  [0.722321, '0.722', '+0.722'],
  [-0.142723, '−0.143', '−0.143'],
  [0, '0.000', '0.000'],
  [-0.0004, '0.000', '0.000'],
  [1, '1.000', '+1.000'],
  [-0, '0.000', '0.000'],
  [99.9994, '99.999', '+99.999'],
  [1536.25, '1536.3', '+1536.3'],
  [-250_000.4, '−250000', '−250000'],
  [null, '–', '–'],
] as const) {
  test(`${value}: ${plain}, as a difference ${withSign}`, () => {
    assert.equal(number(value), plain);
    assert.equal(signed(value), withSign);
  });
}

for (const [a, b, decimals] of [
  [0.7, 0.7, 3],
  [0.7, 0.6, 3],
  [0.69996, 0.7, 5],
  [0.6999999, 0.7, 7],
  [0.7, 0.7 - 2 ** -53, 9],
  [1500, 1500.01, 2],
] as const) {
  test(`${decimals} decimals tell ${a} from ${b}`, () => assert.equal(decimalsToTell(a, b), decimals));
}

test('words', () => {
  assert.equal(counted(1, 'sample'), '1 sample');
  assert.equal(counted(0, 'sample'), '0 samples');
  assert.equal(listed(['a', 'b', 'c']), 'a, b and c');
  assert.equal(percent(0.95), '95%');
  assert.equal(percent(0.999), '99.9%');
  assert.equal(interval({ low: -0.19, high: 0.02 }, signed), '−0.190 to +0.020');
  assert.equal(interval(null), '–');
  assert.equal(definedOf({ defined: 5, n: 6 }), '5 of 6');
  assert.deepEqual([0.0312, 0.0005, 0.0004, null].map(pValue), ['0.031', '0.001', '< 0.001', '–']);
});

for (const [parameters, bytes, expected] of [
  [257, 412, '257 parameters, 412 B'],
  [1, 2315, '1 parameter, 2.3 kB'],
  [3_258_973, 6_800_000, '3\u202f258\u202f973 parameters, 6.8 MB'],
  [1000, 999, '1\u202f000 parameters, 999 B'],
  [5, 12_345_678_901_234, '5 parameters, 12345.7 GB'],
] as const) {
  test(`size: ${expected}`, () => assert.equal(modelSize({ parameters, bytes }), expected));
}
