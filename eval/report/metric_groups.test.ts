import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricDefinition } from '../contracts/metrics.ts';
import { families, inOrderOfConcern, memberOf, singles } from './metric_groups.ts';
import { fixture, viewOf } from './testing/fixture.ts';

// Leads with mask_iou and judges it and pass_rate.
const view = viewOf(fixture());
const [known] = view.primary;
assert.ok(known);
const definitions = ['region_iou.nose', 'mask_recall', 'pass_rate', 'region_iou.chin.left', 'mask_iou', 'leak.hair'].map(
  (id): MetricDefinition => view.definitions.get(id) ?? { ...known, id },
);
const ids = (list: readonly MetricDefinition[]): string[] => list.map(({ id }) => id);

test('the leading metric, then the judged ones, then the others', () => {
  assert.deepEqual(ids(inOrderOfConcern(view, definitions)), [
    'mask_iou',
    'pass_rate',
    'region_iou.nose',
    'mask_recall',
    'region_iou.chin.left',
    'leak.hair',
  ]);
});

test('slice by slice stand the metrics of no family, the leading one first', () => {
  assert.deepEqual(ids(singles(view, definitions)), ['mask_iou', 'mask_recall', 'pass_rate']);
});

test('families go by what stands before the first dot', () => {
  assert.deepEqual(
    families(definitions).map(({ id, members }) => [id, members.map(memberOf)]),
    [
      ['region_iou', ['nose', 'chin.left']],
      ['leak', ['hair']],
    ],
  );
});
