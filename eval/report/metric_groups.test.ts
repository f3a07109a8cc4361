import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricDefinition } from '../contracts/metrics.ts';
import { inOrderOfConcern, ofParts, ofWholes } from './metric_groups.ts';
import { changed, fixture, viewOf } from './testing/fixture.ts';

// Leads with mask_iou and judges it and pass_rate.
const view = viewOf(fixture());
const [known] = view.primary;
assert.ok(known);
const definitions = ['nose', 'mask_recall', 'pass_rate', 'chin', 'mask_iou', 'hair'].map(
  (id): MetricDefinition => view.definitions.get(id) ?? { ...known, id },
);
const ids = (list: readonly MetricDefinition[]): string[] => list.map(({ id }) => id);

test('the leading metric, then the judged ones, then the others', () => {
  assert.deepEqual(ids(inOrderOfConcern(view, definitions)), ['mask_iou', 'pass_rate', 'nose', 'mask_recall', 'chin', 'hair']);
});

test('slice by slice stand the metrics of whole samples, the leading one first', () => {
  const parts = { sets: ['region'], whole: false };
  assert.deepEqual(ids(ofWholes(view, [...definitions.slice(1), { ...known, id: 'of_regions', parts }])).slice(0, 3), [
    'mask_iou',
    'mask_recall',
    'pass_rate',
  ]);
});

test('part by part stand the metrics that a corpus has parts for', () => {
  const parted = changed(({ metrics }) => {
    metrics.corpora[0] = { ...(metrics.corpora[0] as (typeof metrics.corpora)[number]), parts: { region: ['chin', 'left eye'] } };
    metrics.definitions.push({ ...known, id: 'of_regions', parts: { sets: ['region'], whole: false } });
  });
  const [first, second] = parted.metrics.corpora;
  assert.deepEqual(ids(ofParts(viewOf(parted), first?.name ?? '')), ['of_regions']);
  assert.deepEqual(viewOf(parted).partsOf(first?.name ?? '', 'of_regions'), ['chin', 'left eye']);
  assert.deepEqual(ids(ofParts(viewOf(parted), second?.name ?? '')), []);
});
