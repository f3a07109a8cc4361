/** The edges of COCO's evaluation: every number of scenes made for them is what pycocotools 2.0.11 gives. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertCase, type CocoCase } from '../testing/coco_case.ts';

const cases = readFileSync(join(import.meta.dirname, '../testdata/coco_cases.ndjson'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): CocoCase => JSON.parse(line));

for (const of of cases) {
  test(`${of.name}: ${of.why}`, () => assertCase(of));
}
