/** NDJSON, the form of every list that may be long: read and written line by line, so that no file is ever in memory as one text. */
import type { z } from 'zod';
import { InputError, Problems } from '../errors/errors.ts';
import { canonicalLine } from './canonical_json.ts';
import { parseJson, partsOf, textOf, unreadable, writeParts } from './files.ts';
import { validate } from './issues.ts';

const lineFeed = 0x0a;

export interface Line {
  readonly text: string;
  /** file:line */
  readonly location: string;
}

/** Lines of a file, those without content left out. @throws InputError EV5002 */
export function* readLines(path: string): Generator<Line> {
  let number = 0;
  let rest: Uint8Array[] = [];
  const line = function* (end: Uint8Array): Generator<Line> {
    number++;
    const location = `${path}:${number}`;
    const text = textOf(rest.length === 0 ? end : Buffer.concat([...rest, end]), location);
    rest = [];
    if (text.trim() !== '') yield { text, location };
  };
  for (const part of bytesOf(path)) {
    let from = 0;
    for (let at = part.indexOf(lineFeed); at >= 0; at = part.indexOf(lineFeed, from)) {
      yield* line(part.subarray(from, at));
      from = at + 1;
    }
    rest.push(part.subarray(from));
  }
  yield* line(new Uint8Array());
}

function* bytesOf(path: string): Generator<Uint8Array> {
  try {
    yield* partsOf(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Rows of a file one by one; all broken lines are told at once, at its end. @throws InputError EV5001, EV5002 */
export function* readRows<T>(path: string, schema: z.ZodType<T>): Generator<T> {
  yield* rowsOf(readLines(path), schema);
}

/** Rows of several files, one after the other. */
export function* readEachRow<T>(paths: readonly string[], schema: z.ZodType<T>): Generator<T> {
  for (const path of paths) yield* readRows(path, schema);
}

/** A file whose first line is a header; its rows can be walked through once. @throws InputError EV5001, EV5002 */
export function readHeaderAndRows<H, T>(path: string, header: z.ZodType<H>, row: z.ZodType<T>): { readonly header: H; readonly rows: Generator<T> } {
  const lines = readLines(path);
  const first = lines.next();
  if (first.done) throw new InputError({ code: 'EV5001', location: path, message: 'the file is empty', expected: 'a header line' });
  return { header: parseLine(first.value, header), rows: rowsOf(lines, row) };
}

function* rowsOf<T>(lines: Iterable<Line>, schema: z.ZodType<T>): Generator<T> {
  const problems = new Problems();
  for (const line of lines) {
    let row: T;
    try {
      row = parseLine(line, schema);
    } catch (error) {
      problems.absorb(error);
      continue;
    }
    yield row;
  }
  problems.check();
}

function parseLine<T>({ text, location }: Line, schema: z.ZodType<T>): T {
  return validate(schema, parseJson(text, location), location);
}

/** Header line (if any) and rows, one canonical line each. @throws InputError EV5003, EV5004 */
export function writeRows(path: string, rows: Iterable<unknown>, header?: unknown): void {
  writeLines(path, linesOf(rows, header));
}

function* linesOf(rows: Iterable<unknown>, header: unknown): Generator<string> {
  if (header !== undefined) yield `${canonicalLine(header)}\n`;
  for (const row of rows) yield `${canonicalLine(row)}\n`;
}

/** Lines that end with a line feed, made while they are written. @throws InputError EV5004, and what making a line throws */
export function writeLines(path: string, lines: Iterable<string>): void {
  writeParts(path, joined(lines));
}

/** Characters that are written at once: a call of the file system for each line would take most of the time. */
const partLength = 1 << 16;

function* joined(lines: Iterable<string>): Generator<string> {
  let part = '';
  for (const line of lines) {
    part += line;
    if (part.length < partLength) continue;
    yield part;
    part = '';
  }
  yield part;
}
