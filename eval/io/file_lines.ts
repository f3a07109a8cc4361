/** Files by lines, so that none is ever in memory as one text. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { InputError } from '../errors/errors.ts';
import { textOf, unreadable } from './files.ts';

const lineFeed = 0x0a;
const partBytes = 1 << 16;
/** What files were read into that are closed: a corpus has a file for each shard, and the room of each would wait for the garbage collector. */
const rooms: Uint8Array<ArrayBuffer>[] = [];

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

/** A file from its beginning to its end: lines, those without content left out, and bytes that stand between them. It is walked through once. */
export class FileLines implements Iterable<Line> {
  readonly path: string;
  /** The line that came last. */
  last: Line | undefined;
  readonly #lines = this.#walk();
  #file = -1;
  #room = new Uint8Array();
  /** Of the room: bytes that were read last, and how many of them were passed. */
  #part = this.#room;
  #passed = 0;
  /** Where what is not passed begins in the file. */
  #start = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** @throws InputError EV5002 */
  [Symbol.iterator](): Generator<Line, undefined> {
    return this.#lines;
  }

  *#walk(): Generator<Line, undefined> {
    this.#file = this.#asked(() => openSync(this.path, 'r'));
    this.#room = rooms.pop() ?? new Uint8Array(partBytes);
    try {
      for (let number = 1; ; number++) {
        const start = this.#start;
        const line = this.#line();
        if (line === undefined) return;
        const location = `${this.path}:${number}`;
        const text = textOf(line, location);
        if (text.trim() === '') continue;
        this.last = { text, location, number, start, bytes: line.length };
        yield this.last;
      }
    } finally {
      rooms.push(this.#room);
      closeSync(this.#file);
    }
  }

  /** The next bytes behind the line that came last, in memory of their own. @throws InputError EV5002, EV5001 where the file has fewer */
  bytes(count: number): ArrayBuffer {
    const left = this.#asked(() => fstatSync(this.#file)).size - this.#start;
    if (count > left)
      throw new InputError({ code: 'EV5001', location: this.path, message: 'the file ends too early', got: `${left} bytes`, expected: `${count}` });
    const all = new Uint8Array(count);
    let done = Math.min(count, this.#part.length - this.#passed);
    all.set(this.#part.subarray(this.#passed, this.#passed + done));
    this.#passed += done;
    while (done < count) done += this.#asked(() => readSync(this.#file, all, done, count - done, null));
    this.#start += count;
    return all.buffer;
  }

  /** Without its line feed. Undefined at the end. */
  #line(): Uint8Array | undefined {
    const before: Uint8Array[] = [];
    for (;;) {
      const end = this.#part.indexOf(lineFeed, this.#passed);
      const own = this.#part.subarray(this.#passed, end < 0 ? this.#part.length : end);
      const used = own.length + (end < 0 ? 0 : 1);
      this.#passed += used;
      this.#start += used;
      if (end >= 0) return before.length === 0 ? own : Buffer.concat([...before, own]);
      // The next bytes are read over these.
      if (own.length > 0) before.push(own.slice());
      if (!this.#read()) return before.length === 0 ? undefined : Buffer.concat(before);
    }
  }

  #read(): boolean {
    const read = this.#asked(() => readSync(this.#file, this.#room));
    this.#part = this.#room.subarray(0, read);
    this.#passed = 0;
    return read > 0;
  }

  #asked<T>(ask: () => T): T {
    try {
      return ask();
    } catch (error) {
      throw unreadable(this.path, error);
    }
  }
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
