import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readApi } from './api.ts';
import { generatePages } from './generate.ts';

const root = join(import.meta.dirname, '../..');
const update = 'update with: ./bazelw run //tools/docs';

const api = readApi();
for (const [path, text] of generatePages(root, api)) {
  test(`${path} is what the code says`, () => {
    assert.ok(existsSync(join(root, path)), `${path} is missing; ${update}`);
    assert.equal(readFileSync(join(root, path), 'utf8'), text, update);
  });
}

test('the page about the rules is among them', (context) => {
  if (api === undefined) context.skip('NOT CHECKED: only bazel test has what the page is made of');
  else assert.ok(generatePages(root, api).has('docs/rules.md'));
});

test('no schema is left over from a contract that is gone', () => {
  const known = new Set(generatePages(root).keys());
  const leftOver = readdirSync(join(root, 'docs/schemas')).filter((name) => !known.has(`docs/schemas/${name}`));
  assert.deepEqual(leftOver, []);
});
