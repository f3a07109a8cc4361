import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { endOf, endOfHonest, endOfTwin } from './rows/row.ts';

for (const chapter of catalogue) {
  const { title, rows } = chapter;
  test(`${title}: the honest evaluation goes`, async () => assert.match(await endOfHonest(chapter), /^go: /));
  for (const row of rows) {
    test(`${title}: ${row.defect}`, async () => {
      const end = await endOf(row);
      assert.doesNotMatch(end, /^go\b/);
      assert.equal(end, row.ends);
    });
    if (row.twin !== undefined) {
      test(`${title}: the honest twin of "${row.defect}" goes`, async () => assert.match((await endOfTwin(row)) ?? '', /^go: /));
    }
  }
}
