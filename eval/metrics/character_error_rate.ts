import { z } from 'zod';
import type { Json } from '../contracts/common.ts';
import { editDistance } from '../errors/edit_distance.ts';
import { defineRecordMetric, quotient } from './metric.ts';

/** Levenshtein distance over code points of the NFC form, divided by the code points of the truth; lines weigh by their length. */
export const characterErrorRate = defineRecordMetric({
  id: 'character_error_rate',
  version: 1,
  title: 'Character error rate',
  summary: 'Insertions, deletions and substitutions that turn the prediction into the truth, per character of the truth. Can exceed 1.',
  unit: 'ratio',
  range: [0, null],
  better: 'lower',
  secondary: false,
  undefinedWhen: 'the true lines have no character',
  record: { type: 'text_line', schema: z.string(), count: countErrors },
  perSample: ({ errors, characters }) => quotient(errors, characters, 'the true line is empty'),
  /** Nothing was read: every character is missing. */
  whenFailed: ({ characters }) => quotient(characters, characters, 'the true line is empty'),
  aggregate: { kind: 'ratio', numerator: 'errors', denominator: 'characters' },
});

type Errors = Readonly<Record<'errors' | 'characters', number>>;

function countErrors(truth: Json, prediction: Json | null): Errors {
  const [expected, got] = [charactersOf(truth), charactersOf(prediction ?? '')];
  return { errors: editDistance(expected, got), characters: expected.length };
}

/** The schema has made sure that it is a text. */
function charactersOf(text: Json): string[] {
  return [...(text as string).normalize('NFC')];
}
