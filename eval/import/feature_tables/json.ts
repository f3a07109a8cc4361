import type * as z from 'zod';
import { InputError } from '../../errors/errors.ts';
import { type JsonText, readJsonText } from '../../io/json_text.ts';
import { sourceCodes } from '../importer.ts';

/**
 * JSON as several writers leave it: with NaN and Infinity, which are no JSON. They are told for what they are.
 * @throws InputError EV1010 and EV1011 as for every source, EV1403 for a number that is not finite
 */
export function readStrictJson<T>(text: string, location: string, schema: z.ZodType<T>, firstLine = 1): JsonText<T> {
  try {
    return readJsonText(text, location, schema, sourceCodes, firstLine);
  } catch (error) {
    const [problem] = error instanceof InputError ? error.problems : [];
    const word = /^-?(NaN|Infinity)\b/.exec(problem?.got ?? '')?.[0];
    if (problem?.code !== 'EV1010' || word === undefined) throw error;
    throw new InputError({ code: 'EV1403', location: problem.location, message: 'not a finite number', got: word });
  }
}
