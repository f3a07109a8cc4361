/** Between predictors, which take a stream of samples, and those who think of one sample at a time. */
import { InputError } from '../errors/errors.ts';
import type { Outcome, Predictor, Sample } from './backend.ts';

/** Predicts one sample after the other, so that buffers can be used again. A sample's problems do not end the others. */
export function each(predict: (sample: Sample) => Promise<Outcome>): Predictor['predict'] {
  return async function* (samples) {
    for await (const sample of samples) {
      try {
        yield [sample.id, await predict(sample)];
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        yield [sample.id, error];
      }
    }
  };
}

/** The outcome of one sample alone. @throws InputError, its location the sample's id, when what came out cannot be trusted */
export async function predictOne(predictor: Predictor, sample: Sample): Promise<Outcome> {
  async function* alone() {
    yield sample;
  }
  for await (const [, answer] of predictor.predict(alone())) {
    if (answer instanceof InputError) throw answer;
    return answer;
  }
  throw new Error(`no answer about ${sample.id}`);
}
