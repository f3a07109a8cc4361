import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weightedSum } from './composite.ts';

const term = (metric: string, weight: number, rest: { of?: 'value' | 'complement'; when_undefined?: number } = {}) => ({
  metric,
  weight,
  of: 'value' as const,
  ...rest,
});

test('weights, complements and stand-ins', () => {
  const terms = [
    { term: term('iou', 1, { of: 'complement' }), value: 0.75 },
    { term: term('leakage', 2), value: 0.1 },
    { term: term('skin', 0.5, { of: 'complement', when_undefined: 0 }), value: { undefined: 'no label' } },
  ];
  assert.ok(Math.abs((weightedSum(terms) as number) - (0.25 + 0.2 + 0.5)) < 1e-12);
});

test('without a stand-in an undefined term makes the sum undefined, and every such term is named', () => {
  const lost = { undefined: 'no label' };
  const terms = [
    { term: term('a', 1), value: lost },
    { term: term('b', 1), value: 1 },
    { term: term('c', 1), value: lost },
  ];
  assert.deepEqual(weightedSum(terms), { undefined: 'a: no label; c: no label' });
});
