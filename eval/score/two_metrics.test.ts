/** Two metrics of one type of record, both of which count errors. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseMetrics } from './metric_choice.ts';
import { scoreSample } from './sample.ts';

const truth = { kind: 'record', type: 'text_line', value: 'two words' } as const;
const row = (value: string) => ({ id: 'a', status: 'ok', input: null, prediction: { kind: 'record', type: 'text_line', value } }) as const;

test('the second one does not change the first', () => {
  const scored = scoreSample({ id: 'a', truth }, row('too words'), chooseMetrics([], [truth]));
  assert.deepEqual(scored.values, { character_error_rate: 1 / 9, word_error_rate: 1 / 2 });
  assert.deepEqual(scored.counts, {
    'character_error_rate.errors': 1,
    'character_error_rate.characters': 9,
    'word_error_rate.errors': 1,
    'word_error_rate.words': 2,
  });
  const alone = scoreSample({ id: 'a', truth }, row('too words'), chooseMetrics(['character_error_rate'], [truth]));
  assert.equal(alone.values['character_error_rate'], scored.values['character_error_rate']);
});

test('a line that was not read lacks all characters and all words', () => {
  const failed = { id: 'a', status: 'failed', input: null, reason: 'no answer' } as const;
  assert.deepEqual(scoreSample({ id: 'a', truth }, failed, chooseMetrics([], [truth])).values, { character_error_rate: 1, word_error_rate: 1 });
});
