/** Lines of a text, and the rows of NDJSON that are made of them. Files too long for a text are read by ndjson.ts. */
import type * as z from 'zod';
import type { Problems } from '../errors/errors.ts';
import { type JsonCodes, readJsonText } from './json_text.ts';

export interface TextLine {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

export interface LocatedRow<T> {
  readonly row: T;
  /** file:line */
  readonly location: string;
}

/** Lines of a text; those without content are left out. @param numbers of the lines in their file, where the text is an excerpt of it */
export function filledLines(text: string, numbers?: readonly number[]): TextLine[] {
  return text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [{ text: line, number: numbers?.[i] ?? i + 1 }]));
}

/** A row a line, one after the other; what is wrong with one is collected. Problems: codes.syntax a line is not JSON, codes.shape not a row. */
export function* rowsOfLines<T>(
  lines: Iterable<TextLine>,
  location: string,
  row: z.ZodType<T>,
  codes: JsonCodes,
  problems: Problems,
): Generator<LocatedRow<T>> {
  for (const { text, number } of lines) {
    const read = problems.collect(() => readJsonText(text, location, row, codes, number));
    if (read !== undefined) yield { row: read.value, location: `${location}:${number}` };
  }
}
