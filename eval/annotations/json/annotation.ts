import { InputError } from '../../errors/errors.ts';
import { digestOf } from '../../io/digest.ts';
import type { Annotation } from '../annotation.ts';
import { PartUnion } from '../part_union.ts';
import { characterErrorRate } from './character_error_rate.ts';
import { characterF1 } from './character_f1.ts';
import type { JsonCorpus, JsonPair } from './metric.ts';
import { jsonParity } from './parity.ts';
import type { JsonAnnotation, JsonTruth } from './schema.ts';
import { wordErrorRate } from './word_error_rate.ts';

type Shape = { truth: JsonTruth; prediction: JsonAnnotation; imported: Omit<JsonAnnotation, 'kind'>; observed: JsonPair };

/** Numbers of samples. A new one is a file and a place here. */
const metrics = [characterErrorRate, wordErrorRate];
/** Numbers of whole slices. A new one is a file and a place here. */
const ofSlices: readonly JsonCorpus[] = [characterF1];

/** Values are compared by the metrics of their type; here only types and content are. */
export const json: Annotation<Shape> = {
  kind: 'json',
  importedKey: 'value',
  metrics: [...metrics, ...ofSlices.flatMap((definition) => definition.metrics), ...jsonParity],
  predictionOf: ({ type, value }) => ({ kind: 'json', type, value }),
  digest: contentDigest,
  compare(truth, prediction, location) {
    if (prediction !== null && prediction.type !== truth.type) {
      const message = 'the prediction is of another type than the truth';
      throw new InputError({ code: 'EV5107', location, message, got: prediction.type, expected: truth.type });
    }
    const values = { truth: truth.value, prediction: prediction?.value ?? null };
    const kept = ofSlices.some(({ type }) => type === truth.type);
    return {
      outcome: 'scored',
      observed: { ...values, location },
      prediction: prediction === null ? null : contentDigest(prediction),
      ...(kept && { observation: { kind: 'json', type: truth.type, ...values } }),
    };
  },
  partsOf({ type, value, parts: declared }) {
    const parts = new PartUnion();
    parts.add({ parts: declared });
    for (const own of ofSlices) if (own.type === type) parts.add({ parts: own.partsOf(value, type) });
    return parts.value;
  },
};

/** A truth and a prediction that say the same are equal. */
function contentDigest({ type, value }: JsonAnnotation): string {
  return digestOf({ type, value });
}
