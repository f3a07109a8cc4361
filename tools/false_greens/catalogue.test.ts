import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { endOf } from './rows/row.ts';

for (const { title, honest, rows } of catalogue) {
  test(`${title}: the honest evaluation goes`, async () => assert.match(await endOf(await honest()), /^go: /));
  for (const { defect, ends, given, twin } of rows) {
    test(`${title}: ${defect}`, async () => {
      const end = await endOf(await given());
      assert.doesNotMatch(end, /^go\b/);
      assert.equal(end, ends);
    });
    if (twin !== undefined) test(`${title}: ${defect} Its honest twin goes.`, async () => assert.match(await endOf(await twin()), /^go: /));
  }
}
