import * as z from 'zod';
import { editDistance } from '../../errors/edit_distance.ts';
import { quotient } from '../metric.ts';
import { defineJsonMetric } from './metric.ts';

/** Levenshtein distance over the words of the NFC form, divided by the words of the truth; a word is what blanks separate. */
export const wordErrorRate = defineJsonMetric({
  id: 'word_error_rate',
  version: 1,
  title: 'Word error rate',
  summary: 'Insertions, deletions and substitutions of words that turn the prediction into the truth, per word of the truth. Can exceed 1.',
  unit: 'ratio',
  range: [0, null],
  better: 'lower',
  secondary: false,
  undefinedWhen: 'the true lines have no word',
  type: 'text_line',
  schema: z.string(),
  count(truth, prediction) {
    const [expected, got] = [wordsOf(truth), wordsOf(prediction ?? '')];
    return { errors: editDistance(expected, got), words: expected.length };
  },
  perSample: ({ errors, words }) => quotient(errors, words, 'the true line has no word'),
  /** Nothing was read: every word is missing. */
  whenFailed: ({ words }) => quotient(words, words, 'the true line has no word'),
  pooled: { numerator: 'errors', denominator: 'words' },
});

function wordsOf(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/\s+/u)
    .filter((word) => word !== '');
}
