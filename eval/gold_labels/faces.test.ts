/** The face example: what each of its files is there to show. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { goldPredictions } from '../backends/gold_predictions.ts';
import { predictions } from '../backends/predictions.ts';
import { regionPredictions } from '../backends/region_predictions.ts';
import { canonicalLine } from '../io/canonical_json.ts';
import { run as naive } from '../naive/run.ts';
import { corpusOf, faceFields, faceSchema, faceSurround, meanOver, type Scored, scoreAll } from './testing/chain.ts';

const text = (name: string): string => readFileSync(`datasets/faces/${name}.ndjson`, 'utf8');
const grid = 64;
const corpus = await corpusOf(text('gold_labels'), { ...faceSchema, surround: faceSurround, grid });
const config = { grid, ...faceFields };
const iou = (samples: ReadonlyMap<string, Scored>): number => meanOver(samples.values(), 'strong_mean_iou').mean ?? Number.NaN;
const copied = (samples: ReadonlyMap<string, Scored>): number => [...samples.values()].filter(({ comparison }) => comparison.copied).length;

test('mean mask, candidate and second annotator stand in that order, and none of them is a copy', async () => {
  const rows = naive({ kind: 'mean_mask', config: {}, corpus: 'labelled', truth: corpus.truth, slices: corpus.slices, inputs: [] });
  const mean = await scoreAll(corpus, predictions, {}, rows.map(canonicalLine).join('\n'));
  const candidate = await scoreAll(corpus, regionPredictions, config, text('candidate'));
  const second = await scoreAll(corpus, goldPredictions, { ...faceSchema, grid }, text('annotator_b'));
  assert.ok(iou(mean) + 0.05 < iou(candidate), `${iou(mean)} < ${iou(candidate)}`);
  assert.ok(iou(candidate) + 0.03 < iou(second), `${iou(candidate)} < ${iou(second)}`);
  assert.deepEqual([mean, candidate, second].map(copied), [0, 0, 0]);
});

test('the middling model is below the mean mask, and one of its samples is missing', async () => {
  const samples = await scoreAll(corpus, regionPredictions, config, text('predictions'));
  const failed = [...samples.values()].flatMap(({ outcome }) => ('failed' in outcome ? [outcome.failed] : []));
  assert.deepEqual(failed, ['no prediction in predictions.ndjson; 1 row is about samples that the corpus does not have']);
  assert.ok(iou(samples) < 0.77);
});

test('labels written as predictions are copies, and tell by their fields what they are', async () => {
  const samples = await scoreAll(corpus, regionPredictions, config, text('copy'));
  assert.equal(copied(samples), 12);
  const marked = [...samples.values()].filter(({ outcome }) => 'labelFields' in outcome);
  // One sample has outlines only, which say nothing of their use.
  assert.equal(marked.length, 11);
  for (const { outcome } of marked) assert.deepEqual('labelFields' in outcome && outcome.labelFields, ['gt_kind']);
});

test('the candidate says how sure it is, and its hair makes a clip work', async () => {
  const plain = await scoreAll(corpus, regionPredictions, config, text('candidate'));
  const clipped = await scoreAll(corpus, regionPredictions, { ...config, clips: [{ region: 'forehead', occluder: 'hair' }] }, text('candidate'));
  const leakage = (samples: ReadonlyMap<string, Scored>) => meanOver(samples.values(), 'region_leakage of forehead into hair').mean ?? Number.NaN;
  assert.ok(leakage(clipped) < 0.5 * leakage(plain), `${leakage(clipped)} of ${leakage(plain)}`);
  for (const { outcome } of plain.values()) assert.ok('confidence' in outcome && (outcome.confidence ?? 0) >= 0.7);
});

test('a clip without predicted hair changes nothing', async () => {
  const plain = await scoreAll(corpus, regionPredictions, config, text('predictions'));
  const clipped = await scoreAll(corpus, regionPredictions, { ...config, clips: [{ region: 'forehead', occluder: 'hair' }] }, text('predictions'));
  for (const [id, { outcome }] of plain) assert.deepEqual(clipped.get(id)?.outcome, outcome);
});
