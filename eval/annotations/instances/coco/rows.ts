/** Rows of COCO files in columns: annotations of a truth file, detections of a results file. One reader for both. */
import { fromCounts, toText } from '../../../masks/text.ts';
import type { JsonBytes } from './json_bytes.ts';

/** What a row says about its pixels. Texts lie in the file; other forms are rare and kept beside it. */
export type Segmentation = readonly (readonly number[])[] | string;

export interface CocoRows {
  readonly count: number;
  readonly image: Float64Array;
  readonly category: Float64Array;
  readonly score: Float64Array;
  /** NaN where the row does not say it. */
  readonly area: Float64Array;
  readonly crowd: Uint8Array;
  /** x, y, width, height; NaN where the row has no box. */
  readonly boxes: Float64Array;
  /** Where the run-length text lies among the file's bytes; 0 and 0 where there is none. */
  readonly textStart: Uint32Array;
  readonly textEnd: Uint32Array;
  /** Its [height, width], one after the other. */
  readonly textSize: Uint32Array;
  /** By row: outlines, or run lengths that were given as a list, as text. */
  readonly others: ReadonlyMap<number, Segmentation>;
}

interface Growing {
  capacity: number;
  count: number;
  image: Float64Array;
  category: Float64Array;
  score: Float64Array;
  area: Float64Array;
  crowd: Uint8Array;
  boxes: Float64Array;
  textStart: Uint32Array;
  textEnd: Uint32Array;
  textSize: Uint32Array;
  others: Map<number, Segmentation>;
}

/** Bytes of a row without much in it: there are hardly more rows than this says. */
const shortRow = 64;

/** Reads an array of rows; the reader stands before its opening bracket. */
export function readRows(json: JsonBytes): CocoRows {
  const rows = columns(Math.ceil(json.bytes.length / shortRow));
  let layout: Layout = { before: [], keys: [], after: new Uint8Array() };
  json.expect('[');
  for (let first = true; json.more(']', first); first = false) {
    if (rows.count === rows.capacity) grow(rows);
    const start = json.at;
    startRow(rows, rows.count);
    if (first || !readAlike(json, rows, rows.count, layout)) {
      json.at = start;
      startRow(rows, rows.count);
      layout = readRow(json, rows, rows.count);
    }
    rows.count++;
  }
  return rows;
}

function columns(capacity: number): Growing {
  return {
    capacity,
    count: 0,
    image: new Float64Array(capacity),
    category: new Float64Array(capacity),
    score: new Float64Array(capacity),
    area: new Float64Array(capacity),
    crowd: new Uint8Array(capacity),
    boxes: new Float64Array(4 * capacity),
    textStart: new Uint32Array(capacity),
    textEnd: new Uint32Array(capacity),
    textSize: new Uint32Array(2 * capacity),
    others: new Map(),
  };
}

function grow(rows: Growing): void {
  const larger = columns(2 * rows.capacity + 16);
  for (const name of ['image', 'category', 'score', 'area', 'crowd', 'boxes', 'textStart', 'textEnd', 'textSize'] as const)
    larger[name].set(rows[name]);
  Object.assign(rows, larger, { count: rows.count, others: rows.others });
}

function startRow(rows: Growing, row: number): void {
  rows.image[row] = Number.NaN;
  rows.category[row] = Number.NaN;
  rows.score[row] = Number.NaN;
  rows.area[row] = Number.NaN;
  rows.boxes[4 * row] = Number.NaN;
}

/** Of the keys of a row that are read; others are passed over. */
const keyNames = ['image_id', 'category_id', 'bbox', 'score', 'area', 'iscrowd', 'segmentation'] as const;
type Key = (typeof keyNames)[number] | undefined;

/** What stands in a row beside its values. The rows of a file are nearly always alike in it, and then need not be taken apart. */
interface Layout {
  /** Before each value. */
  readonly before: readonly Uint8Array[];
  readonly keys: readonly Key[];
  /** After the last value. */
  readonly after: Uint8Array;
}

/** Reads a row of any layout. */
function readRow(json: JsonBytes, rows: Growing, row: number): Layout {
  const before: Uint8Array[] = [];
  const keys: Key[] = [];
  let from = json.at;
  json.expect('{');
  for (let first = true; json.more('}', first); first = false) {
    json.key();
    const key = keyNames.find((name) => json.is(name));
    json.peek();
    before.push(json.bytes.subarray(from, json.at));
    keys.push(key);
    readValue(json, rows, row, key);
    from = json.at;
  }
  return { before, keys, after: json.bytes.subarray(from, json.at) };
}

/** Reads a row of this layout. False for one of another layout, of which some may have been read. */
function readAlike(json: JsonBytes, rows: Growing, row: number, { before, keys, after }: Layout): boolean {
  for (let i = 0; i < keys.length; i++) {
    if (!json.passes(before[i] as Uint8Array)) return false;
    readValue(json, rows, row, keys[i]);
  }
  return json.passes(after);
}

function readValue(json: JsonBytes, rows: Growing, row: number, key: Key): void {
  switch (key) {
    case 'image_id':
      json.numberInto(rows.image, row);
      break;
    case 'category_id':
      json.numberInto(rows.category, row);
      break;
    case 'bbox':
      readBox(json, rows.boxes, 4 * row);
      break;
    case 'score':
      json.numberInto(rows.score, row);
      break;
    case 'area':
      json.numberInto(rows.area, row);
      break;
    case 'iscrowd':
      rows.crowd[row] = json.number() === 0 ? 0 : 1;
      break;
    case 'segmentation':
      readSegmentation(json, rows, row);
      break;
    default:
      json.skip();
  }
}

/** An empty list says that there is no box. */
function readBox(json: JsonBytes, boxes: Float64Array, at: number): void {
  json.expect('[');
  if (!json.more(']', true)) return;
  for (let side = 0; side < 4; side++) {
    if (side > 0 && !json.more(']', false)) throw json.wrong('a box of 4 numbers');
    json.numberInto(boxes, at + side);
  }
  if (json.more(']', false)) throw json.wrong('a box of 4 numbers');
}

function readSegmentation(json: JsonBytes, rows: Growing, row: number): void {
  if (json.peek() === 0x5b) {
    rows.others.set(row, readLists(json));
    return;
  }
  let size: readonly number[] = [];
  let counts: readonly number[] | null = null;
  json.expect('{');
  for (let first = true; json.more('}', first); first = false) {
    json.key();
    if (json.is('size')) size = readList(json);
    else if (json.is('counts') && json.peek() === 0x5b) counts = readList(json);
    else if (json.is('counts')) {
      json.text();
      rows.textStart[row] = json.textStart;
      rows.textEnd[row] = json.textEnd;
    } else json.skip();
  }
  rows.textSize.set(size.slice(0, 2), 2 * row);
  if (counts !== null) rows.others.set(row, toText(fromCounts(counts, [size[0] ?? 0, size[1] ?? 0])).counts);
}

function readList(json: JsonBytes): number[] {
  const list: number[] = [];
  json.expect('[');
  while (json.more(']', list.length === 0)) list.push(json.number());
  return list;
}

function readLists(json: JsonBytes): number[][] {
  const lists: number[][] = [];
  json.expect('[');
  while (json.more(']', lists.length === 0)) lists.push(readList(json));
  return lists;
}
