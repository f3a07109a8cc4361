import assert from 'node:assert/strict';
import { test } from 'node:test';
import { characterErrorRate } from './character_error_rate.ts';

const countsOf = (truth: string, prediction: string | null) => characterErrorRate.record?.count(truth, prediction) ?? {};

const cases: readonly [truth: string, prediction: string, errors: number, characters: number][] = [
  ['kitten', 'sitting', 3, 6],
  ['abc', 'abc', 0, 3],
  ['abc', '', 3, 3],
  ['', 'abc', 3, 0],
  ['12,50', '1250', 1, 5],
  // A character is a code point of the composed form: one e with an accent, one pot.
  ['caf\u00e9', 'cafe\u0301', 0, 4],
  ['\u{1f3fa}!', '!', 1, 2],
];

for (const [truth, prediction, errors, characters] of cases) {
  test(`${JSON.stringify(prediction)} for ${JSON.stringify(truth)} has ${errors} errors`, () => {
    assert.deepEqual(countsOf(truth, prediction), { errors, characters });
  });
}

test('the rate of a line, of an empty line, and of one that nobody read', () => {
  assert.equal(characterErrorRate.perSample(countsOf('kitten', 'sitting')), 0.5);
  assert.deepEqual(characterErrorRate.perSample(countsOf('', 'x')), { undefined: 'the true line is empty' });
  assert.equal(characterErrorRate.whenFailed(countsOf('kitten', null)), 1);
});
