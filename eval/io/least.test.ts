import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Least } from './least.ts';

const of = (items: readonly [number, string][], most: number): readonly string[] => {
  const least = new Least<[number, string]>(most, ([a], [b]) => a - b);
  for (const item of items) least.add(item);
  return least.items.map(([, name]) => name);
};

test('the least are kept, in order, and of equal ones those that came first', () => {
  const items: [number, string][] = [
    [3, 'd'],
    [1, 'a'],
    [2, 'b'],
    [2, 'c'],
    [1, 'a2'],
  ];
  assert.deepEqual(of(items, 9), ['a', 'a2', 'b', 'c', 'd']);
  assert.deepEqual(of(items, 3), ['a', 'a2', 'b']);
  assert.deepEqual(of(items, 0), []);
});

test('they are the first of what a sort gives', () => {
  let seed = 7;
  const next = (): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed % 50;
  };
  for (let most = 1; most < 30; most++) {
    const items = Array.from({ length: 100 }, (_, i): [number, string] => [next(), String(i)]);
    assert.deepEqual(
      of(items, most),
      items
        .toSorted(([a], [b]) => a - b)
        .slice(0, most)
        .map(([, name]) => name),
    );
  }
});
