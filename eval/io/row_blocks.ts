/**
 * Rows with columns, in blocks: a line that names the columns of all rows of the block, their bytes, then the rows, each of which says how many
 * entries of a column are its own. A picture has a dozen short columns, and to write and to read each by itself, as text, takes longer than to
 * evaluate its numbers. Texts are few and come often: their column is positions among those of the block.
 */
import { InputError } from '../errors/errors.ts';
import { type Entries, lineWithoutColumns, type Place } from './canonical_json.ts';
import { bytesOf, type Column, columnBytes, columnOf, firstInfinite } from './column_bytes.ts';
import { aligned, longer } from './typed_arrays.ts';

/** A block ends with the row that brings so many entries together, or rows of so many characters. */
const mostEntries = 1 << 17;
const mostCharacters = 1 << 16;

const start = '{"columns":{';

/** Lines of the rows, behind those of their columns and the bytes of these. Rows without columns are lines and nothing else. @throws InputError EV5003 */
export function* blocksOf(rows: Iterable<unknown>, lists: readonly string[]): Generator<string | Uint8Array> {
  const columns = new Columns(lists);
  let lines = '';
  for (const row of rows) {
    lines += `${lineWithoutColumns(row, columns.root)}\n`;
    if (columns.entries < mostEntries && lines.length < mostCharacters) continue;
    yield* columns.written();
    yield lines;
    lines = '';
  }
  yield* columns.written();
  yield lines;
}

/** Columns of a block, while rows are added. */
class Columns {
  readonly root: RowPlace;
  entries = 0;
  readonly #growing = new Map<string, Growing>();

  constructor(lists: readonly string[]) {
    this.root = new RowPlace('', this, new Set(lists));
  }

  begin(path: string, like: Entries): Growing {
    const column = new Growing(like);
    this.#growing.set(path, column);
    return column;
  }

