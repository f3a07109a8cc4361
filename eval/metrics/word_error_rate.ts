import { z } from 'zod';
import type { Json } from '../contracts/common.ts';
import { editDistance } from '../errors/edit_distance.ts';
import { defineRecordMetric, quotient } from './metric.ts';

/** Levenshtein distance over the words of the NFC form, divided by the words of the truth; a word is what blanks separate. */
export const wordErrorRate = defineRecordMetric({
  id: 'word_error_rate',
  version: 1,
  title: 'Word error rate',
  summary: 'Insertions, deletions and substitutions of words that turn the prediction into the truth, per word of the truth. Can exceed 1.',
  unit: 'ratio',
  range: [0, null],
  better: 'lower',
  secondary: false,
  undefinedWhen: 'the true lines have no word',
  record: { type: 'text_line', schema: z.string(), count: countErrors },
  perSample: ({ errors, words }) => quotient(errors, words, 'the true line has no word'),
  /** Nothing was read: every word is missing. */
  whenFailed: ({ words }) => quotient(words, words, 'the true line has no word'),
  aggregate: { kind: 'ratio', numerator: 'errors', denominator: 'words' },
});

function countErrors(truth: Json, prediction: Json | null): Readonly<Record<'errors' | 'words', number>> {
  const [expected, got] = [wordsOf(truth), wordsOf(prediction ?? '')];
  return { errors: editDistance(expected, got), words: expected.length };
}

/** The schema has made sure that it is a text. */
function wordsOf(text: Json): string[] {
  return (text as string)
    .normalize('NFC')
    .split(/\s+/u)
    .filter((word) => word !== '');
}
