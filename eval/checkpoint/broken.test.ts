/** Eighteen models, two of them sound: each must run, or end with an error that says what is wrong. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Outcome } from '../backends/backend.ts';
import { regressor } from '../backends/regressor.ts';
import { clipFeatures, readClips } from '../backends/testing/clips.ts';
import { onCpu, outcomeOf } from '../backends/testing/predict.ts';
import { InputError } from '../errors/errors.ts';
import { pearson } from '../stats/regression/correlation.ts';
import { run } from './run.ts';

const folder = `${import.meta.dirname}/../../datasets/clips/broken`;
const load = (path: string): Uint8Array => readFileSync(`${folder}/${path}`);
const { sample, targets } = readClips()[0] ?? assert.fail();

interface Case {
  readonly case: string;
  readonly verdict: 'accept' | 'warn' | 'reject';
  readonly files: Readonly<Record<string, string>>;
}
const cases = (JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as { cases: Case[] }).cases;

/** Checks, opens and runs the model of a folder on a clip; `pins`: SHA-256 of data files. */
async function use(name: string, pins: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const model = load(`${name}/model.onnx`);
  const data = new Map(
    readdirSync(`${folder}/${name}`)
      .filter((file) => file !== 'model.onnx')
      .map((file) => [file, load(`${name}/${file}`)]),
  );
  const checkpoint = run({ name: 'model.onnx', model, data, pinnedData: new Map(Object.entries(pins)) });
  return outcomeOf(regressor, onCpu({ checkpoint, bytes: model, data }), { features: clipFeatures }, sample);
}

async function told(name: string, pins?: Readonly<Record<string, string>>): Promise<string> {
  try {
    await use(name, pins);
    return 'runs';
  } catch (error) {
    assert.ok(error instanceof InputError, (error as Error).stack);
    return error.message;
  }
}

const lines = (...wanted: readonly string[]): RegExp => new RegExp(`^${wanted.map((line) => line.replaceAll(/[[\]().+*]/g, '\\$&')).join('[^]*')}`);

const expected: Readonly<Record<string, RegExp>> = {
  'control-inline': /^runs$/,
  'control-external': /^runs$/,
  'renamed-model': lines(
    'error EV3004  model.onnx',
    'got: mlp_small_final.onnx.data\n',
    'expected: one of: model.onnx.data\n',
    'do: model.onnx.data has the size that fits: if it is mlp_small_final.onnx.data under another name, rename it back',
    'bazel run @rules_model_eval//eval/checkpoint/repair -- --model model.onnx --data model.onnx.data --out repaired.onnx',
  ),
  'missing-data': lines('error EV3004  model.onnx', 'got: model.onnx.data\n', 'expected: no data is declared', 'do: Add the file to `data`'),
  'truncated-data': lines('error EV3005', 'tensor "4.weight" in model.onnx.data: bytes 992 to 1024 of a file of 1020 bytes', 'tensor "4.bias"'),
  'swapped-data': /^runs$/,
  'path-traversal': lines('error EV3003', 'got: "../control-external/model.onnx.data"'),
  'absolute-path': lines('error EV3003', 'got: "/model.onnx.data"'),
  'length-shape-mismatch': lines('error EV3005', 'tensor "0.weight" in model.onnx.data: the length is 380, its shape needs 384 bytes'),
  'overlapping-tensors': lines('error EV3006', 'tensors "0.bias" and "0.weight" share bytes of model.onnx.data from 0 on'),
  'trailing-bytes': lines('error EV3008', 'no tensor uses the last 64 bytes of model.onnx.data', 'got: 1092 bytes', 'expected: 1028 bytes'),
  'orphan-data': lines('error EV3007', 'no tensor of the model uses the declared data file model.onnx.data'),
  'nan-weight': lines('error EV3019  Aurora_08_288_375', 'output score holds NaN at 0'),
  'wrong-input-width': lines('error EV3016  model.onnx', 'this is no regressor of 6 features', 'got: float32 [batch, 5]'),
  'foreign-operator': lines('error EV3014  model.onnx', 'example.custom:PhoneHome'),
  'truncated-model': lines('error EV3001  model.onnx', 'not an ONNX model: a field of 1495 bytes starts where 739 are left'),
  'empty-model': lines('error EV3001  model.onnx', 'got: 0 bytes'),
  'constant-model': /^runs$/,
};

test('every variant is looked at, and those that are sound are the ones that run', () => {
  const names = readdirSync(folder).filter((name) => name !== 'expected.json');
  assert.deepEqual(Object.keys(expected).sort(), names.sort());
  assert.deepEqual(cases.map((one) => one.case).sort(), names);
  const silent = Object.keys(expected).filter((name) => String(expected[name]) === '/^runs$/');
  // The two that nothing in the files gives away are caught below: by a pin, and by the metrics.
  const sound = cases.filter(({ verdict }) => verdict === 'accept').map((one) => one.case);
  assert.deepEqual(silent, [...sound, 'swapped-data', 'constant-model']);
});

for (const [name, message] of Object.entries(expected)) {
  test(name, async () => assert.match(await told(name), message));
}

test('data of another fold is given away by a pin of the data', async () => {
  const control = cases.find((one) => one.case === 'control-external')?.files['model.onnx.data'] ?? '';
  const pins = { 'model.onnx.data': control };
  assert.equal(await told('control-external', pins), 'runs');
  assert.match(await told('swapped-data', pins), lines('error EV3002  model.onnx.data', 'got: cdfffb64', `expected: ${control}`));
  assert.match(await told('trailing-bytes', pins), lines('error EV3002  model.onnx.data'));
  assert.match(await told('control-inline', pins), lines('error EV3002  model.onnx.data', 'it is pinned, and not declared'));
});

test('a constant model runs, and has no correlation', async () => {
  const outcome = await use('constant-model');
  assert.ok('prediction' in outcome && outcome.prediction.kind === 'series');
  assert.deepEqual(pearson(outcome.prediction.values, targets), { undefined: 'constant-prediction' });
});

test('parameters are counted by shape, wherever their bytes lie', () => {
  const parameters = (name: string, data: readonly string[]): number =>
    run({ name: 'm', model: load(`${name}/model.onnx`), data: new Map(data.map((file) => [file, load(`${name}/${file}`)])) }).parameters;
  assert.deepEqual([parameters('control-inline', []), parameters('control-external', ['model.onnx.data'])], [257, 257]);
});
