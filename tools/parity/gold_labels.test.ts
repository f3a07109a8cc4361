/** Labelled regions against an independent recomputation of the original program's numbers, to 1e-6. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Outcome } from '../../eval/backends/backend.ts';
import { regionPredictions } from '../../eval/backends/region_predictions.ts';
import type { RleText } from '../../eval/contracts/common.ts';
import { InputError } from '../../eval/errors/errors.ts';
import { corpusOf, faceFields, faceSchema, faceSurround, outcomesOf, type Scored, scored } from '../../eval/gold_labels/testing/chain.ts';
import { nodeBinary } from '../../eval/io/node.ts';
import { difference, fromText, toText } from '../../eval/masks/runs.ts';
import { outlinesToRuns } from '../../eval/masks/shares.ts';
import { run as naive } from '../../eval/naive/run.ts';
import type { MadeCorpus } from '../../eval/pipeline/corpus.ts';

const shared = join(process.env['SHARED'] ?? '../shared', 'data/gold-fixture');
const read = (name: string): string => readFileSync(join(shared, name), 'utf8');

// biome-ignore lint/suspicious/noExplicitAny: the assertions check what the file holds.
type Any = any;
const expected: Any = JSON.parse(read('expected.json'));
const runNamed = (name: string): Any => expected.runs.find((one: Any) => one.name === name);

const ofSample = {
  oval_iou: 'region_iou of face_oval',
  skin_iou: 'region_iou of skin',
  hair_as_skin_rate: 'region_leakage of skin into hair',
  bg_as_skin_rate: 'region_leakage of skin into background',
  skin_miss_rate: 'region_miss of skin',
  strong_module_miou: 'strong_mean_iou',
  under_eye_band_coverage: 'weak_mean_coverage',
  under_eye_leakage_bg: 'weak_mean_leakage of background',
  under_eye_leakage_hair: 'weak_mean_leakage of hair',
  forehead_hair_overlap_rate: 'region_leakage of forehead into hair',
} as const;
const ofModule = { iou: 'region_iou', coverage: 'region_coverage', band_coverage: 'region_coverage' } as const;

/** What stood in for missing regions: declared boxes, and an outline of the face. */
const boxes = {
  forehead: [0.2, 0.03, 0.6, 0.22],
  left_cheek: [0.08, 0.34, 0.34, 0.3],
  right_cheek: [0.58, 0.34, 0.34, 0.3],
  nose: [0.42, 0.32, 0.16, 0.32],
  chin: [0.33, 0.67, 0.34, 0.26],
  under_eye_left: [0.16, 0.31, 0.26, 0.11],
  under_eye_right: [0.58, 0.31, 0.26, 0.11],
};
const outline = [
  0.5, 0.06, 0.64, 0.1, 0.75, 0.2, 0.82, 0.35, 0.84, 0.5, 0.8, 0.66, 0.72, 0.8, 0.62, 0.9, 0.5, 0.95, 0.38, 0.9, 0.28, 0.8, 0.2, 0.66, 0.16, 0.5,
  0.18, 0.35, 0.25, 0.2, 0.36, 0.1,
];

const corpusOn = (grid: number) => corpusOf(read('gold_labels.ndjson'), { ...faceSchema, surround: faceSurround, grid });
const predictionsOn = (grid: number, corpus: MadeCorpus, change: object = {}) =>
  outcomesOf(regionPredictions, { grid, ...faceFields, ...change }, read('predictions.ndjson'), corpus.inputs[0] ?? []);
const corpus = await corpusOn(64);
const predicted = await predictionsOn(64, corpus);

type Regions = Record<string, RleText>;
function regionsOf(outcome: Outcome | undefined): Regions {
  assert.ok(outcome !== undefined && 'prediction' in outcome && outcome.prediction.kind === 'regions');
  return outcome.prediction.regions;
}

/** Scores after the predicted regions of a sample were changed. */
function scores(change: (regions: Regions, row: Any) => Regions, rows: readonly Any[]): Map<string, Scored> {
  return new Map(
    corpus.truth.map(({ id, truth }) => {
      const outcome = predicted.get(id) as Outcome;
      const row = rows.find(({ sample_hash }) => sample_hash === id);
      return [id, scored(truth, 'failed' in outcome ? outcome : { prediction: { kind: 'regions', regions: change(regionsOf(outcome), row) } })];
    }),
  );
}

