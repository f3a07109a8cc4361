/**
 * Columns of many numbers in a line of JSON. In memory they are typed arrays, in the file texts (`io/column_text`): half a million detections are
 * millions of numbers, and to write and read their digits takes longer than to evaluate them. Each survives to the last bit.
 */
import { z } from 'zod';
import { type Column, columnOf, firstInfinite } from '../io/column_text.ts';

/** @param firstWrong position of the first value that the column may not hold, or -1: a loop of its own for each column, since there are millions of values */
function column<T extends Column>(kind: 'doubles' | 'indexes', what: string, firstWrong: (values: T) => number) {
  return z.string().transform((text, { issues }): T => {
    const values = columnOf(text, kind) as T | undefined;
    if (values === undefined) {
      issues.push({ code: 'custom', input: text, message: `expected a column of ${kind === 'doubles' ? 'numbers' : 'whole numbers from 0'}` });
      return z.NEVER;
    }
    const wrong = firstWrong(values);
    if (wrong >= 0) issues.push({ code: 'custom', input: text, message: `number ${wrong + 1} is ${values[wrong]}, expected ${what}` });
    return values;
  });
}

function firstNoAmount(values: Float64Array): number {
  for (let i = 0; i < values.length; i++) if (!((values[i] as number) >= 0 && (values[i] as number) < Number.POSITIVE_INFINITY)) return i;
  return -1;
}

/** Doubles. */
export const doubles = column<Float64Array>('doubles', 'a finite number', firstInfinite);

/** Doubles from 0. */
export const amounts = column<Float64Array>('doubles', 'a finite number from 0', firstNoAmount);

/** Whole numbers from 0, of 32 bits. */
export const indexes = column<Uint32Array>('indexes', 'a whole number', () => -1);
