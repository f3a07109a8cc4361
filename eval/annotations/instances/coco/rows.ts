/** Rows of COCO files in columns: annotations and images of a truth file, detections of a results file. One reader for all. */
import { longer } from '../../../io/typed_arrays.ts';
import { fromCounts, toText } from '../../../masks/text.ts';
import type { JsonBytes } from './json_bytes.ts';

/** What a row says about its pixels. Texts lie in the file; other forms are rare and kept beside it. */
export type Segmentation = readonly (readonly number[])[] | string;

/** A list of objects, a column for each number that is wanted. */
export interface Table<Key extends string> {
  readonly count: number;
  /** NaN where the row does not say it. */
  readonly numbers: Readonly<Record<Key, Float64Array>>;
  /** x, y, width, height; NaN where the row has no box. */
  readonly boxes: Float64Array;
  /** Where the run-length text lies among the file's bytes; 0 and 0 where there is none. */
  readonly textStart: Uint32Array;
  readonly textEnd: Uint32Array;
  /** Its [height, width], one after the other. */
  readonly textSize: Float64Array;
  /** By row: outlines, or run lengths that were given as a list, as text. */
  readonly others: ReadonlyMap<number, Segmentation>;
}

/** The numbers of a row at `values[stride * row]` and after. */
class Column {
  readonly stride: number;
  values: Float64Array;

  constructor(stride: number, capacity: number) {
    this.stride = stride;
    this.values = new Float64Array(Math.max(1, stride * capacity));
  }
}

class Growing {
  count = 0;
  capacity: number;
  readonly numbers: readonly Column[];
  readonly box: Column;
  readonly size: Column;
  /** For numbers that nobody asked for. */
  readonly unwanted = new Column(0, 0);
  textStart: Uint32Array;
  textEnd: Uint32Array;
  readonly others = new Map<number, Segmentation>();

  constructor(numbers: number, capacity: number) {
    this.capacity = capacity;
    this.numbers = Array.from({ length: numbers }, () => new Column(1, capacity));
    this.box = new Column(4, capacity);
    this.size = new Column(2, capacity);
    this.textStart = new Uint32Array(capacity);
    this.textEnd = new Uint32Array(capacity);
  }

  grow(): void {
    this.capacity = 2 * this.capacity + 16;
    for (const column of [...this.numbers, this.box, this.size]) column.values = longer(column.values, column.stride * this.capacity);
    this.textStart = longer(this.textStart, this.capacity);
    this.textEnd = longer(this.textEnd, this.capacity);
  }

  /** Nothing is known of the next row yet. */
  clear(): void {
    const row = this.count;
    for (let i = 0; i < this.numbers.length; i++) (this.numbers[i] as Column).values[row] = Number.NaN;
    this.box.values[4 * row] = Number.NaN;
  }
}

/** Bytes of a row without much in it: there are hardly more rows than this says. */
const shortRow = 64;

/**
 * Reads a list of objects; the reader stands before its opening bracket.
 * @param keys of the numbers that are wanted; `bbox` and `segmentation` are read wherever they are, others are passed over
 */
export function readTable<Key extends string>(json: JsonBytes, keys: readonly Key[]): Table<Key> {
  const rows = new Growing(keys.length, Math.ceil(json.bytes.length / shortRow));
  let layout: Layout | null = null;
  json.expect('[');
  for (let first = true; json.more(']', first); first = false) {
    if (rows.count === rows.capacity) rows.grow();
    const start = json.at;
    rows.clear();
    if (layout === null || !readAlike(json, rows, layout)) {
      json.at = start;
      layout = readRow(json, rows, keys);
    }
    rows.count++;
  }
  const { count, box, size, textStart, textEnd, others } = rows;
  const numbers = Object.fromEntries(keys.map((key, i) => [key, rows.numbers[i]?.values])) as Record<Key, Float64Array>;
  return { count, numbers, boxes: box.values, textStart, textEnd, textSize: size.values, others };
}

/** A value inside a row. */
interface Leaf {
  /** What stands between the value before it and this one. */
  readonly before: Uint8Array;
  readonly kind: 'number' | 'text' | 'outlines' | 'other';
  /** Of numbers. */
  readonly column: Column;
  readonly offset: number;
}

