import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byIdentifier, byNumber, byText, extremes } from './order.ts';

test('texts by their code units, numbers by value, numbers before texts', () => {
  assert.deepEqual(['b', 'ä', 'B', 'a', ''].sort(byText), ['', 'B', 'a', 'b', 'ä']);
  assert.deepEqual([10, -Infinity, 9, Infinity].sort(byNumber), [-Infinity, 9, 10, Infinity]);
  assert.deepEqual(['10', 10, '9', 9].sort(byIdentifier), [9, 10, '10', '9']);
});

test('the extremes of more numbers than a call can have arguments', () => {
  const values = Array.from({ length: 200_000 }, (_, i) => (i * 48271) % 200_003);
  assert.deepEqual(extremes(values), { least: 0, most: values.reduce((a, b) => Math.max(b, a)) });
  assert.deepEqual(extremes([]), { least: Infinity, most: -Infinity });
});
