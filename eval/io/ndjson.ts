/** NDJSON, the form of every list that may be long: read and written line by line. Columns of numbers stand between the lines as bytes. */
import { appendFileSync } from 'node:fs';
import type * as z from 'zod';
import { InputError, Problems } from '../errors/errors.ts';
import { canonicalLine } from './canonical_json.ts';
import { FileLines, type Line, LinesAgain } from './file_lines.ts';
import { parseJson, writeParts, writeText } from './files.ts';
import { validate } from './issues.ts';
import { Block, blocksOf } from './row_blocks.ts';
import { Texts } from './texts.ts';
import { Numbers } from './typed_arrays.ts';

/** Rows of a file one by one; all broken lines are told at once, at its end. @throws InputError EV5001, EV5002 */
export function* readRows<T>(path: string, schema: z.ZodType<T>): Generator<T> {
  yield* rowsOf(new FileLines(path), schema);
}

/** Rows of several files, one after the other. */
export function* readEachRow<T>(paths: readonly string[], schema: z.ZodType<T>): Generator<T> {
  for (const path of paths) yield* readRows(path, schema);
}

/** The first line of a file. @throws InputError EV5001, EV5002 */
export function readHeader<H>(path: string, header: z.ZodType<H>): H {
  const lines = new FileLines(path);
  try {
    return headerOf(lines, header);
  } finally {
    lines[Symbol.iterator]().return(undefined);
  }
}

/** A file whose first line is a header; its rows can be walked through once. @throws InputError EV5001, EV5002 */
export function readHeaderAndRows<H, T>(path: string, header: z.ZodType<H>, row: z.ZodType<T>): { readonly header: H; readonly rows: Generator<T> } {
  const lines = new FileLines(path);
  return { header: headerOf(lines, header), rows: rowsOf(lines, row) };
}

function headerOf<H>(lines: FileLines, header: z.ZodType<H>): H {
  const first = lines[Symbol.iterator]().next();
  if (first.done) throw new InputError({ code: 'EV5001', location: lines.path, message: 'the file is empty', expected: 'a header line' });
  return parseLine(first.value, header);
}

function parseLine<T>({ text, location }: Line, schema: z.ZodType<T>, block?: Block): T {
  const value = parseJson(text, location);
  block?.fill(value);
  return validate(schema, value, location);
}

function* rowsOf<T>(lines: FileLines, schema: z.ZodType<T>): Generator<T> {
  const problems = new Problems();
  let block: Block | undefined;
  for (const line of lines) {
    const { text, location } = line;
    if (Block.begins(text)) {
      // A broken row leaves its columns to those behind it.
      problems.check();
      block?.end();
      block = new Block(parseJson(text, location), location, lines);
      continue;
    }
    let row: T;
    try {
      row = parseLine(line, schema, block);
    } catch (error) {
      problems.absorb(error);
      continue;
    }
    yield row;
  }
  problems.check();
  block?.end();
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
      const lines = new FileLines(path);
      for (const row of rowsOf(lines, this.#schema)) {
        const id = this.#ids.numberOf(row.id);
        file.set(id, number);
        start.set(id, lines.last?.start ?? 0);
        bytes.set(id, lines.last?.bytes ?? 0);
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

/**
 * Header line (if any) and rows, one canonical line each, columns before the rows that have them.
 * @param lists of texts that are columns, by the keys that lead to them with dots between
 * @throws InputError EV5003, EV5004
 */
export function writeRows(path: string, rows: Iterable<unknown>, header?: unknown, lists: readonly string[] = []): void {
  writeLines(path, linesOf(rows, header, lists));
}

function* linesOf(rows: Iterable<unknown>, header: unknown, lists: readonly string[]): Generator<string | Uint8Array> {
  if (header !== undefined) yield `${canonicalLine(header)}\n`;
  yield* blocksOf(rows, lists);
}

/** Lines that end with a line feed, made while they are written, and bytes between them. @throws InputError EV5004, and what making a line throws */
export function writeLines(path: string, lines: Iterable<string | Uint8Array>): void {
  writeParts(path, joined(lines));
}

/** Characters that are written at once: a call of the file system for each line would take most of the time. */
const partLength = 1 << 16;

function* joined(lines: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
  let part = '';
  for (const line of lines) {
    const isText = typeof line === 'string';
    if (isText) part += line;
    if (isText && part.length < partLength) continue;
    yield part;
    part = '';
    if (!isText) yield line;
  }
  yield part;
}
