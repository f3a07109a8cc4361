import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricsTable } from '../contracts/metrics.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { MetricsIndex } from '../table/index.ts';
import { chooseSamples } from './choose.ts';
import type { Choice } from './rank.ts';
import { pairsOf, type TestSample, tableOf } from './testing/table.ts';

const choicesOf = (table: MetricsTable, pairs: readonly PairRow[], { metric, count }: { metric: string | undefined; count: number }): Choice[] =>
  chooseSamples(new MetricsIndex(table), pairs, metric, count);
const chosen = (samples: readonly TestSample[], count: number, options: Parameters<typeof tableOf>[1] = {}): string[] =>
  choicesOf(tableOf(samples, options), pairsOf(samples, options.baseline), { metric: 'overlap', count }).map(
    ({ list, corpus, id }) => `${list} ${corpus}/${id}`,
  );

const three = [
  { id: 'better', candidate: 0.9, baseline: 0.5 },
  { id: 'same', candidate: 0.7, baseline: 0.7 },
  { id: 'worse', candidate: 0.6, baseline: 0.8 },
];

test('worst regressions, then best improvements; what did not change is neither', () => {
  assert.deepEqual(chosen(three, 6), ['regression a/worse', 'improvement a/better']);
});

test('a metric of which less is better turns both lists', () => {
  assert.deepEqual(chosen(three, 6, { better: 'lower' }), ['regression a/better', 'improvement a/worse']);
});

test('without a baseline: the worst, from the worst on', () => {
  assert.deepEqual(chosen(three, 2, { baseline: false }), ['worst a/worse', 'worst a/same']);
});

test('a sample that the candidate failed on is the worst, whatever its value', () => {
  const samples = [
    { id: 'low', candidate: 0.1 },
    { id: 'valued', candidate: 1, failed: true },
    { id: 'unvalued', failed: true },
  ];
  assert.deepEqual(chosen(samples, 3, { baseline: false }), ['worst a/unvalued', 'worst a/valued', 'worst a/low']);
  assert.deepEqual(chosen(samples, 3, { baseline: false, better: 'lower' }), ['worst a/unvalued', 'worst a/valued', 'worst a/low']);
});

test('where nothing ranks, nothing is chosen', () => {
  assert.deepEqual(choicesOf(tableOf([]), pairsOf([{ id: 'x', failed: true }]), { metric: undefined, count: 6 }), []);
});

test('nothing is asked for, nothing is chosen', () => assert.deepEqual(chosen(three, 0), []));

test('the numbers of a choice are those of the table', () => {
  const [choice] = choicesOf(tableOf(three), pairsOf(three), { metric: 'overlap', count: 1 });
  assert.deepEqual(choice, { list: 'regression', corpus: 'a', id: 'worse', slices: {}, candidate: 0.6, baseline: 0.8, delta: 0.6 - 0.8 });
});

test('ties go to the smaller id', () => {
  const samples = ['c', 'a', 'b'].map((id) => ({ id, candidate: 0.25, baseline: 0.5 }));
  assert.deepEqual(chosen(samples, 2), ['regression a/a', 'regression a/b', 'worst a/c'].slice(0, 2));
});

test('a sample without a value is in no list', () => {
  assert.deepEqual(
    chosen(
      [
        { id: 'x', baseline: 0.9 },
        { id: 'y', candidate: 0.1 },
      ],
      3,
    ),
    ['worst a/y'],
  );
});

test('the worst regressions of a slice are there, however small they are next to others', () => {
  const many = Array.from({ length: 30 }, (_, i) => ({ id: `many${i}`, candidate: 0.1, baseline: 0.9, slices: { kind: ['many'] } }));
  const few = Array.from({ length: 5 }, (_, i) => ({ id: `few${i}`, candidate: 0.5, baseline: 0.51 + i / 1000, slices: { kind: ['few'] } }));
  const found = chosen([...many, ...few], 3);
  assert.deepEqual(
    found.filter((name) => name.startsWith('regression a/few')),
    ['regression a/few4', 'regression a/few3', 'regression a/few2'],
  );
});

test('properties over random tables', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = generator(seed);
    const samples = Array.from({ length: 1 + Math.floor(random() * 60) }, (_, i) => ({
      corpus: random() < 0.5 ? 'a' : 'b',
      id: `s${i}`,
      slices: { kind: ['k1', 'k2', 'k3'].filter(() => random() < 0.4) },
      ...(random() < 0.95 ? { candidate: Math.round(random() * 10) / 10 } : {}),
      ...(random() < 0.95 ? { baseline: Math.round(random() * 10) / 10 } : {}),
    }));
    const count = Math.floor(random() * 5);
    const found = chosen(samples, count);
    const say = `seed ${seed}`;
    assert.ok(found.length <= 4 * count, say);
    assert.equal(new Set(found.map((name) => name.split(' ')[1])).size, found.length, say);
    assert.deepEqual(chosen(samples.toReversed(), count), found, say);
    const losses = samples.flatMap(({ corpus, id, candidate, baseline }) =>
      candidate !== undefined && baseline !== undefined && candidate < baseline
        ? [{ name: `regression ${corpus}/${id}`, loss: baseline - candidate }]
        : [],
    );
    const worst = Math.max(...losses.map(({ loss }) => loss));
    if (count > 0 && losses.length > 0)
      assert.ok(
        losses.some(({ name, loss }) => name === found[0] && loss === worst),
        say,
      );
  }
});

/** Mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
