import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { pearson, spearman } from '../stats/regression/correlation.ts';
import { rmse } from '../stats/regression/errors.ts';
import type { SourceOf } from './backend.ts';
import { predictOne } from './each.ts';
import { foldRegressor } from './fold_regressor.ts';
import { clipFeatures, clipFolds, clipModel, clipSources, expectedClips, readClips } from './testing/clips.ts';

const clips = readClips();
const samples = clips.map(({ sample }) => sample);
type FoldModels = SourceOf<'folds'>;
const open = (folds: FoldModels, given = samples, features = clipFeatures) =>
  foldRegressor.open({ features }, folds, { corpus: 'clips', samples: given });

for (const [architecture, { perFold }] of Object.entries(expectedClips)) {
  test(`${architecture}: every clip by the model that did not see its source; numbers of each fold as evaluated in Python`, async () => {
    const predictor = await open(clipFolds(architecture));
    for (const source of clipSources) {
      const [predicted, target]: [number[], number[]] = [[], []];
      for (const { sample, targets } of clips.filter((clip) => clip.sample.source === source)) {
        const outcome = await predictOne(predictor, sample);
        assert.ok('prediction' in outcome && outcome.prediction.kind === 'series');
        predicted.push(...outcome.prediction.values);
        target.push(...targets);
      }
      const wanted = perFold[source] ?? assert.fail(source);
      // Predictions of other runtimes differ by up to 5e-5, which can swap ranks.
      for (const [name, statistic] of Object.entries({ plcc: pearson, srocc: spearman, rmse })) {
        const got = statistic(predicted, target);
        const value = wanted[name as keyof typeof wanted];
        assert.ok(typeof got === 'number' && Math.abs(got - value) <= 1e-4, `${source} ${name}: got ${got}, expected ${value}`);
      }
    }
    await predictor.close();
  });
}

const folds = clipFolds('linear_ols');
const plan = JSON.parse(folds.plan.text) as { folds: { heldOut: string; trainSources: string[]; nTest: number }[] };
const withPlan = (change: (list: typeof plan.folds) => unknown[]): FoldModels => ({
  ...folds,
  plan: { location: 'plan', text: JSON.stringify({ folds: change(structuredClone(plan.folds)) }) },
});
const withModels = (change: (models: Map<string, ReturnType<typeof clipModel>>) => void): FoldModels => {
  const models = new Map(folds.models);
  change(models);
  return { ...folds, models };
};

const refusals: readonly [what: string, folds: FoldModels, expected: readonly string[]][] = [
  ['a plan that is none', { ...folds, plan: { location: 'plan', text: '[]' } }, ['EV3021']],
  [
    'a fold is left out of the plan',
    withPlan((list) => list.slice(1)),
    ['EV3022 no fold holds Aurora out', 'EV3024 the model Aurora belongs to no fold of the plan', 'EV3025'],
  ],
  ['a fold twice', withPlan((list) => [...list, ...list.slice(0, 1)]), ['EV3022 a second fold holds Aurora out']],
  [
    'a leak',
    withPlan((list) => list.map((fold, i) => (i === 0 ? { ...fold, trainSources: [...fold.trainSources, 'Aurora'], nTrain: 1680 } : fold))),
    ['EV3023 the fold that holds Aurora out was trained on Aurora'],
  ],
  ['a model is missing', withModels((models) => models.delete('Cascade')), ['EV3024 the fold that holds Cascade out has no model']],
  [
    'a model too many',
    withModels((models) => models.set('Cascde', clipModel('models/linear/fold_Cascade.onnx'))),
    ['EV3024 the model Cascde belongs to no fold of the plan'],
  ],
  [
    'one model for two folds',
    withModels((models) => models.set('Bramble', folds.models.get('Aurora') ?? assert.fail())),
    ["EV3024 the folds Aurora and Bramble have the same weights: one of them was given the other's fold_Aurora.onnx"],
  ],
  [
    'numbers of other data',
    withPlan((list) => list.map((fold, i) => (i === 0 ? { ...fold, nTest: 241 } : fold))),
    ['EV3026 the plan and the corpus have different numbers of frames of Aurora'],
  ],
];

async function problemsOf(act: () => Promise<unknown>): Promise<string[]> {
  try {
    await act();
    return [];
  } catch (error) {
    assert.ok(error instanceof InputError, (error as Error).stack);
    return error.problems.map(({ code, location, message }) => `${code} ${location} ${message}`);
  }
}

for (const [what, given, expected] of refusals) {
  test(`refused before anything runs: ${what}`, async () => {
    const got = await problemsOf(() => open(given));
    assert.equal(got.length, expected.length, got.join('\n'));
    for (const [i, line] of expected.entries()) {
      const [code = '', ...message] = line.split(' ');
      assert.ok(got[i]?.startsWith(code) && got[i].includes(message.join(' ')), `${got[i]} instead of ${line}`);
    }
  });
}

test('external data of another fold is noticed where that fold has it too', async () => {
  const medium = clipFolds('mlp_medium');
  const aurora = medium.models.get('Aurora') ?? assert.fail();
  const bramble = medium.models.get('Bramble') ?? assert.fail();
  const [graph, data] = aurora.checkpoint.files;
  const swapped = {
    ...aurora,
    checkpoint: {
      ...aurora.checkpoint,
      files: [graph ?? assert.fail(), { ...(data ?? assert.fail()), sha256: bramble.checkpoint.files[1]?.sha256 ?? '' }],
    },
  };
  const models = new Map(medium.models).set('Aurora', swapped);
  assert.deepEqual(await problemsOf(() => open({ ...medium, models })), [
    "EV3024 folds.json the folds Aurora and Bramble have the same weights: one of them was given the other's fold_Bramble.onnx.data",
  ]);
});

test('a model that does not fit is told with its fold', async () => {
  const given = withModels((models) => models.set('Cascade', clipModel('broken/wrong-input-width/model.onnx')));
  assert.deepEqual(await problemsOf(() => open(given)), ['EV3016 Cascade: model.onnx this is no regressor of 6 features']);
});

test('an empty shard has nothing to compare; a sample of an unknown source is an error and never skipped', async () => {
  const predictor = await open(folds, []);
  const [first] = samples;
  assert.ok(first !== undefined);
  assert.deepEqual(await problemsOf(() => predictOne(predictor, { ...first, source: 'Juniper' })), [
    `EV3025 ${first.id} no fold holds Juniper out, the source of this sample`,
  ]);
  assert.deepEqual(await problemsOf(() => predictOne(predictor, { kind: 'absent', id: 'x' })), ['EV3020 x features are read here']);
  await predictor.close();
});
