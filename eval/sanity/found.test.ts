import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomStream } from '../stats/random.ts';
import { Found } from './found.ts';

/** What is shown of a list of ids. */
function shown(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort().slice(0, 20);
}

for (const seed of [1, 2, 3]) {
  test(`what is found is counted, and the first are shown as of all ids in order, seed ${seed}`, () => {
    const random = randomStream(seed, 'found');
    const corpora = [0, 5, 20, 21, 300].map((size) => [...new Set(Array.from({ length: size }, () => `s${random.below(400)}`))].sort());
    const each = corpora.map((ids) => {
      const found = new Found();
      for (const id of ids) found.add({ id });
      assert.deepEqual([found.length, found.first], [ids.length, shown(ids)]);
      return found;
    });
    const all = corpora.flat();
    assert.deepEqual([Found.inAll(each).length, Found.inAll(each).first], [all.length, shown(all)]);
    const mixed = all.toSorted(() => random.below(3) - 1);
    assert.deepEqual([Found.of(mixed).length, Found.of(mixed).first], [all.length, shown(all)]);
  });
}
