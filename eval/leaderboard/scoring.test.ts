import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import type { RawNumber } from './numbers.ts';
import { reweighted, scoreOf } from './scoring.ts';

const where = { corpus: 'val', slice: null };
const term = (name: string, weight: number, scale?: { zero: number; one: number }) => ({
  name,
  metric: name,
  where,
  weight,
  ...(scale === undefined ? {} : { scale }),
});
/** The composite of the vision service: ratios as they are, latency from 50 to 500 ms. */
const composite = {
  terms: [term('mAP50_95', 0.35), term('mAP50', 0.2), term('small', 0.2), term('f1', 0.15), term('ms', 0.1, { zero: 500, one: 50 })],
};
const numbers = (values: Readonly<Record<string, number | null>>): RawNumber[] =>
  Object.entries(values).map(([metric, value]) => ({ metric, where, value, n: 1, low: null, high: null }));

const cases: readonly [name: string, values: Record<string, number>, expected: number][] = [
  ['the published defaults', { mAP50: 0.5, mAP50_95: 0.3, f1: 0.4, small: 0.2, ms: 100 }, 0.39388888888888896],
  ['perfect and fast', { mAP50: 1, mAP50_95: 1, f1: 1, small: 1, ms: 10 }, 1],
  ['nothing and slow', { mAP50: 0, mAP50_95: 0, f1: 0, small: 0, ms: 900 }, 0],
  ['the knee at 50 ms', { mAP50: 0.5, mAP50_95: 0.3, f1: 0.4, small: 0.2, ms: 50 }, 0.405],
  ['halfway', { mAP50: 0.5, mAP50_95: 0.3, f1: 0.4, small: 0.2, ms: 275 }, 0.355],
  ['just over the knee', { mAP50: 0.5, mAP50_95: 0.3, f1: 0.4, small: 0.2, ms: 50.45 }, 0.4049],
];
for (const [name, values, expected] of cases) {
  test(`composite: ${name}`, () => assert.ok(Math.abs((scoreOf(numbers(values), composite).score ?? NaN) - expected) < 1e-12));
}

test('what was not measured is no score, unless its weight is 0', () => {
  const values = numbers({ mAP50: 0.5, mAP50_95: 0.3, f1: 0.4, small: 0.2, ms: null });
  const { score, reason, terms } = scoreOf(values, composite);
  assert.deepEqual([score, reason, terms.at(-1)?.value], [null, 'not measured: ms', null]);
  const without = scoreOf(values, reweighted(composite, { ms: 0 }));
  assert.ok(Math.abs((without.score ?? NaN) - (0.35 * 0.3 + 0.2 * 0.5 + 0.2 * 0.2 + 0.15 * 0.4) / 0.9) < 1e-12);
});

test('a number elsewhere is not the number of the term', () => {
  const elsewhere = numbers({ mAP50: 1 }).map((number) => ({ ...number, where: { corpus: 'val', slice: { dimension: 'size', value: 'small' } } }));
  assert.equal(scoreOf(elsewhere, { terms: [term('mAP50', 1)] }).score, null);
});

test('weights of one term keep the score within its range, whatever they sum to', () => {
  const perfect = numbers({ mAP50: 1, mAP50_95: 1, f1: 1, small: 1, ms: 10 });
  for (const weights of [{ ms: 0.6 }, { small: 0.4 }, { mAP50: 1000 }]) {
    const { score } = scoreOf(perfect, reweighted(composite, weights));
    assert.ok(Math.abs((score ?? NaN) - 1) < 1e-12, JSON.stringify(weights));
  }
});

test('weights that no term has, and none at all', () => {
  const problems = (weights: Record<string, number>): string[] => {
    try {
      reweighted(composite, weights);
      return [];
    } catch (error) {
      assert.ok(error instanceof InputError);
      return error.problems.map(({ code, location, message }) => `${code} ${location}: ${message}`);
    }
  };
  assert.deepEqual(problems({ mAP5: 1, speedy: 1 }), [
    'EV9101 weights.mAP5: the score has no term mAP5 (nearest: mAP50)',
    'EV9101 weights.speedy: the score has no term speedy',
  ]);
  assert.deepEqual(problems({ mAP50_95: 0, mAP50: 0, small: 0, f1: 0, ms: 0 }), ['EV9101 weights: all weights are 0']);
  assert.deepEqual(problems({ mAP50_95: 1e308, mAP50: 1e308 }), ['EV9101 weights: the sum of the weights is too large']);
});
