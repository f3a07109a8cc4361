/** NDJSON, the form of every list that may be long: read and written line by line, so that no file is ever in memory as one text. */
import { appendFileSync, closeSync, openSync, readSync } from 'node:fs';
import type * as z from 'zod';
import { InputError, Problems } from '../errors/errors.ts';
import { canonicalLine } from './canonical_json.ts';
import { parseJson, partsOf, textOf, unreadable, writeParts, writeText } from './files.ts';
import { validate } from './issues.ts';
import { Texts } from './texts.ts';
import { Numbers } from './typed_arrays.ts';

const lineFeed = 0x0a;

export interface Line {
  readonly text: string;
  /** file:line */
  readonly location: string;
  /** From 1. */
  readonly number: number;
  /** Where it begins in the file, and how many bytes it has. */
  readonly start: number;
  readonly bytes: number;
}

/** Lines of a file, those without content left out. @throws InputError EV5002 */
export function* readLines(path: string): Generator<Line> {
  let number = 0;
  let start = 0;
  let rest: Uint8Array[] = [];
  const line = function* (end: Uint8Array): Generator<Line> {
    number++;
    const location = `${path}:${number}`;
    const whole = rest.length === 0 ? end : Buffer.concat([...rest, end]);
    const text = textOf(whole, location);
    rest = [];
    if (text.trim() !== '') yield { text, location, number, start, bytes: whole.length };
    start += whole.length + 1;
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

/** Reads lines again by where they stand, in any order: what is indexed need not be in memory. */
export class LinesAgain {
  readonly #files = new Map<string, number>();

  /** @throws InputError EV5002 what is no UTF-8 */
  read(path: string, { start, bytes }: Pick<Line, 'start' | 'bytes'>): string {
    const file = this.#files.get(path) ?? openSync(path, 'r');
    this.#files.set(path, file);
    const buffer = Buffer.alloc(bytes);
    readSync(file, buffer, 0, bytes, start);
    return textOf(buffer, path);
  }

  close(): void {
    for (const file of this.#files.values()) closeSync(file);
    this.#files.clear();
  }
}

/** Rows of files by id: they are walked through once, then read again one by one. Only ids are in memory, and where rows stand. */
export class IndexedRows<T extends { readonly id: string }> {
  readonly #paths: readonly string[];
  readonly #schema: z.ZodType<T>;
  readonly #ids = new Texts();
  /** By the number of an id: its file, and where its row stands there. */
  readonly #places = { file: new Numbers(), start: new Numbers(), bytes: new Numbers() };
  readonly #again = new LinesAgain();

  constructor(paths: readonly string[], schema: z.ZodType<T>) {
    this.#paths = paths;
    this.#schema = schema;
  }

  /** @throws InputError EV5001, EV5002 */
  get rows(): Iterable<T> {
    return this.#walk();
  }

  *#walk(): Generator<T> {
    const { file, start, bytes } = this.#places;
    for (const [number, path] of this.#paths.entries()) {
      let place: Line | undefined;
      const lines = function* (): Generator<Line> {
        for (const line of readLines(path)) {
          place = line;
          yield line;
        }
      };
      for (const row of rowsOf(lines(), this.#schema)) {
        const id = this.#ids.numberOf(row.id);
        file.set(id, number);
        start.set(id, place?.start ?? 0);
        bytes.set(id, place?.bytes ?? 0);
        yield row;
      }
    }
  }

  has = (id: string): boolean => this.#ids.find(id) !== undefined;

  /** A row that was walked past; it was checked then. */
  at = (id: string): T => {
    const [number, { file, start, bytes }] = [this.#ids.find(id), this.#places];
    if (number === undefined) throw new Error(`no row has the id ${id}`);
    const path = this.#paths[file.at(number)] as string;
    return JSON.parse(this.#again.read(path, { start: start.at(number), bytes: bytes.at(number) })) as T;
  };

  close(): void {
    this.#again.close();
  }
}

/** Characters of a file that wait to be written, of which a corpus has one for each shard. */
const waitingLength = 1 << 13;

/** A file that rows are added to while others are written, too: a call of the file system only now and then. */
export class RowFile {
  readonly #path: string;
  #part = '';

  /** @throws InputError EV5004 */
  constructor(path: string) {
    this.#path = path;
    writeText(path, '');
  }

  add(row: unknown): void {
    this.addText(`${canonicalLine(row)}\n`);
  }

  /** Whole lines. */
  addText(lines: string): void {
    this.#part += lines;
    if (this.#part.length >= waitingLength) this.end();
  }

  /** Writes what was added last. */
  end(): void {
    appendFileSync(this.#path, this.#part);
    this.#part = '';
  }
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
