import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { Problems } from '../errors/errors.ts';
import { filledLines, rowsOfLines } from './lines.ts';

test('lines without content are left out, and counted', () => {
  const lines = [
    { text: 'a', number: 1 },
    { text: ' b\r', number: 4 },
  ];
  assert.deepEqual(filledLines('a\n\n \t\r\n b\r\n'), lines);
});

test('lines of an excerpt have the numbers of their file', () => {
  const lines = [
    { text: 'a', number: 7 },
    { text: 'b', number: 31 },
  ];
  assert.deepEqual(filledLines('a\nb', [7, 31]), lines);
});

test('rows are made of the lines that are some, and what is wrong with the others is collected', () => {
  const problems = new Problems();
  const codes = { syntax: 'EV1010', shape: 'EV1011' } as const;
  const lines = filledLines('{"id": 1}\n\n{"id": \n{"id": "x"}\n{"id": 2}');
  assert.deepEqual(
    [...rowsOfLines(lines, 'rows.ndjson', z.strictObject({ id: z.number() }), codes, problems)],
    [
      { row: { id: 1 }, location: 'rows.ndjson:1' },
      { row: { id: 2 }, location: 'rows.ndjson:5' },
    ],
  );
  assert.throws(() => problems.check(), /EV1010 .*rows\.ndjson:3[\s\S]*EV1011 .*rows\.ndjson:4/);
});
