import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../../contracts/common.ts';
import { InputError } from '../../errors/errors.ts';
import type { SampleMetric } from '../metric.ts';
import { characterErrorRate } from './character_error_rate.ts';
import { characterF1 } from './character_f1.ts';
import type { JsonPair } from './metric.ts';
import { wordErrorRate } from './word_error_rate.ts';

const sampled = (metric: SampleMetric<JsonPair>, truth: Json, prediction: Json | null) =>
  metric.measure({ truth, prediction, location: 's-1' }, prediction === null)[0] ?? assert.fail();

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
    assert.deepEqual(sampled(characterErrorRate, truth, prediction).counts, { numerator: errors, denominator: characters });
  });
}

const words: readonly [truth: string, prediction: string, errors: number, words: number][] = [
  ['one bowl, glazed', 'one bowl, glazed', 0, 3],
  ['one bowl, glazed', 'one  howl,\tglazed ', 1, 3],
  ['one bowl, glazed', 'onebowl, glazed', 2, 3],
  ['one', '', 1, 1],
  ['', 'one', 1, 0],
  ['caf\u00e9 noir', 'cafe\u0301 noir', 0, 2],
];

for (const [truth, prediction, errors, count] of words) {
  test(`${JSON.stringify(prediction)} for ${JSON.stringify(truth)} has ${errors} wrong words`, () => {
    assert.deepEqual(sampled(wordErrorRate, truth, prediction).counts, { numerator: errors, denominator: count });
  });
}

test('the rate of a line, of an empty line, and of one that nobody read', () => {
  assert.equal(sampled(characterErrorRate, 'kitten', 'sitting').value, 0.5);
  assert.deepEqual(sampled(characterErrorRate, '', 'x').value, { undefined: 'the true line is empty' });
  assert.equal(sampled(characterErrorRate, 'kitten', null).value, 1);
  assert.equal(sampled(wordErrorRate, 'a kitten', 'a sitting').value, 0.5);
  assert.deepEqual(sampled(wordErrorRate, ' ', 'x').value, { undefined: 'the true line has no word' });
  assert.equal(sampled(wordErrorRate, 'a kitten', null).value, 1);
});

test('a value that is none of its type names the sample and the side', () => {
  assert.throws(
    () => sampled(characterErrorRate, 'kitten', { text: 'kitten' }),
    (error) =>
      error instanceof InputError && error.problems[0]?.code === 'EV5109' && /^the prediction is no text_line/.test(error.problems[0].message),
  );
});

test('character F1: of all lines together, of each kind of character, and with lines drawn more than once', () => {
  const observations = [
    { kind: 'json', type: 'text_line', truth: 'Bowl 12', prediction: 'Bowl 17' },
    { kind: 'json', type: 'text_line', truth: 'Jug 3!', prediction: null },
  ] as const;
  const [metric] = characterF1.metrics;
  const numbers = metric?.definition.prepare(observations, ['digits', 'letters'], null);
  // Bags: 6 characters against 6 with 5 in common, and 5 against none; digits 2 against 2 with 1, and 1; letters 4, and 3.
  assert.deepEqual(numbers?.(Float64Array.of(1, 1)), [10 / 17, 2 / 5, 8 / 11]);
  assert.deepEqual(numbers?.(Float64Array.of(3, 0)), [30 / 36, 6 / 12, 1]);
  assert.deepEqual(
    numbers?.(Float64Array.of(0, 0)),
    Array.from({ length: 3 }, () => ({ undefined: 'there is no such character' })),
  );
  assert.deepEqual(characterF1.partsOf('Jug 3', 's-1'), { characters: ['digits', 'letters'] });
  assert.throws(
    () => characterF1.partsOf({ text: 'Jug' }, 's-1'),
    (error) => error instanceof InputError && error.problems[0]?.code === 'EV5109',
  );
});
