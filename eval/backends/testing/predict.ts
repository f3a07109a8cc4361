import assert from 'node:assert/strict';
import type { Runs } from '../../masks/runs.ts';
import { fromText } from '../../masks/runs.ts';
import type { ImageSample, Model, ModelBackend } from '../backend.ts';

/** The mask of one sample; asserts that there is one and that it has the sample's size. */
export async function predictOne(backend: ModelBackend, model: Model, config: object, sample: ImageSample): Promise<Runs> {
  const predictor = await backend.open(backend.configuration.parse(config), model);
  try {
    const outcome = await predictor.predict(sample);
    assert.ok('prediction' in outcome && outcome.prediction.kind === 'mask', JSON.stringify(outcome));
    const mask = fromText(outcome.prediction.mask);
    assert.deepEqual([mask.width, mask.height], [sample.width, sample.height]);
    return mask;
  } finally {
    await predictor.close();
  }
}
