import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Measured } from '../../contracts/samples.ts';
import { because } from '../regression/undefined.ts';
import { claimEvery, claimExtreme, type NamedValue } from './claims.ts';
import { checkStated } from './stated.ts';

function column(values: Readonly<Record<string, Measured>>): NamedValue[] {
  return Object.entries(values).map(([fold, value]) => ({ fold, value }));
}

test('a shared extreme belongs to no one', () => {
  const rows = column({ a: 1, b: 1, c: 2 });
  assert.deepEqual(claimExtreme(rows, 'lowest', 'a'), { holds: false, folds: ['a', 'b'] });
  assert.deepEqual(claimExtreme(rows, 'highest', 'c'), { holds: true, folds: ['c'] });
});

test('equal values are neither less nor greater', () => {
  const [left, right] = [column({ a: 1, b: 2 }), column({ a: 1, b: 3 })];
  assert.deepEqual(claimEvery(left, 'less', right), { holds: false, folds: ['a'] });
  assert.deepEqual(claimEvery(left, 'greater', right), { holds: false, folds: ['a', 'b'] });
});

test('nothing is claimed about undefined folds, no folds, or folds of two tables', () => {
  const hole = column({ a: 1, b: because('constant-prediction') });
  const whole = column({ a: 2, b: 2 });
  const undefinedFold = { undefined: 'constant-prediction' };
  assert.deepEqual(claimExtreme(hole, 'lowest', 'a'), undefinedFold);
  assert.deepEqual(claimEvery(hole, 'less', whole), undefinedFold);
  assert.deepEqual(claimEvery(whole, 'greater', hole), undefinedFold);
  assert.deepEqual(claimEvery([], 'less', []), { undefined: 'too-few-rows' });
  assert.deepEqual(claimEvery(whole, 'less', column({ a: 3 })), { undefined: 'length-mismatch' });
  assert.deepEqual(claimEvery(whole, 'less', column({ a: 3, c: 3 })), { undefined: 'length-mismatch' });
});

const values = [0.9, 0.94, 0.98];
const stated: readonly (readonly [mean: number, sd: number, meanAgrees: boolean, sdAgrees: boolean])[] = [
  [0.94, 0.04, true, true],
  [0.95, 0.05, true, true],
  [0.93, 0.06, true, false],
  [0.96, 0.02, false, false],
];

for (const [mean, sd, meanAgrees, sdAgrees] of stated) {
  test(`0.94 +- 0.04 stated as ${mean} +- ${sd}`, () => {
    const got = checkStated(values, { mean, sd, decimals: 2 });
    assert.ok('meanAgrees' in got);
    assert.deepEqual([got.meanAgrees, got.sdAgrees], [meanAgrees, sdAgrees]);
  });
}

test('no deviation agrees with one fold, and nothing with an undefined one', () => {
  const one = checkStated([0.9], { mean: 0.9, sd: 0, decimals: 1 });
  assert.deepEqual(one, { mean: 0.9, sd: { undefined: 'too-few-rows' }, meanAgrees: true, sdAgrees: false });
  assert.deepEqual(checkStated([0.9, because('non-finite')], { mean: 0.9, sd: 0, decimals: 1 }), { undefined: 'non-finite' });
});
