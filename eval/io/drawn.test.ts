import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnFrom } from './drawn.ts';

const keys = Array.from({ length: 5_000 }, (_, i) => `sample-${i}`);
const own = (key: string): string => key;
const drawn = drawnFrom(keys, 200, own);

test('so many are drawn, each once, and of fewer all', () => {
  assert.deepEqual([drawn.length, new Set(drawn).size], [200, 200]);
  assert.deepEqual(drawnFrom(['b', 'a'], 2, own), ['b', 'a']);
});

test('order does not matter', () => assert.deepEqual(drawnFrom(keys.toReversed(), 200, own), drawn));

test('what is drawn of everything is drawn from what its shards have drawn', () => {
  for (const shards of [2, 7, 40]) {
    const parts = Array.from({ length: shards }, (_, k) => keys.filter((_, i) => i % shards === k));
    assert.deepEqual(
      drawnFrom(
        parts.flatMap((part) => drawnFrom(part, 200, own)),
        200,
        own,
      ),
      drawn,
    );
  }
});

test('no part of the list is preferred: of tenths each has 20, give or take four standard deviations', () => {
  const inTenths = Map.groupBy(drawn, (key) => Math.floor(keys.indexOf(key) / 500));
  for (let k = 0; k < 10; k++) assert.ok(Math.abs((inTenths.get(k)?.length ?? 0) - 20) <= 17, String(k));
});
