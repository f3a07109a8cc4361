import { InputError } from '../../errors/errors.ts';
import { digestOf } from '../../io/digest.ts';
import type { Annotation } from '../annotation.ts';
import { characterErrorRate } from './character_error_rate.ts';
import type { JsonPair } from './metric.ts';
import type { JsonAnnotation } from './schema.ts';
import { wordErrorRate } from './word_error_rate.ts';

type Shape = { truth: JsonAnnotation; prediction: JsonAnnotation; imported: Omit<JsonAnnotation, 'kind'>; observed: JsonPair };

/** Values are compared by the metrics of their type; here only types and content are. A new metric is a file and a place in the list. */
export const json: Annotation<Shape> = {
  kind: 'json',
  importedKey: 'value',
  metrics: [characterErrorRate, wordErrorRate],
  predictionOf: ({ type, value }) => ({ kind: 'json', type, value }),
  digest: contentDigest,
  compare(truth, prediction, location) {
    if (prediction !== null && prediction.type !== truth.type) {
      const message = 'the prediction is of another type than the truth';
      throw new InputError({ code: 'EV5107', location, message, got: prediction.type, expected: truth.type });
    }
    return {
      outcome: 'scored',
      observed: { truth: truth.value, prediction: prediction?.value ?? null, location },
      prediction: prediction === null ? null : contentDigest(prediction),
    };
  },
};

function contentDigest({ type, value }: JsonAnnotation): string {
  return digestOf({ type, value });
}