  /** And then they are empty. */
  *written(): Generator<string | Uint8Array> {
    if (this.#growing.size === 0) return;
    const columns: Record<string, string> = {};
    const texts: Record<string, string[]> = {};
    const parts: Uint8Array[] = [];
    for (const path of [...this.#growing.keys()].sort()) {
      const column = this.#growing.get(path) as Growing;
      const { word, bytes } = columnBytes(column.numbers);
      columns[path] = `${word}*${column.numbers.length}`;
      if (column.texts !== undefined) texts[path] = [...column.texts.keys()];
      parts.push(bytes, new Uint8Array(aligned(bytes.length) - bytes.length));
      column.empty();
    }
    this.entries = 0;
    yield `${JSON.stringify({ columns, texts })}\n`;
    yield Buffer.concat(parts);
  }
}

/** A place in rows, which is the same in all of them: to put its path together for each row takes longer than to write its numbers. */
class RowPlace implements Place {
  readonly path: string;
  readonly isColumn: boolean;
  readonly #columns: Columns;
  readonly #lists: ReadonlySet<string>;
  readonly #below = new Map<string, RowPlace>();
  #column: Growing | undefined;

  constructor(path: string, columns: Columns, lists: ReadonlySet<string>) {
    this.path = path;
    this.isColumn = lists.has(path);
    this.#columns = columns;
    this.#lists = lists;
  }

  below(key: string): RowPlace {
    let place = this.#below.get(key);
    if (place === undefined) {
      place = new RowPlace(this.path === '' ? key : `${this.path}.${key}`, this.#columns, this.#lists);
      this.#below.set(key, place);
    }
    return place;
  }

  take(own: Entries): void {
    this.#column ??= this.#columns.begin(this.path, own);
    this.#column.add(own);
    this.#columns.entries += own.length;
  }
}

/** A column that grows; emptied, it keeps its room. */
class Growing {
  /** Of a column of texts: their positions. */
  readonly texts: Map<string, number> | undefined;
  #values: Column;
  #length = 0;

  constructor(like: Entries) {
    this.texts = Array.isArray(like) ? new Map() : undefined;
    this.#values = like instanceof Float64Array ? new Float64Array() : new Uint32Array();
  }

  get numbers(): Column {
    return this.#values.subarray(0, this.#length);
  }

  add(own: Entries): void {
    const end = this.#length + own.length;
    if (end > this.#values.length) this.#values = longer(this.#values, 2 * end);
    if (this.texts === undefined) this.#values.set(own as Column, this.#length);
    else for (let i = 0; i < own.length; i++) this.#values[this.#length + i] = this.#positionOf(this.texts, own[i] as string);
    this.#length = end;
  }

  #positionOf(texts: Map<string, number>, text: string): number {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, texts.size);
    return texts.size - 1;
  }

  empty(): void {
    this.texts?.clear();
    this.#length = 0;
  }
}

/** What a block needs of the file that it is in. */
interface Source {
  bytes(count: number): ArrayBuffer;
}

interface ReadColumn {
  readonly path: string;
  readonly keys: readonly string[];
  readonly values: Column;
  /** What rows have that have no entry: many columns are mostly empty. */
  readonly none: Column;
  /** Of a column of texts. */
  readonly texts: readonly string[] | undefined;
  used: number;
}

/** The columns of a block on their way back into its rows. */
export class Block {
  readonly #location: string;
  readonly #columns: readonly ReadColumn[];

  /** Whether a line names the columns of a block. */
  static begins(line: string): boolean {
    return line.startsWith(start);
  }

  /** @param value of the line @throws InputError EV5001 for what are no columns */
  constructor(value: unknown, location: string, source: Source) {
    this.#location = location;
    const { columns, texts } = value as { readonly columns: Readonly<Record<string, unknown>>; readonly texts?: Readonly<Record<string, unknown>> };
    const named = Object.entries(columns).map(([path, text]) => {
      const [, word = '', digits = ''] = /^([a-z0-9/]+)\*(\d{1,9})$/.exec(String(text)) ?? [];
      const [count, bytes] = [Number(digits), bytesOf(word, Number(digits))];
      if (bytes === undefined) throw this.#wrong(path, `"${text}" is no column`);
      return { path, word, count, bytes };
    });
    const bytes = source.bytes(named.reduce((sum, column) => sum + aligned(column.bytes), 0));
    let at = 0;
    this.#columns = named.map(({ path, word, count, bytes: length }) => {
      const values = columnOf(word, count, bytes, at);
      at += aligned(length);
      const wrong = values instanceof Float64Array ? firstInfinite(values) : -1;
      if (wrong >= 0) throw this.#wrong(path, `number ${wrong + 1} is ${values[wrong]}`);
      return { path, keys: path.split('.'), values, none: values.subarray(0, 0), texts: this.#textsOf(path, values, texts?.[path]), used: 0 };
    });
  }

  #textsOf(path: string, values: Column, texts: unknown): readonly string[] | undefined {
    if (texts === undefined) return undefined;
    if (!Array.isArray(texts) || !texts.every((text) => typeof text === 'string')) throw this.#wrong(path, 'expected a list of texts');
    for (let i = 0; i < values.length; i++)
      if (texts[values[i] as number] === undefined) throw this.#wrong(path, `the position ${values[i]} is in a list of ${texts.length}`);
    return texts;
  }

  #wrong(path: string, message: string): InputError {
    return new InputError({ code: 'EV5001', location: this.#location, message: `${path}: ${message}` });
  }

  /** Puts the columns of the next row in the places of their lengths. What is no such length stays, and is no column to whoever checks the row. */
  fill(row: unknown): void {
    for (let c = 0; c < this.#columns.length; c++) {
      const column = this.#columns[c] as ReadColumn;
      const { keys, values, none, texts, used } = column;
      let at = row as Record<string, unknown> | undefined;
      for (let k = 0; k + 1 < keys.length && typeof at === 'object' && at !== null; k++) at = at[keys[k] as string] as typeof at;
      const key = keys.at(-1) as string;
      if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) continue;
      const count = at[key];
      if (typeof count !== 'number' || !Number.isInteger(count) || count < 0 || used + count > values.length) continue;
      column.used += count;
      at[key] = texts !== undefined ? textsAt(texts, values, used, column.used) : count === 0 ? none : values.subarray(used, column.used);
    }
  }

  /** A row that is missing would shift the entries of those behind it. @throws InputError EV5001 where some are left */
  end(): void {
    for (const { path, values, used } of this.#columns)
      if (used < values.length) throw this.#wrong(path, `there are ${values.length} entries, and the rows behind have ${used} together`);
  }
}

function textsAt(texts: readonly string[], positions: Column, from: number, end: number): string[] {
  const own: string[] = [];
  for (let i = from; i < end; i++) own.push(texts[positions[i] as number] as string);
  return own;
}
