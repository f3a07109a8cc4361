import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Numbers, Scratch } from './typed_arrays.ts';

test('numbers have as few bytes as the largest needs, and come back as they were set', () => {
  const numbers = new Numbers(3);
  const set = [255, 65_535, -1, 2 ** 31, 0.1, 1e300];
  for (const [position, value] of set.entries()) {
    numbers.set(position, value);
    assert.deepEqual(Array.from(numbers.values).slice(0, position + 1), set.slice(0, position + 1));
  }
  assert.equal(numbers.at(100), 0);
  assert.deepEqual(
    ['a', 'b', 'c'].map((_, i) => numbers.inOrder([2, 0, 1]).at(i)),
    [-1, 255, 65_535],
  );
});

test('scratch is as long as it is asked for, and one room for all that ask', () => {
  const scratch = new Scratch(Int32Array);
  const first = scratch.of(3).fill(7);
  assert.deepEqual([...scratch.of(2)], [7, 7]);
  assert.equal(scratch.of(2).buffer, first.buffer);
  assert.equal(scratch.of(100).length, 100);
});
