import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InputRow } from '../contracts/corpus.ts';
import { InputError } from '../errors/errors.ts';
import type { Outcome } from './backend.ts';
import { goldPredictions } from './gold_predictions.ts';
import { importedOutcomes } from './testing/predict.ts';

const samples: readonly InputRow[] = ['a', 'b'].map((id) => ({ kind: 'absent', id }));
const config = goldPredictions.configuration.parse({ strong: ['wheel'], weak: ['window'], whole: { car: 'car_mask' }, grid: 2 });
const top = { rle_norm: '0,2,2' };
const mask = { size: [2, 2], counts: '01100' };

async function open(...rows: readonly object[]): Promise<Outcome[]> {
  const files = [{ location: 'folder/second.ndjson', text: rows.map((row) => `${JSON.stringify(row)}\n`).join('') }];
  return importedOutcomes(goldPredictions, config, files, samples);
}

test('labels become predictions of the regions that they have', async () => {
  const found = await open(
    { sample_hash: 'a', module_masks: { wheel: top, roof: top }, car_mask: top, sky_mask: top, annotator_id: 'x' },
    { sample_hash: 'b', module_masks: { roof: top } },
    { sample_hash: 'stranger', module_masks: { wheel: top } },
  );
  assert.deepEqual(found, [{ prediction: { kind: 'regions', regions: { wheel: mask, car: mask } } }, { failed: 'no declared region is annotated' }]);
});

test('as in a corpus, only accepted labels count, and the newest of several', async () => {
  const found = await open(
    { sample_hash: 'a', module_masks: { wheel: { rle_norm: '4' } }, created_at: '2026-01-01T00:00:00Z' },
    { sample_hash: 'a', module_masks: { wheel: top }, created_at: '2026-01-02T00:00:00Z' },
    { sample_hash: 'b', module_masks: { wheel: top }, qa_status: 'rejected' },
  );
  assert.deepEqual(found, [{ prediction: { kind: 'regions', regions: { wheel: mask } } }, { failed: 'no prediction in second.ndjson' }]);
});

test('every wrong label is told', async () => {
  const rows = [
    { sample_hash: 'a', module_masks: { wheel: { rle_norm: '0,2' }, window: { ...top, gt_kind: 'strong' } } },
    { sample_hash: 'b', module_masks: { wheel: top } },
    { sample_hash: 'b', module_masks: { wheel: top } },
    { module_masks: {} },
  ];
  await assert.rejects(
    () => open(...rows),
    (error) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(
        error.problems.map(({ code, location }) => `${code} ${location}`),
        [
          'EV4001 folder/second.ndjson:4:1',
          'EV1302 folder/second.ndjson:2',
          'EV1203 folder/second.ndjson:1 (wheel)',
          'EV1303 folder/second.ndjson:1 (window)',
        ],
      );
      return true;
    },
  );
});

test('surroundings are never predicted, and there must be something that is', () => {
  const { configuration } = goldPredictions;
  assert.equal(configuration.safeParse({ strong: ['wheel'], surround: { sky: 'sky_mask' }, grid: 2 }).success, false);
  assert.equal(configuration.safeParse({ grid: 2 }).success, false);
});
