import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeaturesInput } from '../contracts/corpus.ts';
import { InputError } from '../errors/errors.ts';
import type { Model, Outcome, Sample } from './backend.ts';
import { regressor } from './regressor.ts';
import { clipFeatures, clipModel, readClips } from './testing/clips.ts';
import { nothing, onCpu, outcomeOf } from './testing/predict.ts';
import { tinyModel } from './testing/tiny_model.ts';

const sample = (rows: number[][], names = ['a', 'b']): FeaturesInput => ({ kind: 'features', id: 'clip', sha256: '', source: 's', names, rows });

const predict = (model: Model, features: readonly string[], given: Sample): Promise<Outcome> =>
  outcomeOf(regressor, onCpu(model), { features }, given);

const series = (values: readonly number[]): Outcome => ({ prediction: { kind: 'series', values: [...values] } });

/** The largest of a row: shapes of every kind, and what features a model was given can be told from it. */
const largest = (batch: number | string, width: number, keep: boolean): Model =>
  tinyModel({ operator: 'ReduceMax', attributes: { axes: [1], keepdims: keep ? 1 : 0 }, input: [batch, width], output: keep ? [batch, 1] : [batch] });

test('dynamic exports and those of one frame, with or without a second dimension of the output', async () => {
  const rows = [
    [1, 8],
    [5, 2],
    [3, 3],
  ];
  for (const [what, model] of [
    ['dynamic, [n, 1]', largest('batch', 2, true)],
    ['dynamic, [n]', largest('batch', 2, false)],
    ['one, [1, 1]', largest(1, 2, true)],
    ['one, [1]', largest(1, 2, false)],
    ['dynamic width', tinyModel({ operator: 'ReduceMax', attributes: { axes: [1] }, input: ['n', 'd'], output: ['n', 1] })],
  ] as const) {
    assert.deepEqual(await predict(model, ['a', 'b'], sample(rows)), series([8, 5, 3]), what);
  }
});

test('features are found by name, whatever their order and whatever else there is', async () => {
  const model = largest('batch', 1, true);
  const rows = [
    [1, 8, 0.1],
    [5, 2, 0.2],
  ];
  assert.deepEqual(await predict(model, ['a'], sample(rows, ['a', 'b', 'c'])), series([1, 5]));
  assert.deepEqual(await predict(model, ['b'], sample(rows, ['a', 'b', 'c'])), series([8, 2]));
  const { sample: clip } = readClips()[0] ?? assert.fail();
  const other = { ...clip, names: clip.names.toReversed(), rows: clip.rows.map((row) => row.toReversed()) };
  const network = clipModel('models/mlp_medium/fold_Aurora.onnx');
  assert.deepEqual(await predict(network, clipFeatures, other), await predict(network, clipFeatures, clip));
});

const open = (model: Model, width: number) => () => regressor.open({ features: clipFeatures.slice(0, width) }, onCpu(model), nothing);
const refused = (code: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof InputError, (error as Error).stack);
  assert.deepEqual(
    error.problems.map((problem) => problem.code),
    [code],
  );
  assert.match(error.message, message);
  return true;
};

test('a model of another width or shape is refused before anything runs', async () => {
  await assert.rejects(
    open(largest('batch', 5, true), 6),
    refused('EV3016', /this is no regressor of 6 features\n {2}got: float32 \[batch, 5\] to float32 \[batch, 1\]/),
  );
  const identity = (input: (number | string)[], output: (number | string)[]) => tinyModel({ operator: 'Identity', input, output });
  for (const model of [
    identity([4, 2], [4, 2]),
    identity(['n', 2], ['n', 2]),
    identity([2], [2]),
    identity([1, 1, 2], [1, 1, 2]),
    identity([32, 2], [32, 1]),
  ]) {
    await assert.rejects(open(model, 2), refused('EV3016', /no regressor of 2 features/));
  }
  const two = largest('n', 2, true);
  const { checkpoint } = two;
  const given = (change: object): Model => ({ ...two, checkpoint: { ...checkpoint, ...change } });
  await assert.rejects(open(given({ outputs: [...checkpoint.outputs, ...checkpoint.outputs] }), 2), refused('EV3016', /and float32/));
  await assert.rejects(open(given({ inputs: [...checkpoint.inputs, ...checkpoint.inputs] }), 2), refused('EV3015', /one float32 input/));
  await assert.rejects(open(given({ inputs: [] }), 2), refused('EV3016', /got: nothing to/));
});

test('a model that gives another number of scores than it says', async () => {
  const model = tinyModel({ operator: 'Identity', input: ['n', 2], output: ['n', 'm'] });
  await assert.rejects(
    predict(
      model,
      ['a', 'b'],
      sample([
        [1, 2],
        [3, 4],
      ]),
    ),
    refused('EV3019', /output y is not one number a frame/),
  );
});

test('NaN is refused, and the place is the sample', async () => {
  const model = tinyModel({ operator: 'Sqrt', input: ['n', 1], output: ['n', 1] });
  await assert.rejects(predict(model, ['a'], sample([[4], [-1]], ['a'])), refused('EV3019', /error EV3019 {2}clip\n {2}output y holds NaN at 1/));
});

test('a sample without the features, or without any', async () => {
  const model = largest('n', 2, true);
  await assert.rejects(predict(model, ['a', 'bb'], sample([[1, 2]])), refused('EV3027', /no feature "bb" \(nearest: b\)/));
  await assert.rejects(predict(model, ['a', 'b'], { kind: 'absent', id: 'clip' }), refused('EV3020', /features are read here/));
});

test('features of the configuration: at least one, each once', () => {
  for (const features of [[], ['a', 'a'], ['a b']]) assert.equal(regressor.configuration.safeParse({ features }).success, false);
});

test('the runtime that is declared: threads, and an execution provider that is there', async () => {
  const source = onCpu(largest('batch', 2, true));
  const on = (runtime: object) =>
    outcomeOf(regressor, { ...source, runtime: { ...source.runtime, ...runtime } }, { features: ['a', 'b'] }, sample([[1, 8]]));
  assert.deepEqual(await on({ threads: 2 }), series([8]));
  await assert.rejects(on({ provider: 'coreml' }), refused('EV3028', /the execution provider "coreml" cannot be used here/));
});
