import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import * as z from 'zod';
import { InputError } from '../errors/errors.ts';
import { FileLines, LinesAgain } from './file_lines.ts';
import { IndexedRows, RowFile, readHeader } from './ndjson.ts';

const folder = mkdtempSync(join(tmpdir(), 'ndjson-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const path = (name: string): string => join(folder, name);

test('a line is found again where it stands, also one that is longer than a part of a file', () => {
  const long = 'ä日'.repeat(400_000);
  writeFileSync(path('lines'), `first\n\n${long}\r\nlast`);
  const lines = [...new FileLines(path('lines'))];
  assert.deepEqual(
    lines.map(({ number, start, bytes }) => [number, start, bytes]),
    [
      [1, 0, 5],
      [3, 7, 2_000_001],
      [4, 2_000_009, 4],
    ],
  );
  const again = new LinesAgain();
  for (const line of lines.toReversed()) assert.equal(again.read(path('lines'), line), line.text);
  again.close();
});

test('rows are found by id after they were walked through, in whichever file they are', () => {
  const row = z.strictObject({ id: z.string(), value: z.string() });
  const rows = Array.from({ length: 3000 }, (_, i) => ({ id: `r${i}`, value: '日'.repeat(i % 50) }));
  const files = [new RowFile(path('a')), new RowFile(path('b'))];
  for (const [i, one] of rows.entries()) files[i % 2]?.add(one);
  for (const file of files) file.end();
  assert.equal(readFileSync(path('a'), 'utf8').split('\n').length, 1501);
  const indexed = new IndexedRows([path('a'), path('b')], row);
  assert.equal([...indexed.rows].length, 3000);
  for (const one of rows.toReversed()) assert.deepEqual(indexed.at(one.id), one);
  indexed.close();
});

test('a header is read by itself, and the file is closed then', () => {
  const header = z.strictObject({ kind: z.literal('rows') });
  writeFileSync(path('headed'), '{"kind":"rows"}\n{"id":"a"}\n');
  writeFileSync(path('empty'), '\n');
  const open = () => readdirSync('/proc/self/fd').length;
  const before = open();
  assert.deepEqual(readHeader(path('headed'), header), { kind: 'rows' });
  assert.throws(() => readHeader(path('empty'), header), InputError);
  assert.equal(open(), before);
});
