import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { codes } from '../../eval/errors/codes.ts';
import { catalogue } from './catalogue.ts';
import { page, pagePath } from './page.ts';

test('the page is the one that the catalogue makes', () => {
  assert.equal(readFileSync(pagePath, 'utf8'), page(), 'update: ./bazelw run //tools/false_greens');
});

test('no row ends in go, or in a code that does not exist', () => {
  for (const { ends, defect } of catalogue.flatMap(({ rows }) => rows)) {
    assert.ok(/^(no-go|void): ./.test(ends) || ends.split(', ').every((code) => Object.hasOwn(codes, code)), defect);
  }
});
