import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { reportDocument } from './document.ts';
import { htmlPage } from './html/page.ts';
import { markdownPage } from './markdown/page.ts';
import { fixture, folderOf } from './testing/fixture.ts';

const update = 'UPDATE_GOLDEN=1 node --test eval/report/golden.test.ts';

const goldens = (['pottery', 'series', 'external_metrics', 'detection'] as const).flatMap((name) => [
  { name, file: 'report.md', page: markdownPage } as const,
  { name, file: 'report.html', page: htmlPage } as const,
]);

for (const { name, file, page } of goldens) {
  test(`${file} of ${name} is the committed one`, () => {
    const got = page(reportDocument(fixture(name)));
    const path = `${folderOf(name)}/${file}`;
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, got);
    const [gotLines, expected] = [got.split('\n'), readFileSync(path, 'utf8').split('\n')];
    const at = gotLines.findIndex((line, i) => line !== expected[i]);
    assert.ok(
      at === -1 && gotLines.length === expected.length,
      `${path}:${at + 1}\n  got: ${gotLines[at]}\n  expected: ${expected[at]}\n  to update: ${update}`,
    );
  });
}

test('the same parts give the same bytes, whatever the order of their keys', () => {
  const [first, second] = [fixture(), reversed(fixture()) as ReturnType<typeof fixture>].map(reportDocument);
  assert.ok(first && second);
  assert.equal(htmlPage(first), htmlPage(second));
  assert.equal(markdownPage(first), markdownPage(second));
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
