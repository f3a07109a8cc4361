import assert from 'node:assert/strict';
import { test } from 'node:test';
import { domainOf, labelledTicks, scale, share, ticks } from './scale.ts';

test('a scale maps a domain on a length and holds what lies outside at the ends', () => {
  const at = scale([-1, 1], 100);
  assert.deepEqual([-2, -1, 0, 0.5, 1, 9].map(at), [0, 0, 50, 75, 100, 100]);
  assert.equal(share(at)(1 / 3), '66.67%');
});

test('a domain of one value is no division by zero', () => assert.equal(scale([3, 3], 10)(3), 0));

test('an open range takes its ends from the values', () => {
  assert.deepEqual(domainOf([0, null], [0.2, 7, 3]), [0, 7]);
  assert.deepEqual(domainOf([null, null], [-2, 7]), [-2, 7]);
});

for (const [domain, expected] of [
  [
    [0, 1],
    [0, 0.2, 0.4, 0.6, 0.8, 1],
  ],
  [
    [-0.24, 0.47],
    [-0.2, 0, 0.2, 0.4],
  ],
  [
    [0, 37],
    [0, 10, 20, 30],
  ],
  [[5, 5], [5]],
] as const) {
  test(`ticks of ${domain[0]} to ${domain[1]}`, () => assert.deepEqual(ticks(domain, 5), expected));
}

for (const [domain, expected] of [
  [
    [0, 1],
    ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0'],
  ],
  [
    [-20, 20],
    ['\u221220', '\u221210', '0', '10', '20'],
  ],
  [
    [0.961, 0.99],
    ['0.97', '0.98', '0.99'],
  ],
] as const) {
  test(`labels of ${domain[0]} to ${domain[1]} have the decimals they need`, () =>
    assert.deepEqual(
      labelledTicks(domain, 5).map(({ text }) => text),
      expected,
    ));
}