/** The rows of a file nearly always differ in their values alone, and then need not be taken apart. */
interface Layout {
  readonly leaves: readonly Leaf[];
  /** After the last value. */
  readonly after: Uint8Array;
}

/** Reads a row of this layout. False for one of another layout, of which some may have been read. */
function readAlike(json: JsonBytes, rows: Growing, { leaves, after }: Layout): boolean {
  for (let i = 0; i < leaves.length; i++) {
    const leaf = leaves[i] as Leaf;
    if (!json.passes(leaf.before) || !json.begins(leaf.kind)) return false;
    readLeaf(json, rows, leaf);
  }
  return json.passes(after);
}

function readLeaf(json: JsonBytes, rows: Growing, { kind, column, offset }: Omit<Leaf, 'before'>): void {
  if (kind === 'number') json.numberInto(column.values, column.stride * rows.count + offset);
  else if (kind === 'text') {
    json.text();
    rows.textStart[rows.count] = json.textStart;
    rows.textEnd[rows.count] = json.textEnd;
  } else if (kind === 'outlines') rows.others.set(rows.count, readList(json, readNumbers));
  else json.skip();
}

/** Reads what a leaf says, and notes where it stands. */
type Note = (kind: Leaf['kind'], column?: Column, offset?: number) => void;

/** Reads a row of any layout. Null where its like cannot be read value by value. */
function readRow(json: JsonBytes, rows: Growing, keys: readonly string[]): Layout | null {
  const leaves: Leaf[] = [];
  let from = json.at;
  const note: Note = (kind, column = rows.unwanted, offset = 0) => {
    json.peek();
    const leaf = { before: json.bytes.subarray(from, json.at), kind, column, offset };
    readLeaf(json, rows, leaf);
    leaves.push(leaf);
    from = json.at;
  };
  json.expect('{');
  for (let first = true; json.more('}', first); first = false) {
    json.key();
    if (json.is('bbox')) readBox(json, rows, note);
    else if (json.is('segmentation')) readSegmentation(json, rows, note);
    else {
      const column = rows.numbers[keys.findIndex((key) => json.is(key))];
      json.peek();
      note(column !== undefined || json.begins('number') ? 'number' : 'other', column);
    }
  }
  const isListed = typeof rows.others.get(rows.count) === 'string';
  return isListed ? null : { leaves, after: json.bytes.subarray(from, json.at) };
}

/** An empty list says that there is no box. */
function readBox(json: JsonBytes, { box }: Growing, note: Note): void {
  json.expect('[');
  if (!json.more(']', true)) return;
  for (let side = 0; side < 4; side++) {
    if (side > 0 && !json.more(']', false)) throw json.wrong('a box of 4 numbers');
    note('number', box, side);
  }
  if (json.more(']', false)) throw json.wrong('a box of 4 numbers');
}

function readSegmentation(json: JsonBytes, { others, count, size }: Growing, note: Note): void {
  if (json.peek() === 0x5b) {
    note('outlines');
    return;
  }
  let counts: readonly number[] | null = null;
  json.expect('{');
  for (let first = true; json.more('}', first); first = false) {
    json.key();
    if (json.is('size')) {
      json.expect('[');
      for (let side = 0; json.more(']', side === 0); side++) note('number', side < 2 ? size : undefined, side);
    } else if (!json.is('counts')) json.skip();
    else if (json.peek() === 0x5b) counts = readNumbers(json);
    else note('text');
  }
  if (counts === null) return;
  const [height = 0, width = 0] = size.values.subarray(2 * count, 2 * count + 2);
  others.set(count, toText(fromCounts(counts, [height, width])).counts);
}

function readNumbers(json: JsonBytes): number[] {
  return readList(json, (of) => of.number());
}

function readList<T>(json: JsonBytes, read: (json: JsonBytes) => T): T[] {
  const list: T[] = [];
  json.expect('[');
  while (json.more(']', list.length === 0)) list.push(read(json));
  return list;
}
