/**
 * Leave-one-source-out from table to numbers, against an evaluation in Python: import, the metrics of stored predictions,
 * predictions of every model, and the linear baseline; on loso-fixture and on features of real clips.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { numbersOver } from '../../eval/annotations/metric.ts';
import type { SeriesObservation } from '../../eval/annotations/series/schema.ts';
import type { Model, SourceOf } from '../../eval/backends/backend.ts';
import { predictOne } from '../../eval/backends/each.ts';
import { foldRegressor } from '../../eval/backends/fold_regressor.ts';
import { runtime } from '../../eval/contracts/backend.ts';
import type { FeaturesInput } from '../../eval/contracts/corpus.ts';
import { metricById } from '../../eval/metrics/table.ts';
import { run as makeNaive } from '../../eval/naive/run.ts';
import { type CorpusInput, type MadeCorpus, makeCorpus } from '../../eval/pipeline/corpus.ts';
import { loadModel, readJson, shared } from './testing/infer_helpers.ts';

const features = ['adm2', 'vif_scale0', 'vif_scale1', 'vif_scale2', 'vif_scale3', 'motion2'];

type Numbers = Readonly<Record<string, number | { readonly rmse: number }>>;
interface Expected {
  readonly archs: Readonly<
    Record<
      string,
      { readonly perFold: Readonly<Record<string, Numbers>>; readonly perFoldClipLevel: Readonly<Record<string, Numbers>>; readonly pooled: Numbers }
    >
  >;
}

/** Metrics by their names in expected.json. */
const frameMetrics = {
  plcc: 'plcc',
  srocc: 'srocc',
  krocc: 'krocc',
  rmse: 'rmse',
  mae: 'mae',
  bias: 'bias',
  errorSd: 'error_sd',
  maxAbsError: 'maximum_error',
  linearMap: 'mapped_rmse',
  ccc: 'ccc',
};
const clipMetrics = { plcc: 'clip_plcc', srocc: 'clip_srocc', rmse: 'clip_rmse' };

/** What runtimes may differ by in a prediction; the stored ones are of another build. */
const predictionTolerance = 5e-5;

async function index(importer: Partial<CorpusInput> & { readonly options: object }): Promise<MadeCorpus> {
  return makeCorpus({
    importer: 'feature_table',
    files: { images: [], masks: [], labels: [] },
    sources: new Map(),
    read: (path) => readFileSync(path),
    name: 'clips',
    datasetVersion: 'test',
    shards: 1,
    ...importer,
  });
}

function foldsOf(folder: string, architecture: string, sources: readonly string[]): SourceOf<'folds'> {
  const modelOf = (source: string): Model => {
    const path = `${folder}/models/${architecture}/fold_${source}.onnx`;
    return loadModel(path, existsSync(`${path}.data`) ? { [`fold_${source}.onnx.data`]: `${path}.data` } : {});
  };
  return {
    kind: 'folds',
    runtime: runtime.parse({}),
    models: new Map(sources.map((source) => [source, modelOf(source)])),
    plan: { location: 'folds.json', text: readFileSync(`${folder}/folds.json`, 'utf8') },
  };
}

