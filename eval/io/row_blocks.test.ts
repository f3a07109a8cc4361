import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as z from 'zod';
import { InputError } from '../errors/errors.ts';
import { readHeaderAndRows, readRows, writeRows } from './ndjson.ts';

const folder = mkdtempSync(join(tmpdir(), 'row_blocks-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'rows');

const doubles = z.custom<Float64Array>((value) => value instanceof Float64Array, 'expected a column of real numbers');
const indexes = z.custom<Uint32Array>((value) => value instanceof Uint32Array, 'expected a column of whole numbers');

const row = z.strictObject({
  id: z.string(),
  scores: doubles,
  of: z.strictObject({ names: z.array(z.string()) }).optional(),
  pairs: z.strictObject({ of: z.strictObject({ truth: indexes, overlap: doubles }) }).optional(),
});
type Row = z.infer<typeof row>;

/** Some with pairs, some without, of unequal lengths and none. */
function rowsOf(count: number): Row[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `row ${i} \n{"columns":{`,
    scores: Float64Array.from({ length: i % 7 }, (_, k) => (i - k) / 3),
    ...(i % 2 > 0 && { of: { names: Array.from({ length: i % 4 }, (_, k) => `name ${i % 11}, ${k}`) } }),
    ...(i % 3 > 0 && {
      pairs: { of: { truth: Uint32Array.from({ length: i % 5 }, (_, k) => i * k), overlap: Float64Array.from({ length: i % 4 }, (_, k) => k / 10) } },
    }),
  }));
}

const header = z.strictObject({ kind: z.literal('rows') });

for (const count of [0, 1, 50, 30_000]) {
  test(`${count} rows come back as they were, from one block or from many`, () => {
    const rows = rowsOf(count);
    writeRows(file, rows, { kind: 'rows' }, ['of.names']);
    const read = readHeaderAndRows(file, header, row);
    assert.deepEqual([...read.rows], rows);
    const blocks = readFileSync(file, 'latin1').split('\n{"columns":{"of.names":"').length - 1;
    assert.equal(blocks > 1, count === 30_000);
  });
}

test('rows without columns are lines and nothing else', () => {
  writeRows(file, [{ id: 'a' }, { b: [1, 'x'] }]);
  assert.equal(readFileSync(file, 'utf8'), '{"id":"a"}\n{"b":[1,"x"]}\n');
});

test('a line feed among the bytes of a column ends no line', () => {
  const rows = [{ id: 'a', scores: Float64Array.from({ length: 300 }, () => 10) }];
  writeRows(file, rows);
  assert.ok(readFileSync(file, 'latin1').includes('\n\n\n\n'));
  assert.deepEqual([...readRows(file, row)], rows);
});

const [first, second] = [
  { id: 'a', scores: Float64Array.of(1 / 3, 2 / 3) },
  { id: 'b', scores: Float64Array.of(4 / 3), of: { names: ['x', 'y', 'x'] } },
];

const broken: [what: string, change: (bytes: Buffer) => Buffer, message: RegExp][] = [
  [
    'a row is missing',
    (bytes) => replaced(bytes, '{"id":"b","of":{"names":3},"scores":1}\n', ''),
    /:1: of.names: there are 3 entries, and the rows behind have 0 together/,
  ],
  ['a row has fewer', (bytes) => replaced(bytes, '"scores":2', '"scores":1'), /:1: scores: there are 3 entries, and the rows behind have 2 together/],
  ['a row has more than there are', (bytes) => replaced(bytes, '"scores":1', '"scores":2'), /:3: scores: expected a column of real numbers/],
  ['a length is no number of numbers', (bytes) => replaced(bytes, '"scores":2', '"scores":-2'), /:2: scores: expected a column/],
  ['a word is unknown', (bytes) => replaced(bytes, 'f8*3', 'f7*3'), /:1: scores: "f7\*3" is no column/],
  ['a word is no text', (bytes) => replaced(bytes, '"f8*3"', '[3   ]'), /:1: scores: "3" is no column/],
  ['bytes are missing', (bytes) => bytes.subarray(0, bytes.indexOf('\n') + 20), /the file ends too early/],
  ['more bytes are declared than there are', (bytes) => replaced(bytes, 'f8*3', 'f8*999999999'), /the file ends too early/],
  ['columns stand for other kinds', (bytes) => replaced(bytes, 'f8*3', 'u4*6'), /:2: scores: expected a column of real numbers/],
  ['a number is none', (bytes) => withNaN(bytes), /:1: scores: number 1 is NaN/],
  ['a text has no place in its list', (bytes) => replaced(bytes, '["x","y"]', '["x"]    '), /:1: of.names: the position 1 is in a list of 1/],
  ['texts are none', (bytes) => replaced(bytes, '["x","y"]', '["x",100]'), /:1: of.names: expected a list of texts/],
  ['the line of columns is no JSON', (bytes) => replaced(bytes, 'f8*3"', 'f8*3 '), /:1: not JSON/],
];
for (const [what, change, message] of broken) {
  test(`refused: ${what}`, () => {
    writeRows(file, [first, second], undefined, ['of.names']);
    writeFileSync(file, change(readFileSync(file)));
    assert.throws(
      () => [...readRows(file, row)],
      (error) => {
        assert.ok(error instanceof InputError);
        const [problem] = error.problems;
        assert.match(`${problem?.location}: ${problem?.message}`, message);
        return problem?.code === 'EV5001';
      },
    );
  });
}

function replaced(bytes: Buffer, before: string, after: string): Buffer {
  const at = bytes.indexOf(before);
  assert.ok(at >= 0, before);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(after), bytes.subarray(at + before.length)]);
}

function withNaN(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  // Behind the three positions of names, which are one byte each.
  changed.writeDoubleLE(Number.NaN, bytes.indexOf('\n') + 1 + 8);
  return changed;
}