const template = new Map(
  naive({ kind: 'template', config: { boxes }, corpus: undefined, truth: corpus.truth, slices: corpus.slices, inputs: [] }).map((row) => [
    row.id,
    row,
  ]),
);

/** The stand-ins of the original, which ours never uses: without them its numbers could not be met. */
function withStandIns(regions: Regions, row: Any): Regions {
  const standIns = row.strong.filter(({ template_fallback }: Any) => template_fallback).map(({ module_id }: Any) => module_id);
  const boxed = template.get(row.sample_hash);
  assert.ok(boxed !== undefined && 'regions' in boxed);
  return {
    face_oval: toText(outlinesToRuns([outline], 64, 64)),
    ...regions,
    ...Object.fromEntries(standIns.map((name: string) => [name, boxed.regions[name]])),
  };
}

function close(scores: Scored | undefined, metric: string, wanted: number | null, location: string): void {
  const value = scores?.measured(metric);
  if (wanted === null) assert.ok(typeof value === 'object', `${location}: ${String(value)}, expected to be undefined`);
  else assert.ok(typeof value === 'number' && Math.abs(value - wanted) <= 1e-6, `${location}: ${JSON.stringify(value)}, expected ${wanted}`);
}

/** @returns how many numbers were compared */
function assertRows(found: ReadonlyMap<string, Scored>, rows: readonly Any[], skip: readonly string[] = []): number {
  let compared = 0;
  for (const row of rows) {
    const own = found.get(row.sample_hash);
    assert.equal(own !== undefined && !('failed' in own.outcome), row.scored, row.sample_hash);
    const check = (metric: string, wanted: number | null): void => {
      close(own, metric, wanted, `${row.sample_hash}: ${metric}`);
      compared++;
    };
    if (!row.scored) continue;
    for (const [name, metric] of Object.entries(ofSample)) if (!skip.includes(name)) check(metric, row[name]);
    for (const module of [...row.strong, ...row.weak]) {
      for (const [name, family] of Object.entries(ofModule)) if (name in module) check(`${family} of ${module.module_id}`, module[name]);
      check(`region_leakage of ${module.module_id} into background`, module.leakage_bg);
      check(`region_leakage of ${module.module_id} into hair`, module.leakage_hair);
      assert.equal(own?.seen(module.module_id)?.truth, module.gt_pixels);
      assert.equal(own?.seen(module.module_id)?.prediction ?? 0, module.pred_pixels);
    }
  }
  return compared;
}

test('base: every number of every sample, with the stand-ins of the original', () => {
  const { samples } = runNamed('base').sound;
  assert.equal(assertRows(scores(withStandIns, samples), samples), 390);
});

test('base: without stand-ins only the samples that had one differ, and there the region is a miss', () => {
  const { samples } = runNamed('base').sound;
  const plain = scores((regions) => regions, samples);
  const same = samples.filter(
    ({ strong = [], sample_hash }: Any) => !strong.some(({ template_fallback }: Any) => template_fallback) && sample_hash !== '81112efd4b57641700f1',
  );
  assert.equal(same.length, 10);
  assertRows(plain, same);
  close(plain.get('b644e160b7f5e175052e'), 'region_iou of chin', 0, 'chin');
  close(plain.get('81112efd4b57641700f1'), 'region_iou of face_oval', 0, 'oval');
});

