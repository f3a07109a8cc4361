import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standingOf, turned, unpairedBounds, versusOf } from './versus.ts';

const [higher, lower] = [{ better: 'higher' }, { better: 'lower' }] as const;
const bounds = (low: number, high: number) => ({ low, high });

const cases = [
  { name: 'clear of 0', of: versusOf(0.6, 0.5, bounds(0.02, 0.2), higher), expected: ['a', 'decisive', 'a'] },
  { name: 'less is better', of: versusOf(0.6, 0.5, bounds(0.02, 0.2), lower), expected: ['b', 'decisive', 'b'] },
  { name: 'over 0', of: versusOf(0.6, 0.5, bounds(-0.01, 0.2), higher), expected: ['a', 'tie', null] },
  { name: 'an end at 0', of: versusOf(0.6, 0.5, bounds(0, 0.2), higher), expected: ['a', 'tie', null] },
  { name: 'no interval', of: versusOf(0.6, 0.5, null, higher), expected: ['a', 'unknown', null] },
  { name: 'no direction', of: versusOf(0.6, 0.5, bounds(0.02, 0.2), undefined), expected: [null, 'decisive', null] },
  { name: 'equal', of: versusOf(0.5, 0.5, null, higher), expected: ['tie', 'tie', null] },
  { name: 'summed in another order', of: versusOf(0.1 + 0.2, 0.3, bounds(1e-18, 1e-16), higher), expected: ['tie', 'tie', null] },
  { name: 'not measured', of: versusOf(null, 0.5, null, lower), expected: [null, null, null] },
];

for (const { name, of, expected } of cases) {
  test(`two numbers: ${name}`, () => assert.deepEqual([of.better, of.outcome, of.winner], expected));
}

test('bounds of a difference without pairs are those of every pair of values in the two intervals', () => {
  const found = unpairedBounds(bounds(0.4, 0.6), bounds(0.1, 0.3));
  for (const a of [0.4, 0.5, 0.6]) for (const b of [0.1, 0.2, 0.3]) assert.ok(found !== null && a - b >= found.low && a - b <= found.high);
  assert.deepEqual([unpairedBounds(null, bounds(0, 1)), turned(bounds(-1, 3)), turned(null)], [null, bounds(-3, 1), null]);
});

test('who is decisively better somewhere and worse nowhere wins', () => {
  const [a, b, tie, unknown] = [0, 1, 2, 4].map((i) => cases[i]?.of as (typeof cases)[number]['of']) as [never, never, never, never];
  assert.deepEqual(standingOf([a, a, tie, unknown]), { winner: 'a', a: 2, b: 0, ties: 1, unknown: 1 });
  assert.equal(standingOf([a, b, tie]).winner, null);
  assert.equal(standingOf([b]).winner, 'b');
  assert.equal(standingOf([]).winner, null);
});
