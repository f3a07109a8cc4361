import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { traced } from './trace.ts';

test('places in one file are told as places in what it is made of; others stay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trace-'));
  const module = pathToFileURL(join(folder, 'score.mjs')).href;
  const stack = `Error: no\n    at score (${module}:1:5)\n    at file:///other.mjs:1:5\n    at node:fs:1:5`;
  assert.equal(traced(stack, module), stack);
  // Column 5 of the first line is column 3 of line 2.
  writeFileSync(join(folder, 'score.mjs.map'), '{"version":3,"sources":["../io/read.ts"],"names":[],"mappings":"IACE"}');
  assert.equal(traced(stack, module), stack.replace(`${module}:1:5`, `${join(folder, '../io/read.ts')}:2:3`));
});
