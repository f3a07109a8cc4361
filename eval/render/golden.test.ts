import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { report } from '../contracts/report.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { run } from './run.ts';
import { fixture, folderOf } from './testing/fixture.ts';

const update = 'UPDATE_GOLDEN=1 node --test eval/render/golden.test.ts';

const goldens = (['pottery', 'series', 'evidence'] as const).flatMap((name) => [
  { name, file: 'report.md', key: 'markdown' } as const,
  { name, file: 'report.html', key: 'html' } as const,
]);

for (const { name, file, key } of goldens) {
  test(`${file} of ${name} is the committed one`, () => {
    const got = run(fixture(name))[key];
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

test('report.json is header, decision and table', () => {
  const input = fixture();
  const { report: got } = run(input);
  assert.deepEqual(report.parse(got), got);
  const { recommendation, verdict, deciding } = input.decision;
  assert.deepEqual(got, { schemaVersion: 1, kind: 'report', recommendation, verdict, deciding, decision: input.decision, metrics: input.metrics });
});

test('the same parts give the same bytes, whatever the order of their keys', () => {
  const [first, second] = [run(fixture()), run(reversed(fixture()) as ReturnType<typeof fixture>)];
  assert.equal(first.html, second.html);
  assert.equal(first.markdown, second.markdown);
  assert.equal(canonicalJson(first.report), canonicalJson(second.report));
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
