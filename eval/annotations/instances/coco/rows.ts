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
  json.expect('[');
  for (let first = true; json.more(']', first); first = false) {
    if (rows.count === rows.capacity) grow(rows);
    readRow(json, rows, rows.count);
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

function readRow(json: JsonBytes, rows: Growing, row: number): void {
  rows.image[row] = Number.NaN;
  rows.category[row] = Number.NaN;
  rows.score[row] = Number.NaN;
  rows.area[row] = Number.NaN;
  rows.boxes[4 * row] = Number.NaN;
  json.expect('{');
  for (let first = true; json.more('}', first); first = false) {
    json.key();
    if (json.is('image_id')) rows.image[row] = json.number();
    else if (json.is('category_id')) rows.category[row] = json.number();
    else if (json.is('bbox')) readBox(json, rows.boxes, 4 * row);
    else if (json.is('score')) rows.score[row] = json.number();
    else if (json.is('area')) rows.area[row] = json.number();
    else if (json.is('iscrowd')) rows.crowd[row] = json.number() === 0 ? 0 : 1;
    else if (json.is('segmentation')) readSegmentation(json, rows, row);
    else json.skip();
  }
}

/** An empty list says that there is no box. */
function readBox(json: JsonBytes, boxes: Float64Array, at: number): void {
  json.expect('[');
  let read = 0;
  for (; json.more(']', read === 0); read++) {
    const value = json.number();
    if (read === 4) throw json.wrong('a box of 4 numbers');
    boxes[at + read] = value;
  }
  if (read !== 4 && read !== 0) throw json.wrong('a box of 4 numbers');
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
