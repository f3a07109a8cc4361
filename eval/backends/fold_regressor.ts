/** A regressor for each source, trained without it: each sample is predicted by the one model that has not seen its source. */
import { InputError, type Problem } from '../errors/errors.ts';
import type { Backend, Model, Predictor, SourceOf } from './backend.ts';
import { each, predictOne } from './each.ts';
import { featuresOf } from './features.ts';
import { checkFoldPlan, checkSamples, type Fold, readFoldPlan } from './folds/fold_plan.ts';
import { openRegressor, type RegressorConfig, regressorConfiguration } from './regressor.ts';

type Folds = SourceOf<'folds'>;

export const foldRegressor: Backend<RegressorConfig, 'folds'> = {
  kind: 'fold_regressor',
  source: 'folds',
  configuration: regressorConfiguration,
  async open(config, source, task) {
    const { models, plan } = source;
    const folds = readFoldPlan(plan);
    const features = task.samples.filter((sample) => sample.kind === 'features');
    // A shard may be empty; then there is nothing to compare the plan with.
    const found = features.length === 0 ? [] : checkSamples(folds, features);
    const problems = [...checkFoldPlan(folds), ...checkModels(folds, models, plan.location), ...found];
    if (problems.length > 0) throw new InputError(problems);
    const bySource = await openAll(config, source);
    return {
      predict: each(async (sample) => {
        const { id, source } = featuresOf(sample);
        const predictor = bySource.get(source);
        if (predictor !== undefined) return predictOne(predictor, sample);
        // Every model may have seen it.
        const expected = [...bySource.keys()].join(', ');
        throw new InputError({ code: 'EV3025', location: id, message: `no fold holds ${source} out, the source of this sample`, expected });
      }),
      close: () => closeAll(bySource),
    };
  },
};

/** EV3024 for a fold without a model, a model without a fold, and two folds that run the same weights. */
function checkModels(folds: readonly Fold[], models: Folds['models'], location: string): Problem[] {
  const problem = (message: string, at = location): Problem => ({ code: 'EV3024', location: at, message });
  const missing = folds
    .filter(({ heldOut }) => !models.has(heldOut))
    .map(({ heldOut, location: at }) => problem(`the fold that holds ${heldOut} out has no model`, at));
  const left = [...models.keys()].filter((name) => !folds.some(({ heldOut }) => heldOut === name));
  const owners = new Map<string, string>();
  const shared = [...models].flatMap(([name, { checkpoint }]) =>
    weightsOf(checkpoint).flatMap(({ sha256, name: file }) => {
      const owner = owners.get(sha256) ?? name;
      owners.set(sha256, owner);
      return owner === name ? [] : [problem(`the folds ${owner} and ${name} have the same weights: one of them was given the other's ${file}`)];
    }),
  );
  return [...missing, ...left.map((name) => problem(`the model ${name} belongs to no fold of the plan`)), ...shared];
}

/** Where the weights are: with external data, graphs of different folds are often equal. */
function weightsOf({ files }: Model['checkpoint']): Model['checkpoint']['files'] {
  return files.length === 1 ? files : files.slice(1);
}

/** @throws InputError everything that is wrong with any of the models, each problem with its fold */
async function openAll(config: RegressorConfig, { models, runtime }: Folds): Promise<Map<string, Predictor>> {
  const predictors = new Map<string, Predictor>();
  const problems: Problem[] = [];
  for (const [name, model] of models) {
    try {
      predictors.set(name, await openRegressor(config, model, runtime));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems.map((problem) => ({ ...problem, location: `${name}: ${problem.location}` })));
    }
  }
  if (problems.length === 0) return predictors;
  await closeAll(predictors);
  throw new InputError(problems);
}

async function closeAll(predictors: ReadonlyMap<string, Predictor>): Promise<void> {
  for (const predictor of predictors.values()) await predictor.close();
}
