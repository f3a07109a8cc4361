import { InputError } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';
import type { Comparer } from './comparison.ts';

/** Records are compared by the metrics of their type; here only their types and content are. */
export const recordComparer: Comparer<'record', Readonly<Record<string, number>>> = {
  compare(truth, prediction, location) {
    if (prediction.type !== truth.type) {
      const message = 'the prediction is a record of another type than the truth';
      throw new InputError({ code: 'EV5107', location, message, got: prediction.type, expected: truth.type });
    }
    return { outcome: 'scored', counts: {}, truth: digestOf(truth.value), prediction: digestOf(prediction.value) };
  },
  compareFailed: (truth) => ({ outcome: 'scored', counts: {}, truth: digestOf(truth.value), prediction: null }),
};
