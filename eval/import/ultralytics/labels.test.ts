import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLabels } from './labels.ts';

const names = new Map([
  [0, 'mug'],
  [3, 'vase'],
]);

test('objects with their class and outline; blank lines and line ends do not matter', () => {
  assert.deepEqual(readLabels('0 0 .5 1 0.25 1e-1 1\r\n\n  3.0 0 0 1 1 0 1 0.5 0.5  \n', 'a.txt', names), [
    { name: 'mug', outline: [0, 0.5, 1, 0.25, 0.1, 1], location: 'a.txt:1' },
    { name: 'vase', outline: [0, 0, 1, 1, 0, 1, 0.5, 0.5], location: 'a.txt:3' },
  ]);
  assert.deepEqual(readLabels('', 'a.txt', names), []);
});

test('up to one per cent outside the picture is moved onto its border', () => {
  assert.deepEqual(readLabels('0 -0.01 0 1.0021 0 1 1.01', 'a.txt', names), [{ name: 'mug', outline: [0, 0, 1, 0, 1, 1], location: 'a.txt:1' }]);
  assert.throws(() => readLabels('0 -0.011 0 1 0 1 1', 'a.txt', names), /EV1023 {2}a\.txt:1:3/);
});