test('base: means by source and by module, with the number of defined values', () => {
  const { samples, aggregates, modules } = runNamed('base').sound;
  const found = scores(withStandIns, samples);
  const meanOf = (ids: readonly string[], metric: string) => {
    const values = ids.map((id) => found.get(id)?.measured(metric)).filter((value) => typeof value === 'number');
    return { defined: values.length, mean: values.reduce((sum, value) => sum + value, 0) / values.length };
  };
  const assertMean = (ids: readonly string[], metric: string, wanted: Any): void => {
    const { defined, mean } = meanOf(ids, metric);
    assert.equal(defined, wanted.defined, metric);
    assert.ok(Math.abs(mean - wanted.mean) <= 1e-6, `${metric}: ${mean}, expected ${wanted.mean}`);
  };
  for (const { source, samples: n, metrics } of aggregates) {
    const ids = corpus.slices.filter(({ slices }) => source === 'all' || slices['source']?.includes(source)).map(({ id }) => id);
    assert.equal(ids.length, n);
    for (const [name, metric] of Object.entries(ofSample)) assertMean(ids, metric, metrics[name]);
  }
  const all = corpus.slices.map(({ id }) => id);
  for (const module of modules) {
    for (const [name, family] of Object.entries(ofModule)) if (name in module) assertMean(all, `${family} of ${module.module_id}`, module[name]);
    assertMean(all, `region_leakage of ${module.module_id} into background`, module.leakage_bg);
    assertMean(all, `region_leakage of ${module.module_id} into hair`, module.leakage_hair);
  }
});

test('clip: taking the hair out gives the same foreheads; only the original took it from the labels, and repainted the skin', () => {
  const { samples } = runNamed('forehead_hair_aware_clip').sound;
  const clipped = scores((regions, row) => {
    const truth = corpus.truth.find(({ id }) => id === row.sample_hash)?.truth;
    assert.ok(truth?.kind === 'regions');
    const { forehead } = regions;
    const hair = truth.regions['hair']?.mask;
    const cut = forehead === undefined || hair === undefined ? {} : { forehead: toText(difference(fromText(forehead), fromText(hair))) };
    return withStandIns({ ...regions, ...cut }, row);
  }, samples);
  assertRows(clipped, samples, ['skin_iou', 'hair_as_skin_rate', 'bg_as_skin_rate', 'skin_miss_rate']);
});

test('minimum coverage: a region taken back has the numbers of the original’s blanked one', () => {
  const { samples } = runNamed('under_eye_min_coverage_0_3').sound;
  const taken = (row: Any): string[] => row.weak.filter(({ blanked }: Any) => blanked).map(({ module_id }: Any) => module_id);
  const found = scores(
    (regions, row) => Object.fromEntries(Object.entries(withStandIns(regions, row)).filter(([name]) => !taken(row).includes(name))),
    samples,
  );
  assertRows(found, samples);
  assert.equal(samples.filter(({ weak = [] }: Any) => taken({ weak }).length > 0).length > 2, true);
});

test('predictions of another grid are refused until their grid is declared; then the numbers stay', async () => {
  const larger = await corpusOn(128);
  await assert.rejects(
    () => predictionsOn(128, larger),
    (error) => error instanceof InputError && error.problems.every(({ code }) => code === 'EV1203'),
  );
  const outcomes = await predictionsOn(128, larger, { written_grid: 64 });
  for (const row of runNamed('base').sound.samples) {
    const truth = larger.truth.find(({ id }) => id === row.sample_hash)?.truth;
    const outcome = outcomes.get(row.sample_hash);
    // Outlines and boxes are finer on a finer grid; run lengths of one and the same mask are not.
    const isDrawn = ['223e21a3b74bb8ccd4ed', '81112efd4b57641700f1', '074ec44fe6238d580272'].includes(row.sample_hash);
    if (truth === undefined || outcome === undefined || 'failed' in outcome || isDrawn) continue;
    for (const name of ['skin_iou', 'bg_as_skin_rate', 'forehead_hair_overlap_rate'] as const) {
      close(scored(truth, outcome), ofSample[name], row[name], `${row.sample_hash} on 128: ${name}`);
    }
  }
});

test('the committed example is what its generator writes, labels and first predictions are the shared ones', () => {
  const folder = mkdtempSync(join(tmpdir(), 'faces-'));
  try {
    execFileSync(nodeBinary, ['datasets/faces/generate.mjs', folder]);
    for (const name of ['gold_labels', 'predictions', 'candidate', 'copy', 'annotator_b']) {
      assert.equal(readFileSync(join(folder, `${name}.ndjson`), 'utf8'), readFileSync(`datasets/faces/${name}.ndjson`, 'utf8'), name);
    }
    for (const name of ['gold_labels.ndjson', 'predictions.ndjson']) assert.equal(readFileSync(join('datasets/faces', name), 'utf8'), read(name));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
