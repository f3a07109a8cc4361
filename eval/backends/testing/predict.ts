import assert from 'node:assert/strict';
import type { Runs } from '../../masks/runs.ts';
import type { Model, ModelBackend, Sample } from '../backend.ts';

/** The mask of one sample; asserts that there is one and that it has the sample's size. */
export async function predictOne(backend: ModelBackend, model: Model, config: object, sample: Sample): Promise<Runs> {
  const predictor = await backend.open(backend.configuration.parse(config), model);
  try {
    const outcome = await predictor.predict(sample);
    assert.ok('mask' in outcome, JSON.stringify(outcome));
    assert.deepEqual([outcome.mask.width, outcome.mask.height], [sample.width, sample.height]);
    return outcome.mask;
  } finally {
    await predictor.close();
  }
}
