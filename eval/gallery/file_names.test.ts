import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileNamer } from './file_names.ts';

test('names are safe in file systems and links, and differ in any spelling', () => {
  const name = fileNamer();
  const names = [
    ['a', 'x'],
    ['a', '../x/y'],
    ['a', '..|x|y'],
    ['a', 'X'],
    ['a-b', 'c'],
    ['a', 'b-c'],
    ['a', 'n'.repeat(200)],
    ['a', 'n'.repeat(199)],
  ].map(([corpus = '', id = '']) => name({ corpus, id }, 'jpg'));
  assert.deepEqual(names.slice(0, 6), ['a-x.jpg', 'a-.._x_y.jpg', 'a-.._x_y-2.jpg', 'a-X-2.jpg', 'a-b-c.jpg', 'a-b-c-2.jpg']);
  assert.equal(new Set(names.map((file) => file.toLowerCase())).size, names.length);
  assert.ok(names.every((file) => file.length < 140));
});