/** Predictions of an architecture by clip. */
function storedPredictions(folder: string): (architecture: string) => Map<string, number[]> {
  const [header = [], ...rows] = readFileSync(`${folder}/predictions.csv`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const byClip = Map.groupBy(rows, (row) => row[header.indexOf('clip')] ?? '');
  return (architecture) => new Map([...byClip].map(([clip, own]) => [clip, own.map((row) => Number(row[header.indexOf(architecture)]))]));
}

function over(metric: string, pairs: readonly SeriesObservation[]): number {
  const found = metricById(metric);
  assert.ok(found?.kind === 'corpus', metric);
  const value = numbersOver(found.definition, pairs).get(metric);
  assert.ok(typeof value === 'number', `${metric}: ${JSON.stringify(value)}`);
  return value;
}

function compare(
  names: Readonly<Record<string, string>>,
  pairs: readonly SeriesObservation[],
  wanted: Numbers,
  tolerance: number,
  what: string,
): void {
  for (const [name, metric] of Object.entries(names)) {
    const value = wanted[name] ?? assert.fail(`${what} ${name}`);
    const expected = typeof value === 'number' ? value : value.rmse;
    const got = over(metric, pairs);
    assert.ok(Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${what} ${name}: got ${got}, expected ${expected}`);
  }
}

for (const [name, folder] of [
  ['loso-fixture', `${shared}/data/loso-fixture`],
  ['real-loso', `${shared}/data/vmaf-loso/real-loso`],
] as const) {
  const table = { location: 'frames.csv', text: readFileSync(`${folder}/frames.csv`, 'utf8') };
  const corpus = await index({ sources: new Map([['table', table]]), options: { format: 'csv', features } });
  const inputs = corpus.inputs.flat() as FeaturesInput[];
  const targets = new Map(corpus.truth.map(({ id, truth }) => [id, truth.kind === 'series' ? truth.values : []]));
  const sources = [...new Set(inputs.map(({ source }) => source))];
  const { archs } = readJson<Expected>(`${folder}/expected.json`);
  const stored = storedPredictions(folder);

  /** Of one source, or of all. */
  const pairsOf = (predicted: ReadonlyMap<string, readonly number[]>, source?: string): SeriesObservation[] =>
    inputs
      .filter((input) => source === undefined || input.source === source)
      .map(({ id }) => ({ kind: 'series', predicted: [...(predicted.get(id) ?? [])], target: [...(targets.get(id) ?? [])] }));

  for (const [architecture, { perFold, perFoldClipLevel, pooled }] of Object.entries(archs)) {
    test(`${name}, ${architecture}: metrics of the stored predictions, by fold, by clip and pooled`, () => {
      const predicted = stored(architecture);
      for (const source of sources) {
        compare(frameMetrics, pairsOf(predicted, source), perFold[source] ?? {}, 1e-9, source);
        compare(clipMetrics, pairsOf(predicted, source), perFoldClipLevel[source] ?? {}, 1e-9, `${source}, clips`);
      }
      compare(frameMetrics, pairsOf(predicted), pooled, 1e-9, 'pooled');
    });

    test(`${name}, ${architecture}: every model predicts what is stored`, async (context) => {
      const predictor = await foldRegressor.open({ features }, foldsOf(folder, architecture, sources), { corpus: 'clips', samples: inputs });
      let worst = 0;
      for (const input of inputs) {
        const outcome = await predictOne(predictor, input);
        assert.ok('prediction' in outcome && outcome.prediction.kind === 'series');
        const wanted = stored(architecture).get(input.id) ?? [];
        assert.equal(outcome.prediction.values.length, wanted.length);
        for (const [i, value] of outcome.prediction.values.entries()) worst = Math.max(worst, Math.abs(value - (wanted[i] ?? Number.NaN)));
      }
      await predictor.close();
      context.diagnostic(`${sources.length} models, largest difference ${worst}`);
      assert.ok(worst <= predictionTolerance, `largest difference ${worst}`);
    });
  }

  test(`${name}: the linear baseline is least squares as NumPy solves it`, (context) => {
    const rows = makeNaive({ kind: 'linear', config: {}, corpus: undefined, truth: corpus.truth, slices: corpus.slices, inputs });
    const predicted = new Map(rows.map((row) => [row.id, 'values' in row ? row.values : []]));
    const wanted = stored('linear_ols');
    const differences = [...predicted].flatMap(([id, values]) => values.map((value, i) => Math.abs(value - (wanted.get(id)?.[i] ?? Number.NaN))));
    context.diagnostic(`largest difference ${Math.max(...differences)}`);
    assert.ok(Math.max(...differences) <= 1e-4);
    compare(frameMetrics, pairsOf(predicted), archs['linear_ols']?.pooled ?? {}, 1e-5, 'pooled');
  });
}

test('loso-fixture: the caches hold the same clips as the table', async () => {
  const folder = `${shared}/data/loso-fixture`;
  const table = { location: 'frames.csv', text: readFileSync(`${folder}/frames.csv`, 'utf8') };
  const labels = readdirSync(`${folder}/clips`).flatMap((source) =>
    readdirSync(`${folder}/clips/${source}`).map((file) => ({ key: `clips/${source}/${file}`, path: `${folder}/clips/${source}/${file}` })),
  );
  const fromTable = await index({ sources: new Map([['table', table]]), options: { format: 'csv', features } });
  const fromCaches = await index({ files: { images: [], masks: [], labels }, options: { format: 'clip_json', features } });
  assert.equal(labels.length, 70);
  assert.equal(fromCaches.corpus.digest, fromTable.corpus.digest);
});
