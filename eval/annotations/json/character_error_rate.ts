import * as z from 'zod';
import { editDistance } from '../../errors/edit_distance.ts';
import { quotient } from '../metric.ts';
import { defineJsonMetric } from './metric.ts';

/** Levenshtein distance over code points of the NFC form, divided by the code points of the truth; lines weigh by their length. */
export const characterErrorRate = defineJsonMetric({
  id: 'character_error_rate',
  version: 1,
  title: 'Character error rate',
  summary: 'Insertions, deletions and substitutions that turn the prediction into the truth, per character of the truth. Can exceed 1.',
  unit: 'ratio',
  range: [0, null],
  better: 'lower',
  secondary: false,
  undefinedWhen: 'the true lines have no character',
  type: 'text_line',
  schema: z.string(),
  count(truth, prediction) {
    const [expected, got] = [charactersOf(truth), charactersOf(prediction ?? '')];
    return { errors: editDistance(expected, got), characters: expected.length };
  },
  perSample: ({ errors, characters }) => quotient(errors, characters, 'the true line is empty'),
  /** Nothing was read: every character is missing. */
  whenFailed: ({ characters }) => quotient(characters, characters, 'the true line is empty'),
  pooled: { numerator: 'errors', denominator: 'characters' },
});

function charactersOf(text: string): string[] {
  return [...text.normalize('NFC')];
}
