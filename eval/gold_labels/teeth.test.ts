/** Another set of labels, with other names and other uses: nothing about faces is built in. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goldPredictions } from '../backends/gold_predictions.ts';
import { predictions } from '../backends/predictions.ts';
import { regionPredictions } from '../backends/region_predictions.ts';
import { canonicalLine } from '../io/canonical_json.ts';
import { run as naive } from '../naive/run.ts';
import { corpusOf, meanOver, ndjson, scoreAll } from './testing/chain.ts';

const grid = 12;
const labelSchema = { strong: ['incisor', 'molar'], weak: ['gum_line'], whole: { tooth_row: 'teeth' } };
const surround = { tongue: 'tongue_mask' };

/** Row-major run lengths of a box on the grid. */
function box(left: number, top: number, width: number, height: number): string {
  const gaps = Array.from({ length: height - 1 }, () => [width, grid - width]);
  const counts = [top * grid + left, ...gaps.flat(), width];
  return [...counts, grid * grid - counts.reduce((sum, count) => sum + count, 0)].join(',');
}
const payload = (...sides: [number, number, number, number]) => ({ rle_norm: box(...sides), grid_size: grid });

const jaws = [0, 1, 2, 3, 4, 5];
/** Each jaw is a little larger than the one before. */
const labels = jaws.map((i) => ({
  sample_hash: `jaw-${i}`,
  source: i % 2 === 0 ? 'Clinic A' : 'clinic b',
  patient: `p-${Math.floor(i / 2)}`,
  module_masks: { incisor: payload(2, 3, 2 + (i % 3), 3), molar: payload(8, 3, 3, 2 + (i % 3)), gum_line: payload(1, 2, 10, 1) },
  teeth: payload(1, 3, 10, 4 + (i % 2)),
  tongue_mask: i === 5 ? null : payload(0, 8, 12, 3),
}));
const predicted = jaws.map((i) => ({
  sample_hash: `jaw-${i}`,
  module_masks: { incisor: payload(2, 3, 3, 3), gum_line: payload(1, 2, 8, 1) },
  modules: [{ module_id: 'molar', box: { x: 8 / 12, y: 3 / 12, w: 3 / 12, h: 3 / 12 } }],
  row_rle: box(1, 3, 10, 6),
}));
const config = { grid, modules: [...labelSchema.strong, ...labelSchema.weak], runs: { tooth_row: 'row_rle' } };

test('teeth: roles, groups and sources come from the declaration', async () => {
  const { corpus, slices, truth } = await corpusOf(ndjson(labels), { ...labelSchema, surround, grid, group_field: 'patient' });
  assert.deepEqual(
    slices.map(({ group }) => group),
    ['p-0', 'p-0', 'p-1', 'p-1', 'p-2', 'p-2'].map((patient) => `patient:${patient}`),
  );
  assert.deepEqual(corpus.dimensions, {
    source: [
      { value: 'clinic a', title: 'clinic a', samples: 3 },
      { value: 'clinic b', title: 'clinic b', samples: 3 },
    ],
  });
  assert.deepEqual(corpus.statements, [
    'Strong regions were drawn exactly and are scored by IoU, coverage and leakage: incisor, molar.',
    'Weak regions were drawn as rough bands; only coverage and leakage are scored, never IoU: gum_line.',
    'Whole objects are scored by IoU, missed share and leakage: tooth_row.',
    'Surroundings are never predicted; what predictions of other regions have in them is leakage: tongue.',
  ]);
  const [first] = truth;
  assert.ok(first?.truth.kind === 'regions');
  assert.deepEqual(
    Object.entries(first.truth.regions).map(([name, { role }]) => [name, role]),
    [
      ['incisor', 'strong'],
      ['molar', 'strong'],
      ['gum_line', 'weak'],
      ['tooth_row', 'whole'],
      ['tongue', 'surround'],
    ],
  );
});

test('teeth: measured like any other regions', async () => {
  const corpus = await corpusOf(ndjson(labels), { ...labelSchema, surround, grid });
  const samples = [...(await scoreAll(corpus, regionPredictions, config, ndjson(predicted))).values()];
  const assertMean = (metric: string, defined: number, mean: number): void => {
    const found = meanOver(samples, metric);
    assert.ok(found.defined === defined && Math.abs((found.mean ?? Number.NaN) - mean) < 1e-12, `${metric}: ${found.mean} over ${found.defined}`);
  };
  // Jaws 0 to 5: incisors of 6, 9, 12, 6, 9, 12 pixels against 9; molars of 6, 9, 12, … against 9.
  assertMean('region_iou of incisor', 6, (6 / 9 + 1 + 9 / 12) / 3);
  assertMean('strong_mean_iou', 6, (6 / 9 + 1 + 9 / 12) / 3);
  assertMean('weak_mean_coverage', 6, 8 / 10);
  // Six rows from row 3 on reach one row into the tongue.
  assertMean('region_leakage of tooth_row into tongue', 5, 1 / 6);
  assert.deepEqual(
    samples.map(({ comparison }) => comparison.copied),
    [false, true, false, false, true, false],
  );
});

test('teeth: the labels themselves are a copy, the mean of the other patients is not', async () => {
  const corpus = await corpusOf(ndjson(labels), { ...labelSchema, surround, grid, group_field: 'patient' });
  const same = await scoreAll(corpus, goldPredictions, { ...labelSchema, grid }, ndjson(labels));
  assert.ok([...same.values()].every(({ comparison, measured }) => comparison.copied && measured('strong_mean_iou') === 1));
  const rows = naive({ kind: 'mean_mask', config: {}, corpus: 'labelled', truth: corpus.truth, slices: corpus.slices, inputs: [] });
  const ofNaive = await scoreAll(corpus, predictions, {}, rows.map(canonicalLine).join('\n'));
  const { defined, mean } = meanOver(ofNaive.values(), 'strong_mean_iou');
  assert.ok(defined === 6 && mean !== null && mean > 0.5 && mean < 0.9, String(mean));
});
